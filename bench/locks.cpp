#include "locks.h"

#include <array>
#include <cstdint>

namespace avouch::bench {
namespace {

constexpr double kJsonOrToml = 40, kYaml = 250;

std::string NameOf(int i) { return "package-" + std::to_string(100000 + i * 7919 % 900000); }
std::string VersionOf(int i) {
  return std::to_string(i % 9) + "." + std::to_string(i % 50) + "." + std::to_string(i % 7);
}
int NeedsOf(int packages) { return packages < 40 ? 0 : 3; }  // Fewer would name one twice
int NeedOf(int i, int k, int packages) { return (i * 7 + k * 13) % packages; }

// `digits` of them, as if by chance.
std::string Digits(int i, std::size_t digits, std::string_view alphabet) {
  std::uint64_t state = 0x9E3779B97F4A7C15u * (static_cast<std::uint64_t>(i) + 1);
  std::string out;
  while (out.size() < digits) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    out += alphabet[(state >> 33) % alphabet.size()];
  }
  return out;
}
std::string Hex(int i, std::size_t digits) { return Digits(i, digits, "0123456789abcdef"); }
std::string Integrity(int i) {  // The last digit stands for two bits
  return "sha512-" +
         Digits(i, 85, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") + "A==";
}
std::string Address(int i) {
  return "https://registry.example.com/" + NameOf(i) + "/-/" + NameOf(i) + "-" + VersionOf(i) +
         ".tgz";
}

std::string Npm(int packages) {
  std::string out = R"({"name": "big", "version": "1.0.0", "lockfileVersion": 3, "packages": {
    "": {"dependencies": {)";
  for (int i = 0; i < packages; i += 20) out += (i == 0 ? "\"" : ", \"") + NameOf(i) + "\": \"1\"";
  out += "}}";
  for (int i = 0; i < packages; ++i) {
    out += ",\n    \"node_modules/" + NameOf(i) + "\": {\n      \"version\": \"" + VersionOf(i) +
           "\",\n      \"resolved\": \"" + Address(i) + "\",\n      \"integrity\": \"" +
           Integrity(i) + "\",\n      \"license\": \"MIT\",\n      \"dependencies\": {";
    for (int k = 1; k <= NeedsOf(packages); ++k)
      out += (k == 1 ? "\n        \"" : ",\n        \"") + NameOf(NeedOf(i, k, packages)) +
             "\": \"^1\"";
    out += "\n      }\n    }";
  }
  return out + "}}\n";
}

std::string Cargo(int packages) {
  std::string out = "version = 4\n";
  for (int i = 0; i < packages; ++i) {
    out += "\n[[package]]\nname = \"" + NameOf(i) + "\"\nversion = \"" + VersionOf(i) +
           "\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"" +
           Hex(i, 64) + "\"\ndependencies = [\n";
    for (int k = 1; k <= NeedsOf(packages); ++k)
      out += " \"" + NameOf(NeedOf(i, k, packages)) + "\",\n";
    out += "]\n";
  }
  return out;
}

std::string Poetry(int packages) {
  std::string out;
  for (int i = 0; i < packages; ++i) {
    out += "[[package]]\nname = \"" + NameOf(i) + "\"\nversion = \"" + VersionOf(i) +
           "\"\noptional = false\npython-versions = \">=3.8\"\nfiles = [\n    {file = \"" +
           NameOf(i) + ".tar.gz\", hash = \"sha256:" + Hex(i, 64) +
           "\"},\n]\n\n[package.dependencies]\n";
    for (int k = 1; k <= NeedsOf(packages); ++k)
      out += NameOf(NeedOf(i, k, packages)) + " = \">=1\"\n";
    out += "\n";
  }
  return out + "[metadata]\nlock-version = \"2.0\"\npython-versions = \"^3.8\"\n";
}

std::string Pnpm(int packages) {
  std::string out = "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n";
  for (int i = 0; i < packages; i += 20)
    out +=
        "      " + NameOf(i) + ":\n        specifier: ^1\n        version: " + VersionOf(i) + "\n";
  out += "\npackages:\n";
  for (int i = 0; i < packages; ++i)
    out += "\n  " + NameOf(i) + "@" + VersionOf(i) +
           ":\n    resolution: {integrity: " + Integrity(i) + "}\n";
  out += "\nsnapshots:\n";
  for (int i = 0; i < packages; ++i) {
    out += "\n  " + NameOf(i) + "@" + VersionOf(i) + ":\n    dependencies:\n";
    for (int k = 1; k <= NeedsOf(packages); ++k) {
      const int need = NeedOf(i, k, packages);
      out += "      " + NameOf(need) + ": " + VersionOf(need) + "\n";
    }
  }
  return out;
}

std::string YarnClassic(int packages) {
  std::string out = "# yarn lockfile v1\n\n";
  for (int i = 0; i < packages; ++i) {
    out += "\n" + NameOf(i) + "@^1:\n  version \"" + VersionOf(i) + "\"\n  resolved \"" +
           Address(i) + "#" + Hex(i, 40) + "\"\n  integrity " + Integrity(i) +
           "\n  dependencies:\n";
    for (int k = 1; k <= NeedsOf(packages); ++k)
      out += "    " + NameOf(NeedOf(i, k, packages)) + " \"^1\"\n";
  }
  return out;
}

std::string YarnBerry(int packages) {
  std::string out = "__metadata:\n  version: 8\n  cacheKey: 10c0\n";
  for (int i = 0; i < packages; ++i) {
    out += "\n\"" + NameOf(i) + "@npm:^1\":\n  version: " + VersionOf(i) + "\n  resolution: \"" +
           NameOf(i) + "@npm:" + VersionOf(i) + "\"\n  dependencies:\n";
    for (int k = 1; k <= NeedsOf(packages); ++k)
      out += "    " + NameOf(NeedOf(i, k, packages)) + ": \"npm:^1\"\n";
    out += "  checksum: 10c0/" + Hex(i, 128) + "\n  languageName: node\n  linkType: hard\n";
  }
  return out;
}

constexpr auto kKinds = std::to_array<LockKind>({
    {"npm", "package-lock.json", Npm, kJsonOrToml},
    {"cargo", "Cargo.lock", Cargo, kJsonOrToml},
    {"poetry", "poetry.lock", Poetry, kJsonOrToml},
    {"pnpm", "pnpm-lock.yaml", Pnpm, kYaml},
    {"yarn-classic", "yarn.lock", YarnClassic, kYaml},
    {"yarn-berry", "yarn.lock", YarnBerry, kYaml},
});

}  // namespace

std::span<const LockKind> LockKinds() { return kKinds; }

std::string ComponentList(int components) {
  const auto purl = [](int i) { return "pkg:npm/" + NameOf(i) + "@" + VersionOf(i); };
  const auto ref = [&](int i) { return purl(i) + "?id=" + Hex(i, 12) + std::to_string(i); };
  std::string out = R"({
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {"timestamp": "2026-01-01T00:00:00Z", "component": {"type": "application",
    "bom-ref": "root", "name": "big"}},
  "components": [)";
  for (int i = 0; i < components; ++i)
    out += std::string(i == 0 ? "" : ",") + "\n    {\n      \"bom-ref\": \"" + ref(i) +
           "\",\n      \"type\": \"library\",\n      \"name\": \"" + NameOf(i) +
           "\",\n      \"version\": \"" + VersionOf(i) +
           "\",\n      \"hashes\": [\n        {\n          \"alg\": \"SHA-256\",\n          "
           "\"content\": \"" +
           Hex(i, 64) +
           "\"\n        }\n      ],\n      \"licenses\": [\n        {\n          \"license\": {\n"
           "            \"id\": \"MIT\"\n          }\n        }\n      ],\n      \"purl\": \"" +
           purl(i) +
           "\",\n      \"externalReferences\": [\n        {\n          \"type\": "
           "\"distribution\",\n          \"url\": \"" +
           Address(i) + "\"\n        }\n      ]\n    }";
  out += "\n  ],\n  \"dependencies\": [";
  for (int i = 0; i < components; ++i)
    out += std::string(i == 0 ? "" : ",") + "\n    {\n      \"ref\": \"" + ref(i) +
           "\",\n      \"dependsOn\": [\n        \"" + ref(NeedOf(i, 1, components)) +
           "\",\n        \"" + ref(NeedOf(i, 2, components)) + "\"\n      ]\n    }";
  return out + "\n  ]\n}\n";
}

}  // namespace avouch::bench
