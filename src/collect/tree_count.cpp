#include "collect/tree_count.h"

#include <algorithm>
#include <map>

#include "formats/known_manifests.h"
#include "formats/table.h"

namespace avouch::collect {
namespace {

using formats::Format;
using model::Origin;
using source::Entry;
using source::EntryKind;

std::string_view LanguageOf(const Path& path) {
  static const std::map<std::string_view, std::string_view> kLanguages = {{"c", "C"},
                                                                          {"h", "C"},
                                                                          {"cc", "C++"},
                                                                          {"cpp", "C++"},
                                                                          {"cxx", "C++"},
                                                                          {"hpp", "C++"},
                                                                          {"rs", "Rust"},
                                                                          {"go", "Go"},
                                                                          {"py", "Python"},
                                                                          {"js", "JavaScript"},
                                                                          {"jsx", "JavaScript"},
                                                                          {"mjs", "JavaScript"},
                                                                          {"ts", "TypeScript"},
                                                                          {"tsx", "TypeScript"},
                                                                          {"vue", "Vue"},
                                                                          {"java", "Java"},
                                                                          {"kt", "Kotlin"},
                                                                          {"cs", "C#"},
                                                                          {"rb", "Ruby"},
                                                                          {"php", "PHP"},
                                                                          {"ex", "Elixir"},
                                                                          {"exs", "Elixir"},
                                                                          {"hs", "Haskell"},
                                                                          {"swift", "Swift"},
                                                                          {"r", "R"},
                                                                          {"R", "R"},
                                                                          {"jl", "Julia"},
                                                                          {"ml", "OCaml"},
                                                                          {"fs", "F#"},
                                                                          {"erl", "Erlang"},
                                                                          {"clj", "Clojure"},
                                                                          {"scala", "Scala"},
                                                                          {"sh", "Shell"},
                                                                          {"pl", "Perl"},
                                                                          {"lua", "Lua"},
                                                                          {"dart", "Dart"},
                                                                          {"m", "Objective-C"},
                                                                          {"zig", "Zig"},
                                                                          {"sql", "SQL"}};
  auto at = kLanguages.find(path.extension());
  return at == kLanguages.end() ? std::string_view() : at->second;
}

std::string ClassOf(const Entry& entry, const Origins& origins, const std::set<Path>& ci_files) {
  if (entry.kind == EntryKind::kSubmodule) return {};
  if (ci_files.contains(entry.path)) return "CI definitions";
  Origin origin = origins.Of(entry.path).origin;
  if (origin == Origin::kVendored) return {};
  if (origin == Origin::kTest) return "test files";
  const Format* format = formats::FormatOf(entry.path);
  std::string_view family = format == nullptr ? "" : format->family;
  if (family == "pipelines") return "CI definitions";
  if (family == "containers") return "container recipes";
  if (family == "components" && format->name != "browser-scripts") return "dependency files";
  if (family == "documents") return "policies and documents";
  if (formats::KnownManifest(entry.path)) return "dependency files";
  if (!LanguageOf(entry.path).empty()) return "source files";
  return {};
}

std::vector<model::ItemClass> ClassesOf(const source::Tree& tree, const Origins& origins,
                                        const std::set<Path>& ci_files) {
  std::map<std::string, model::ItemClass> classes;
  for (const auto& entry : tree.entries()) {
    std::string name = ClassOf(entry, origins, ci_files);
    if (name.empty()) continue;
    auto [at, fresh] = classes.try_emplace(name, model::ItemClass{name, 0, entry.path});
    ++at->second.files;
  }
  std::vector<model::ItemClass> out;
  for (auto& [name, item] : classes) out.push_back(std::move(item));
  return out;
}

std::vector<std::string> LanguagesOf(const source::Tree& tree, const Origins& origins) {
  std::map<std::string_view, long long> count;
  for (const auto& entry : tree.entries())
    if (auto language = LanguageOf(entry.path);
        !language.empty() && origins.Of(entry.path).origin == Origin::kOwn)
      ++count[language];
  std::vector<std::pair<std::string_view, long long>> all(count.begin(), count.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> out;
  for (const auto& [language, files] : all) out.emplace_back(language);
  return out;
}

}  // namespace

model::TreeFacts CountTree(const source::Tree& tree, const Origins& origins,
                           const std::set<Path>& ci_files) {
  model::TreeFacts facts;
  std::map<Origin, long long> by_origin;
  for (const auto& entry : tree.entries()) {
    if (entry.kind == EntryKind::kSubmodule) {
      ++facts.submodules;
      continue;
    }
    ++facts.files;
    facts.symlinks += entry.kind == EntryKind::kSymlink;
    ++by_origin[origins.Of(entry.path).origin];
  }
  facts.missing = tree.missing();
  for (const auto& [origin, files] : by_origin) facts.origins.push_back({origin, files});
  facts.classes = ClassesOf(tree, origins, ci_files);
  facts.languages = LanguagesOf(tree, origins);
  return facts;
}

}  // namespace avouch::collect
