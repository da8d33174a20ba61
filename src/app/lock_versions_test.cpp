#include "app/lock_versions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "collect/lock_history.h"

namespace avouch::app {
namespace {

// "a@1 b@2" of all entries in their order, or the error.
std::string Text(const Result<NamedEntries>& entries) {
  if (!entries) return ToString(entries.error());
  std::string out;
  for (const auto& entry : *entries)
    for (const auto& one : entry->packages)
      out += (out.empty() ? "" : " ") + one.name + "@" + one.version;
  return out;
}

Result<NamedEntries> Read(LockVersions& versions, const std::string& path, std::string text,
                          bool again) {
  return versions.Read(0, path, *collect::LockFormatOf(path),
                       std::make_shared<const Bytes>(std::move(text)), again);
}

struct Row {
  std::string path, head, tail;
  std::vector<std::string> entries;  // Each of another package
};

// An entry more, one less, one that changed; what is laid out otherwise or torn; the first again.
std::vector<std::string> VersionsOf(const Row& row) {
  const auto with = [&](std::vector<std::size_t> which) {
    std::string out = row.head;
    for (const auto i : which) out += row.entries[i];
    return out + row.tail;
  };
  std::vector<std::string> out = {with({0, 1, 2}), with({0, 1, 2, 3}), with({0, 2, 3}),
                                  with({1, 2, 3}), with({3})};
  out.push_back(ReplaceAll(out[1], "1.0.0", "1.0.1"));
  out.push_back(with({0, 1, 1, 2}));  // A key that is there twice
  out.push_back(row.head + "<<<<<<< HEAD\n" + row.entries[0] + row.tail);
  out.push_back(ReplaceAll(out[0], "\n", "\r\n"));
  out.push_back(out[1].substr(0, out[1].size() / 2));
  out.push_back(row.head + row.tail);
  out.push_back(out[0]);
  return out;
}

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = {
      {"package-lock.json",
       "{\n  \"name\": \"own\",\n  \"lockfileVersion\": 3,\n  \"packages\": {\n    \"\": {\n"
       "      \"name\": \"own\"\n    },\n    \"packages/in\": {},\n",
       "    \"node_modules/z\": {\n      \"version\": \"9.0.0\"\n    }\n  }\n}\n",
       {"    \"node_modules/a\": {\n      \"version\": \"1.0.0\",\n      \"dependencies\": {\n"
        "        \"b\": \"1\"\n      }\n    },\n",
        "    \"node_modules/b\": {\n      \"version\": \"1.0.0\"\n    },\n",
        "    \"node_modules/in\": {\n      \"resolved\": \"packages/in\",\n      \"link\": true\n"
        "    },\n",
        "    \"node_modules/c/node_modules/a\": {\n      \"name\": \"d\",\n"
        "      \"version\": \"2.0.0\"\n    },\n"}},
      {"npm-shrinkwrap.json",
       "{\n\t\"name\": \"own\",\n\t\"lockfileVersion\": 1,\n\t\"dependencies\": {\n",
       "\t\t\"z\": {\n\t\t\t\"version\": \"9.0.0\"\n\t\t}\n\t}\n}\n",
       {"\t\t\"a\": {\n\t\t\t\"version\": \"1.0.0\",\n\t\t\t\"dependencies\": {\n\t\t\t\t\"y\": {\n"
        "\t\t\t\t\t\"version\": \"3.0.0\"\n\t\t\t\t}\n\t\t\t}\n\t\t},\n",
        "\t\t\"b\": {\n\t\t\t\"version\": \"npm:real@1.0.0\"\n\t\t},\n",
        "\t\t\"c\": {\n\t\t\t\"version\": \"file:c\"\n\t\t},\n",
        "\t\t\"d\": {\n\t\t\t\"version\": \"2.0.0\",\n\t\t\t\"dev\": true\n\t\t},\n"}},
      {"composer.lock",
       "{\n    \"content-hash\": \"0\",\n    \"packages\": [\n",
       "        {\n            \"name\": \"v/z\",\n            \"version\": \"9\"\n        }\n    "
       "],\n"
       "    \"packages-dev\": [],\n    \"platform\": {}\n}\n",
       {"        {\n            \"name\": \"v/a\",\n            \"version\": \"1.0.0\"\n        "
        "},\n",
        "        {\n            \"name\": \"v/b\",\n            \"version\": \"v1.0.0\",\n"
        "            \"dist\": {\n                \"type\": \"path\"\n            }\n        },\n",
        "        {\n            \"name\": \"v/c\",\n            \"version\": \"dev-main\"\n"
        "        },\n",
        "        {\n            \"name\": \"v/d\"\n        },\n"}},
      {"Cargo.lock",
       "# made\nversion = 4\n\n",
       "[metadata]\n\"checksum a 1.0.0\" = \"0\"\n",
       {"[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\n"
        "dependencies = [\n \"b\",\n]\n\n",
        "[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n\n",
        "[[package]]\nname = \"c\"\nversion = \"1.0.0\"\nsource = \"git+x#0\"\n\n",
        "[[package]]\nname = \"d\"\nversion = \"2.0.0\"\nsource = \"registry+x\"\n\n"}},
      {"poetry.lock",
       "",
       "[extras]\nx = [\"a\"]\n\n[metadata]\nlock-version = \"2.0\"\n",
       {"[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[package.dependencies]\nb = \"*\"\n\n",
        "[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nfiles = [\n"
        "    {file = \"b\", hash = \"sha256:0\"},\n]\n\n",
        "[[package]]\nname = \"c\"\nversion = \"1.0.0\"\n\n[package.source]\ntype = "
        "\"directory\"\nurl = \"c\"\n\n",
        "[[package]]\nname = \"d\"\nversion = \"2.0.0\"\n\n"}},
      {"uv.lock",
       "version = 1\nrequires-python = \">=3.12\"\n\n[manifest]\nmembers = [\"own\"]\n\n",
       "[[package]]\nname = \"own\"\nsource = { virtual = \".\" }\n",
       {"[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = { registry = \"r\" }\n\n",
        "[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = { editable = \"b\" }\n\n"
        "[package.metadata]\nrequires-dist = [{ name = \"a\" }]\n\n",
        "[[package]]\nname = \"c\"\nversion = \"1.0.0\"\nsource = { git = \"g#0\" }\n\n",
        "[[package]]\nname = \"d\"\nversion = \"2.0.0\"\nsource = { registry = \"r\" }\n\n"}},
      {"pnpm-lock.yaml",
       "lockfileVersion: '6.0'\n\nimporters:\n\n  .:\n    dependencies:\n      a:\n"
       "        specifier: ^1\n        version: 1.0.0\n\npackages:\n\n",
       "",
       {"  /a@1.0.0(b@1.0.0):\n    resolution: {integrity: sha512-0}\n    dev: false\n\n",
        "  /b@1.0.0:\n    resolution: {integrity: sha512-1}\n    deprecated: |-\n      old\n\n"
        "      more\n\n",
        "  file:c:\n    resolution: {directory: c, type: directory}\n    name: c\n"
        "    version: 1.0.0\n\n",
        "  ? /@s/d@2.0.0\n  : resolution: {integrity: sha512-2}\n\n"}},
      {"pnpm-lock.yaml",
       "lockfileVersion: '9.0'\n\nsettings:\n  x: true\n\npackages:\n\n",
       "snapshots:\n\n  a@1.0.0: {}\n\n  b@1.0.0:\n    dependencies:\n      a: 1.0.0\n",
       {"  a@1.0.0:\n    resolution: {integrity: sha512-0}\n\n",
        "  b@1.0.0:\n    resolution: {integrity: sha512-1}\n\n",
        "  c@https://h/c.tgz:\n    resolution: {tarball: https://h/c.tgz}\n    version: 1.0.0\n\n",
        "  '@s/d@2.0.0':\n    resolution: {integrity: sha512-2}\n\n"}},
      {"yarn.lock",
       "# THIS IS MADE\n# yarn lockfile v1\n\n\n",
       "",
       {"a@^1, a@^1.0.0:\n  version \"1.0.0\"\n  dependencies:\n    b \"^1\"\n\n",
        "\"b@^1\":\n  version \"1.0.0\"\n\n", "\"c@file:c\":\n  version \"1.0.0\"\n\n",
        "\"@s/d@npm:real@^2\":\n  version \"2.0.0\"\n\n"}},
      {"yarn.lock",
       "# made\n\n__metadata:\n  version: 8\n  cacheKey: 10c0\n\n",
       "\"own@workspace:.\":\n  version: 0.0.0-use.local\n  resolution: \"own@workspace:.\"\n",
       {"\"a@npm:^1\":\n  version: 1.0.0\n  resolution: \"a@npm:1.0.0\"\n\n",
        "\"b@npm:^1\":\n  version: 1.0.0\n  resolution: \"b@npm:1.0.0\"\n\n",
        "\"b@patch:b@npm%3A^1#~/p.patch\":\n  version: 1.0.0\n  resolution: "
        "\"b@patch:b@npm%3A1.0.0#~/p.patch::version=1.0.0\"\n\n",
        "? \"d@npm:^2, d@npm:^2.0.0\"\n: version: 2.0.0\n  resolution: \"d@npm:2.0.0\"\n\n"}},
  };
  return rows;
}

std::string SetText(const Result<NamedEntries>& entries) {
  const std::string text = Text(entries);
  if (!entries) return text;
  std::vector<std::string_view> words = Words(text);
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string out;
  for (const auto word : words) out += std::string(word) + " ";
  return out;
}

TEST(LockVersions, ReadOneAfterAnotherTheySayWhatEachSaysAlone) {
  for (const Row& row : Rows()) {
    const std::vector<std::string> all = VersionsOf(row);
    // From each version to each other, as histories go either way.
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < all.size(); ++j) {
        LockVersions versions(1 << 20);
        (void)Read(versions, row.path, all[0], true);
        (void)Read(versions, row.path, all[i], true);
        LockVersions none(0);
        EXPECT_EQ(SetText(Read(versions, row.path, all[j], true)),
                  SetText(Read(none, row.path, all[j], false)))
            << row.path << ": version " << j << " after " << i << "\n"
            << all[j];
      }
  }
}

TEST(LockVersions, WhatDidNotChangeIsReadOnce) {
  for (const Row& row : Rows()) {
    const std::vector<std::string> all = VersionsOf(row);
    LockVersions versions(1 << 20);
    ASSERT_TRUE(Read(versions, row.path, all[0], true).has_value()) << row.path;
    const auto first = Read(versions, row.path, all[0], true);
    const auto second = Read(versions, row.path, all[1], true);
    ASSERT_TRUE(first && second) << row.path;
    std::size_t fresh = 0;
    for (const auto& entry : *second) fresh += std::ranges::count(*first, entry) == 0;
    EXPECT_GT(second->size(), 4u) << row.path << " is not read in pieces";
    EXPECT_EQ(fresh, 1u) << row.path;
  }
}

TEST(LockVersions, WhatIsRememberedIsBounded) {
  const Row& row = Rows()[3];
  const auto text = std::make_shared<const Bytes>(VersionsOf(row)[0]);
  LockVersions versions(5000);
  const auto read = [&](std::uint32_t file) {
    const auto out = versions.Read(file, row.path, *collect::LockFormatOf(row.path), text, true);
    return out && out->size() > 1 ? out->back() : nullptr;
  };
  const auto one = read(1);
  EXPECT_EQ(read(1), one) << "remembered";
  for (std::uint32_t file = 2; file < 6; ++file) (void)read(file);
  EXPECT_NE(read(1), one) << "forgotten for others";
}

}  // namespace
}  // namespace avouch::app
