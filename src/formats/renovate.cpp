#include "formats/renovate.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/dependabot_ecosystems.h"
#include "formats/manifest_reading.h"
#include "formats/renovate_json5.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;
using model::Pin;
using syntax::Node;

constexpr std::string_view kTool = "renovate";

// "config:recommended", ":semanticCommits", "schedule:weekly" come with the
// tool; "github>o/r", "local>o/r", "o/r" and bare names come from elsewhere.
bool IsBuiltIn(std::string_view preset) {
  const std::size_t colon = preset.find(':');
  return preset.find('>') == preset.npos && colon != preset.npos && !preset.starts_with('@') &&
         preset.find('/') > colon && !preset.starts_with("http");
}

class Reader {
 public:
  Reader(const Path& path, BytesView bytes) : path_(path), lines_(Lines(bytes)) {
    out_.name = kTool;
    out_.path = path;
  }

  Result<model::UpdateTool> Read(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one object");
    for (const Node& preset : root["extends"].items()) Preset(preset);
    bool disabled = root["enabled"].boolean() == false;
    for (const auto& preset : Texts(root["extends"]))
      disabled = disabled || preset == ":disableRenovate";
    const std::string schedule = Join(Texts(root["schedule"]), "; ");
    long long limit = root["prConcurrentLimit"].integer().value_or(-1);
    if (limit == 0) limit = -1;  // To Renovate 0 means no limit.
    model::UpdateRule all;
    all.everywhere = true;
    all.disabled = disabled;
    all.schedule = schedule;
    all.pull_request_limit = limit;
    all.left_out = Texts(root["ignorePaths"]);
    all.place = {path_, static_cast<int>(root.line())};
    const Node& managers = root["enabledManagers"];
    for (const Node& manager : managers.items()) {
      model::UpdateRule rule = all;
      rule.word = ScalarText(manager);
      rule.ecosystem = EcosystemOf(kTool, rule.word).value_or(Ecosystem::kOther);
      rule.place = PlaceOf(path_, manager.line());
      // A manager of one's own (custom.regex) looks after no ecosystem as such.
      if (!EcosystemOf(kTool, rule.word)) {
        notes_.Add(manager.line(), "manager '" + Printable(rule.word) + "' is not known here");
        continue;
      }
      out_.rules.push_back(std::move(rule));
    }
    if (!managers.is_list() || managers.empty()) out_.rules.push_back(std::move(all));
    Ignored(root);
    for (const Node& rule : root["packageRules"].items()) PackageRule(rule);
    ManagerBlocks(root);
    if (const Node& paths = root["includePaths"]; !paths.empty())
      notes_.Add(paths.line(), "is held to " + Join(Texts(paths), ", "));
    out_.notes = notes_.Take();
    return std::move(out_);
  }

 private:
  void Preset(const Node& node) {
    const std::string text = ScalarText(node);
    if (text.empty() || IsBuiltIn(text)) return;
    model::Reference reference;
    reference.kind = model::ReferenceKind::kInclude;
    reference.text = text;
    reference.name = text.substr(0, text.find('#'));
    reference.version = text.find('#') == std::string::npos ? "" : text.substr(text.find('#') + 1);
    reference.pin = IsCommitId(reference.version)      ? Pin::kCommit
                    : IsFullVersion(reference.version) ? Pin::kVersion
                                                       : Pin::kFloating;
    reference.plain_http = text.starts_with("http://");
    reference.place = PlaceOf(path_, node.line());
    out_.presets.push_back(std::move(reference));
  }

  void Ignored(const Node& root) {
    const Node& ignored = root["ignoreDeps"];
    if (ignored.empty()) return;
    // What stands above the first of them, too: groups each have their own.
    const bool reasoned = HasComment(ignored.line()) || HasComment(ignored.At(0).line());
    for (auto& rule : out_.rules) {
      for (auto& name : Texts(ignored)) rule.ignored.push_back(std::move(name));
      rule.ignored_place = PlaceOf(path_, ignored.line());
      rule.ignored_with_reason = reasoned;
    }
  }

  // A comment behind what stands on the line, or on the line above.
  [[nodiscard]] bool HasComment(std::uint32_t line) const {
    if (line == 0 || line > lines_.size()) return false;
    if (lines_[line - 1].find(" //") != std::string_view::npos) return true;
    return line > 1 &&
           (Trim(lines_[line - 2]).starts_with("//") || Trim(lines_[line - 2]).ends_with("*/"));
  }

  // A rule that switches on or off: by manager alone, by name alone, or narrower. The last that
  // matches counts.
  void PackageRule(const Node& rule) {
    const auto enabled = rule["enabled"].boolean();
    if (!enabled) return;
    bool managers = false, names = false, files = false, others = false;
    for (const auto& [key, place, value] : rule.entries()) {
      if (key == "matchManagers") {
        managers = true;
      } else if (key == "matchPackageNames" || key == "matchDepNames" ||
                 key == "matchPackagePatterns") {
        names = true;
      } else if (key == "matchFileNames" || key == "matchPaths") {
        files = true;
      } else if (key.starts_with("match") || key.starts_with("exclude")) {
        others = true;
      }
    }
    if (*enabled) {
      if (!others && (managers || files)) OnAgain(rule, names);
      return;
    }
    if (files && !managers && !others) return OffBelow(rule, names);
    others = others || files;
    if (managers && !names && !others) {
      for (const Node& manager : rule["matchManagers"].items()) Off(ScalarText(manager), rule);
      return;
    }
    if (!names || others)
      return notes_.Add(rule.line(), "a package rule switches some updates off");
    const bool reasoned = rule["description"].present() || HasComment(rule.line());
    const std::vector<std::string> of = Texts(rule["matchManagers"]);
    for (auto& one : out_.rules) {
      const bool meant = !managers || std::find(of.begin(), of.end(), one.word) != of.end();
      if (!meant) continue;
      for (const std::string_view key :
           {"matchPackageNames", "matchDepNames", "matchPackagePatterns"})
        for (auto& name : Texts(rule[key])) one.ignored.push_back(std::move(name));
      one.ignored_with_reason = reasoned;
      one.ignored_place = PlaceOf(path_, rule.line());
    }
    if (managers && out_.rules.size() == 1 && out_.rules[0].word.empty())
      notes_.Add(rule.line(), "a package rule switches some updates of " + Join(of, ", ") + " off");
  }

  // Files that it proposes nothing for, where it is so of all names; else of some.
  void OffBelow(const Node& rule, bool names) {
    const auto is_all = [](const std::string& name) { return name == "*" || name == "**"; };
    bool plain = !names || std::ranges::any_of(Texts(rule["matchPackageNames"]), is_all);
    std::vector<std::string> patterns = Texts(rule["matchFileNames"]);
    for (auto& one : Texts(rule["matchPaths"])) patterns.push_back(std::move(one));
    for (const auto& one : patterns)
      plain = plain && !one.starts_with('!') && !one.starts_with('/');
    if (!plain)
      return notes_.Add(rule.line(), names ? "a package rule switches some updates off"
                                           : "a package rule leaves out files that are not told "
                                             "apart here");
    for (auto& one : out_.rules)
      one.left_out.insert(one.left_out.end(), patterns.begin(), patterns.end());
  }

  // What a rule before has switched off for all names is on again for these managers or files.
  void OnAgain(const Node& rule, bool names) {
    const auto is_all = [](const std::string& name) { return name == "*" || name == "**"; };
    if (names && !std::ranges::any_of(Texts(rule["matchPackageNames"]), is_all)) return;
    if (out_.rules.empty() || std::ranges::none_of(out_.rules[0].ignored, is_all)) return;
    model::UpdateRule on = out_.rules[0];
    if (on.disabled) return;  // The whole tool is
    on.ignored.clear();
    on.ignored_place = {};
    on.ignored_with_reason = false;
    on.place = PlaceOf(path_, rule.line());
    for (const char* key : {"matchFileNames", "matchPaths"})
      for (auto& pattern : Texts(rule[key])) {
        // All but some, and regular expressions
        if (pattern.starts_with('!') || pattern.starts_with('/'))
          return notes_.Add(rule.line(), "a package rule switches some updates on again");
        on.directories.push_back(std::move(pattern));
      }
    if (!rule["matchManagers"].is_list()) return out_.rules.push_back(std::move(on));
    for (const std::string& manager : Texts(rule["matchManagers"])) {
      const auto ecosystem = EcosystemOf(kTool, manager);
      if (!ecosystem) continue;
      on.word = manager;
      on.ecosystem = *ecosystem;
      out_.rules.push_back(on);
    }
  }

  void Off(const std::string& manager, const Node& where) {
    model::UpdateRule rule;
    rule.word = manager;
    const auto ecosystem = EcosystemOf(kTool, manager);
    if (!ecosystem) return notes_.Add(where.line(), "'" + Printable(manager) + "' is switched off");
    rule.ecosystem = *ecosystem;
    rule.everywhere = true;
    rule.disabled = true;
    rule.place = PlaceOf(path_, where.line());
    std::erase_if(out_.rules, [&](const model::UpdateRule& one) { return one.word == manager; });
    out_.rules.push_back(std::move(rule));
  }

  // "dockerfile": {"enabled": false} and the like; and "nix": {"enabled": true}, for
  // a manager that does nothing until it is told to.
  void ManagerBlocks(const Node& root) {
    for (const auto& [key, place, value] : root.entries()) {
      if (!value.is_map() || !value["enabled"].boolean() || !EcosystemOf(kTool, key)) continue;
      if (value["enabled"].boolean() == false)
        Off(std::string(key), value);
      else if (key == "nix" || key == "git-submodules")
        On(std::string(key), value);
    }
  }

  void On(const std::string& manager, const Node& where) {
    for (const auto& one : out_.rules)
      if (one.disabled && one.word.empty()) return;  // The whole tool is switched off.
    model::UpdateRule rule;
    rule.word = manager;
    rule.ecosystem = *EcosystemOf(kTool, manager);
    rule.everywhere = true;
    rule.place = PlaceOf(path_, where.line());
    out_.rules.push_back(std::move(rule));
  }

  const Path& path_;
  std::vector<std::string_view> lines_;
  model::UpdateTool out_;
  Notes notes_;
};

}  // namespace

bool IsRenovate(const Path& path) {
  const std::string_view folder = path.folder(), name = path.name();
  const bool plain = name == "renovate.json" || name == "renovate.json5";
  if (folder == ".github" || folder == ".gitlab") return plain;
  return folder.empty() && (plain || name == ".renovaterc" || name == ".renovaterc.json" ||
                            name == ".renovaterc.json5");
}

Result<model::UpdateTool> ReadRenovate(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.allow_comments = true;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, Json5ToJson(WithoutBom(bytes)), options));
  return Reader(path, bytes).Read(root);
}

}  // namespace avouch::formats
