#include "formats/suppressions.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// One entry a line: "2 trivy CVE-1 | why | 2026-01-31".
std::string Dump(std::string_view path, std::string_view text) {
  auto list = ReadSuppressions(path, text);
  EXPECT_TRUE(list.has_value()) << path << ": " << ToString(list.error());
  std::string out;
  if (!list) return out;
  for (const auto& one : *list) {
    EXPECT_EQ(one.place.path.bytes, path);
    out += std::to_string(one.place.line) + " " + one.tool + " " + one.id + " | " + one.reason +
           " | " + one.until + "\n";
  }
  return out;
}

struct Row {
  std::string_view odd, path, text, entries;
};

TEST(Suppressions, OneIdALine) {
  const Row rows[] = {
      {"nothing said", ".trivyignore", "CVE-2026-1\n", "1 trivy CVE-2026-1 |  | \n"},
      {"an end", ".trivyignore", "CVE-2026-1 exp:2026-12-31\n",
       "1 trivy CVE-2026-1 |  | 2026-12-31\n"},
      {"a comment behind", ".trivyignore", "CVE-2026-1 # not reachable\n",
       "1 trivy CVE-2026-1 | not reachable | \n"},
      {"end and comment", ".trivyignore", "CVE-2026-1 exp:2026-12-31 # vendor waits\n",
       "1 trivy CVE-2026-1 | vendor waits | 2026-12-31\n"},
      {"a comment above, of two lines", ".trivyignore",
       "# not reachable:\n# no TLS here\nCVE-2026-1\n",
       "3 trivy CVE-2026-1 | not reachable: no TLS here | \n"},
      {"a block of ids shares the comment above it", ".trivyignore",
       "# test keys\nCVE-2026-1\nCVE-2026-2\n",
       "2 trivy CVE-2026-1 | test keys | \n3 trivy CVE-2026-2 | test keys | \n"},
      {"an empty line ends the block", ".trivyignore", "# test keys\nCVE-2026-1\n\nCVE-2026-2\n",
       "2 trivy CVE-2026-1 | test keys | \n4 trivy CVE-2026-2 |  | \n"},
      {"a title far above is no reason", ".trivyignore", "# our exceptions\n\nCVE-2026-1\n",
       "3 trivy CVE-2026-1 |  | \n"},
      {"a second comment starts anew", ".trivyignore", "# a\nCVE-2026-1\n# b\nCVE-2026-2\n",
       "2 trivy CVE-2026-1 | a | \n4 trivy CVE-2026-2 | b | \n"},
      {"a bare number sign is no reason", ".trivyignore", "#\nCVE-2026-1\n",
       "2 trivy CVE-2026-1 |  | \n"},
      {"CR LF", ".trivyignore", "# why\r\nCVE-2026-1 exp:2026-12-31\r\n",
       "2 trivy CVE-2026-1 | why | 2026-12-31\n"},
      {"byte order mark", ".trivyignore",
       "\xEF\xBB\xBF"
       "CVE-2026-1\n",
       "1 trivy CVE-2026-1 |  | \n"},
      {"a fingerprint", ".gitleaksignore", "0123abcd:config/test.env:generic-api-key:3\n",
       "1 gitleaks 0123abcd:config/test.env:generic-api-key:3 |  | \n"},
      {"paths", ".semgrepignore", "# generated\nbuild/\n", "2 semgrep build/ | generated | \n"},
      {"in a folder of its own", "web/.trivyignore", "CVE-2026-1\n", "1 trivy CVE-2026-1 |  | \n"},
      {"only comments", ".gitleaksignore", "# none\n", ""},
      {"empty", ".trivyignore", "", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.path, row.text), row.entries) << row.odd;
}

TEST(Suppressions, Yaml) {
  const Row rows[] = {
      {"statement and end", ".trivyignore.yaml",
       "vulnerabilities:\n  - id: CVE-1\n    statement: not reachable\n    expired_at: "
       "2026-12-31\n",
       "2 trivy CVE-1 | not reachable | 2026-12-31\n"},
      {"all kinds of finding", ".trivyignore.yml",
       "vulnerabilities:\n  - id: CVE-1\nmisconfigurations:\n  - id: AVD-1\nsecrets:\n  - id: "
       "key\n",
       "2 trivy CVE-1 |  | \n4 trivy AVD-1 |  | \n6 trivy key |  | \n"},
      {"a comment as the reason", ".trivyignore.yaml",
       "vulnerabilities:\n  # not reachable\n  - id: CVE-1\n",
       "3 trivy CVE-1 | not reachable | \n"},
      {"grype: reason and package", ".grype.yaml",
       "ignore:\n  - vulnerability: CVE-1\n    reason: build tool only\n  - package: {name: libx}\n"
       "  - fix-state: unknown\n",
       "2 grype CVE-1 | build tool only | \n4 grype package libx |  | \n5 grype fix-state unknown "
       "|  | \n"},
      {"grype: a comment behind", "grype.yaml", "ignore:\n  - vulnerability: CVE-1 # build tool\n",
       "2 grype CVE-1 | build tool | \n"},
      {"snyk: reason and end", ".snyk",
       "ignore:\n  SNYK-1:\n    - '*':\n        reason: no fix yet\n        expires: "
       "2026-12-31T00:00:00.000Z\n",
       "2 snyk SNYK-1 | no fix yet | 2026-12-31\n"},
      {"snyk: what the tool writes is no reason", ".snyk",
       "ignore:\n  SNYK-1:\n    - '*':\n        reason: None Given\n", "2 snyk SNYK-1 |  | \n"},
      {"bandit", "bandit.yaml", "skips: [B101, B311]\n",
       "1 bandit B101 |  | \n1 bandit B311 |  | \n"},
      {"bandit: a reason each", ".bandit", "skips:\n  - B101  # asserts in tests\n",
       "2 bandit B101 | asserts in tests | \n"},
      {"bandit as INI", ".bandit", "[bandit]\nexclude = tests\n# asserts\nskips = B101, B311\n",
       "4 bandit B101 | asserts | \n4 bandit B311 | asserts | \n"},
      {"byte order mark", ".snyk",
       "\xEF\xBB\xBFignore:\n  SNYK-1:\n    - '*':\n        reason: x\n", "2 snyk SNYK-1 | x | \n"},
      {"nothing silenced", ".grype.yaml", "fail-on-severity: high\n", ""},
      {"another shape", ".snyk", "ignore: [a, b]\n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.path, row.text), row.entries) << row.odd;
}

TEST(Suppressions, Toml) {
  const Row rows[] = {
      {"reason and end", "osv-scanner.toml",
       "[[IgnoredVulns]]\nid = \"GHSA-1\"\nignoreUntil = 2026-12-31\nreason = \"not called\"\n",
       "2 osv-scanner GHSA-1 | not called | 2026-12-31\n"},
      {"an end with a time", "osv-scanner.toml",
       "[[IgnoredVulns]]\nid = \"GHSA-1\"\nignoreUntil = 2026-12-31T10:00:00Z\n",
       "2 osv-scanner GHSA-1 |  | 2026-12-31\n"},
      {"a whole package", "osv-scanner.toml",
       "[[PackageOverrides]]\nname = \"lib\"\nignore = true\neffectiveUntil = 2026-12-31\nreason = "
       "\"own copy\"\n",
       "1 osv-scanner package lib | own copy | 2026-12-31\n"},
      {"a package's licence only is no silence", "osv-scanner.toml",
       "[[PackageOverrides]]\nname = \"lib\"\nlicense.override = [\"MIT\"]\n", ""},
      {"deny: texts and tables", "deny.toml",
       "[advisories]\nignore = [\n  \"RUSTSEC-1\", # no fix\n  { id = \"RUSTSEC-2\", reason = "
       "\"unused\" },\n]\n",
       "3 cargo-deny RUSTSEC-1 | no fix | \n4 cargo-deny RUSTSEC-2 | unused | \n"},
      {"deny: a crate that was yanked", "deny.toml",
       "[advisories]\nignore = [{ crate = \"a@1.0.0\" }]\n", "2 cargo-deny a@1.0.0 |  | \n"},
      {"audit", ".cargo/audit.toml", "[advisories]\nignore = [\"RUSTSEC-1\"]\n",
       "2 cargo-audit RUSTSEC-1 |  | \n"},
      {"byte order mark", "osv-scanner.toml", "\xEF\xBB\xBF[[IgnoredVulns]]\nid = \"GHSA-1\"\n",
       "2 osv-scanner GHSA-1 |  | \n"},
      {"bans are no findings", "deny.toml", "[bans]\nskip = [{ name = \"a\" }]\n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.path, row.text), row.entries) << row.odd;
}

TEST(Suppressions, Json) {
  const Row rows[] = {
      {"notes and end", ".nsprc",
       R"({"GHSA-1": {"active": true, "notes": "dev only", "expiry": "2026-12-31"}})",
       "1 better-npm-audit GHSA-1 | dev only | 2026-12-31\n"},
      {"a note alone", ".nsprc", R"({"GHSA-1": "dev only"})",
       "1 better-npm-audit GHSA-1 | dev only | \n"},
      {"not active is not silenced", ".nsprc", R"({"GHSA-1": {"active": false, "notes": "x"}})",
       ""},
      {"the older tool", ".nsprc", R"({"exceptions": ["https://advisories.example/1"]})",
       "1 nsp https://advisories.example/1 |  | \n"},
      {"texts and objects", "audit-ci.jsonc",
       "{\n  // why\n  \"allowlist\": [\"GHSA-1\", {\"GHSA-2\": {\"active\": true, \"notes\": "
       "\"n\", \"expiry\": \"2026-12-31\"}}]\n}\n",
       "3 audit-ci GHSA-1 |  | \n3 audit-ci GHSA-2 | n | 2026-12-31\n"},
      {"not active", "audit-ci.json", R"({"allowlist": [{"GHSA-2": {"active": false}}]})", ""},
      {"byte order mark", ".nsprc", "\xEF\xBB\xBF{\"GHSA-1\": \"x\"}",
       "1 better-npm-audit GHSA-1 | x | \n"},
      {"another shape", "audit-ci.json", R"({"allowlist": "GHSA-1"})", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(row.path, row.text), row.entries) << row.odd;
}

TEST(Suppressions, WhatHasNotItsFormIsRefused) {
  struct Bad {
    std::string_view path, text;
    ErrorKind kind;
  };
  const Bad rows[] = {
      {".trivyignore.yaml", "vulnerabilities: [", ErrorKind::kMalformed},
      {"osv-scanner.toml", "[[IgnoredVulns]\n", ErrorKind::kMalformed},
      {".nsprc", "{", ErrorKind::kMalformed},
      {"notes.txt", "CVE-1\n", ErrorKind::kUnsupported},
  };
  for (const Bad& row : rows) {
    const auto list = ReadSuppressions(row.path, row.text);
    ASSERT_FALSE(list.has_value()) << row.path;
    EXPECT_EQ(list.error().kind, row.kind) << row.path;
  }
  const auto big = ReadSuppressions(".trivyignore", std::string((16u << 20) + 1, '\n'));
  ASSERT_FALSE(big.has_value());
  EXPECT_EQ(big.error().kind, ErrorKind::kTooLarge);
}

TEST(Suppressions, TextCannotDriveATerminal) {
  EXPECT_EQ(Dump(".trivyignore", "CVE-1 # \x1b[2Jx\n").find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace avouch::formats
