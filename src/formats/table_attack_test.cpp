// Files of which one value is not what its format says, through the table that every reader is in.
//
// Of published flaws two kinds are held here: an empty place where a word is taken for granted
// ends the program, and one odd value drops every package of its file without a word. A reader
// may refuse such a file, in a line that its list then bears; it may pass the odd one over; it
// may not end, and may not call the rest nothing.

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "formats/table.h"

namespace avouch::formats {
namespace {

struct Row {
  std::string what;
  std::string path;
  std::string text;
  std::vector<std::string> found;  // "name version" of all that is good in it
};

// What is told of it, or "refused: why".
std::vector<std::string> FoundIn(const Row& row) {
  const Format* format = FormatOf(row.path);
  if (format == nullptr) return {"no reader"};
  const auto reading = format->read(row.path, row.text);
  if (!reading) return {"refused"};
  const auto* manifest = std::get_if<model::Manifest>(&*reading);
  if (manifest == nullptr) return {"no manifest"};
  std::vector<std::string> out;
  for (const auto& one : manifest->components) out.push_back(one.name + " " + one.version);
  for (const auto& one : manifest->requirements) out.push_back(one.name + " " + one.range);
  return out;
}

// Trivy issues 10639 and 11155: a boolean where an address stands, a list where a licence does.
TEST(ManifestAttack, AValueOfAnotherTypeLosesNoOtherPackage) {
  const std::string odd[] = {R"("resolved": false)",
                             R"("license": ["MIT", "Apache2"])",
                             R"("license": {"type": "MIT"})",
                             R"("integrity": null)",
                             R"("dev": "yes")",
                             R"("dependencies": [])",
                             R"("requires": true)",
                             R"("engines": ["node >= 0.8"])",
                             R"("bin": 1)",
                             R"("optional": {})",
                             R"("name": 7)",
                             R"("link": "no")"};
  const std::vector<std::string> both = {"odd 1.0.0", "good 2.0.0"};
  for (const auto& value : odd) {
    const std::string one = R"({"version": "1.0.0", )" + value + "}";
    const Row rows[] = {{value, "package-lock.json",
                         R"({"lockfileVersion": 1, "dependencies": {"odd": )" + one +
                             R"(, "good": {"version": "2.0.0"}}})",
                         both},
                        {value, "package-lock.json",
                         R"({"lockfileVersion": 3, "packages": {"node_modules/odd": )" + one +
                             R"(, "node_modules/good": {"version": "2.0.0"}}})",
                         both}};
    for (const auto& row : rows) EXPECT_EQ(FoundIn(row), row.found) << row.text;
  }
}

// Trivy issues 4923 and 11239, 10556: a lock without its root's needs; a key that is a path.
TEST(ManifestAttack, WhereALockSaysItOtherwiseNothingIsLost) {
  const Row rows[] = {
      {"no root, and links",
       "package-lock.json",
       R"({"lockfileVersion": 3, "packages": {"node_modules/w": {"resolved": "w", "link": true},
           "w": {"version": "1.0.0"}, "node_modules/a": {"version": "2.0.0"}}})",
       {"w 1.0.0", "a 2.0.0"}},
      {"a nested version",
       "bun.lock",
       R"({"lockfileVersion": 1, "workspaces": {"": {"name": "x"}}, "packages": {
           "glob": ["glob@13.0.0", "", {}, "sha512-A"],
           "sucrase": ["sucrase@3.35.0", "", {"dependencies": {"glob": "^10"}}, "sha512-B"],
           "sucrase/glob": ["glob@10.4.5", "", {}, "sha512-C"]}})",
       {"glob 13.0.0", "sucrase 3.35.0", "glob 10.4.5"}},
      {"numbers in the needs",
       "bun.lock",
       R"({"lockfileVersion": 1, "workspaces": {"": {"name": "x"}}, "packages": {
           "fast": ["fast@5.5.8", "", {"dependencies": {"strnum": "^5.2.5"}, "bin": {"f": "c"}},
                    "sha512-A"]}})",
       {"fast 5.5.8"}},
  };
  for (const auto& row : rows) EXPECT_EQ(FoundIn(row), row.found) << row.what;
}

// Trivy issues 10358 and 10976; syft issues 1362, 1621 and 5070: the first word of what has none.
TEST(ManifestAttack, AnEmptyPlaceWhereAWordIsTakenForGrantedEndsNothing) {
  const std::string lock = "GEM\n  remote: https://h/\n  specs:\n    a (1.0)\n";
  const Row rows[] = {
      {"a need of nothing", "Gemfile.lock", lock + "      \n    b (2.0)\n", {"a 1.0", "b 2.0"}},
      {"a gem of nothing", "Gemfile.lock", lock + "    \n     \n    b (2.0)\n", {"a 1.0", "b 2.0"}},
      {"a pod that needs nothing",
       "Podfile.lock",
       "PODS:\n  - A (1.0):\n    - \"\"\n    - \" \"\n  - B (2.0)\nDEPENDENCIES:\n  - A\n",
       {"A 1.0", "B 2.0"}},
      {"an empty body",
       "mix.lock",
       "%{\n  \"odd\": {},\n  \"none\": {:hex},\n  \"b\": {:hex, :b, \"2.0\", \"x\", [:mix], [],"
       " \"hexpm\", \"y\"},\n}\n",
       {"b 2.0"}},
      {"a need from git",
       "rebar.lock",
       "[{<<\"a\">>,\n  {git,\"https://h/a\",\n       {ref,\"0123\"}},\n  0},\n {<<\"b\">>,{pkg,"
       "<<\"b\">>,<<\"2.0\">>},0}].\n",
       {"a ", "b 2.0"}},
      {"a group that asks for nothing",
       "pyproject.toml",
       "[tool.poetry]\nname = \"x\"\n[tool.poetry.dependencies]\na = \"1.0\"\n"
       "[tool.poetry.group.docs]\noptional = true\n[tool.poetry.group.none]\n",
       {"a 1.0"}},
      {"a freeze of one line",
       "cabal.project.freeze",
       "constraints: any.a ==1.0,\n             ,\n             any.b ==2.0\n",
       {"a 1.0", "b 2.0"}},
  };
  for (const auto& row : rows) EXPECT_EQ(FoundIn(row), row.found) << row.what;
}

// The same of files that people write: whatever is left of them, and of a file of nothing.
TEST(ManifestAttack, HalfLinesOfEveryFormatEnd) {
  const std::string halves[] = {
      "",
      " ",
      "\n\n",
      "\t",
      "\xEF\xBB\xBF",
      "{}",
      "[]",
      "null",
      "\"\"",
      "%{}",
      "[].",
      "a",
      "a:",
      "a: ",
      "a = ",
      "- ",
      "-\n",
      "    \n      \n",
      "GEM\n  specs:\n    \n",
      "PODS:\n  - \n  -\n",
      "<a/>",
      "<project/>",
      "(",
      ")",
      "\"",
      "@",
      "@:",
      "a@",
      "__metadata:",
      "\"@npm:\":\n  version: \n",
      "dependencies = [\"\", \" \", \"==\", \">=,\"]",
      "[project]\ndependencies = [\"\", \" \"]\n",
      "require (\n\n  \n)\n",
      "require ",
      "replace => ",
      "constraints:\n",
      "Package:\nVersion:\n\n",
      "P:\nV:\n\n",
      "NAME=\n",
      "[[package]]\n",
      "[metadata]\n",
      "---\n...\n",
      "#",
      "//",
      "/*",
      "'''",
      "\\",
      "%",
      "$",
  };
  for (const Format& format : Formats())
    for (const auto& text : halves) (void)format.read("x/any", text);
}

}  // namespace
}  // namespace avouch::formats
