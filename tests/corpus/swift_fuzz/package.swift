// swift-tools-version:5.9
let p = Package(name: "me", dependencies: [.package(url: "https://u@github.com/a/tea.git", from: "1.2.0"), .package(path: "../b")], targets: [.binaryTarget(name: "X", url: "https://x.example/x.zip", checksum: "ab")])
