#include "formats/swift.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components)
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin + "\n";
  return out;
}

constexpr const char* kCommit = "0123456789012345678901234567890123456789";

TEST(PackageResolved, EachVersion) {
  const std::string state = R"("state": {"branch": null, "revision": ")" + std::string(kCommit) +
                            R"(", "version": "1.2.0"}})";
  const auto one = ReadSwift("Package.resolved",
                             R"({"object": {"pins": [{"package": "Axle", "repositoryURL":
                               "git@h.example:a/axle.git", )" +
                                 state + "]}, \"version\": 1}");
  ASSERT_TRUE(one.has_value()) << ToString(one.error());
  EXPECT_EQ(Listed(*one),
            "1 h.example/a/axle 1.2.0 git git@h.example:a/axle.git#" + std::string(kCommit) + "\n");
  for (const char* version : {"2", "3"}) {
    const auto m =
        ReadSwift("App.xcworkspace/xcshareddata/swiftpm/Package.resolved", R"({"pins": [
  {"identity": "axle", "kind": "remoteSourceControl", "location": "https://u:p@h:8443/a/axle.git", )" +
                                                                               state + R"(,
  {"identity": "mona.list", "kind": "registry", "location": "", "state": {"version": "1.0.0"}},
  {"identity": "own", "kind": "localSourceControl", "location": "/srv/x/own", "state": {"revision": "ff"}},
  {"identity": "main", "kind": "remoteSourceControl", "location": "http://h/main", "state": {"branch": "main", "revision": ")" +
                                                                               kCommit + R"("}},
  {"identity": "none"}], "version": )" + version + "}");
    ASSERT_TRUE(m.has_value()) << ToString(m.error());
    EXPECT_EQ(Listed(*m), "2 h:8443/a/axle 1.2.0 git https://h:8443/a/axle.git#" +
                              std::string(kCommit) +
                              "\n3 mona.list 1.0.0 registry \n"
                              "4 /srv/x/own  path /srv/x/own#ff\n5 h/main  git http://h/main#" +
                              kCommit + "\n");
    EXPECT_EQ(m->notes.size(), 2u);
  }
}

TEST(PackageResolved, WhatIsNoneIsRefused) {
  for (const char* text : {"", "[]", "{}", "{\"version\": 2}", "{\"version\": 4, \"pins\": []}",
                           "{\"version\": 1, \"pins\": []}", "{\"version\": 2, \"pins\": {}}"})
    EXPECT_FALSE(ReadSwift("Package.resolved", text).has_value()) << text;
}

TEST(Carthage, ATagFixesNothingAndACommitDoes) {
  const auto m = ReadSwift("Cartfile.resolved",
                           "binary \"https://h/x.json\" \"4.1.0\"\n"
                           "github \"a/axle\" \"2.1.0\"\n"
                           "# none\n"
                           "git \"https://h/b/bolt.git\" \"" +
                               std::string(kCommit) + "\"\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m),
            "1 https://h/x.json 4.1.0 url https://h/x.json\n"
            "2 a/axle 2.1.0 url https://github.com/a/axle\n"
            "4 h/b/bolt " +
                std::string(kCommit) + " git https://h/b/bolt.git#" + kCommit + "\n");
  EXPECT_FALSE(ReadSwift("Cartfile.resolved", "github a/axle 1\n").has_value());
  const auto asked = ReadSwift("Cartfile.private", "github \"a/axle\" ~> 2.0 # why\n");
  ASSERT_TRUE(asked.has_value());
  EXPECT_EQ(asked->requirements[0].range, "~> 2.0");
  EXPECT_TRUE(asked->requirements[0].development);
}

}  // namespace
}  // namespace avouch::formats
