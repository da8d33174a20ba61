#include "formats/dependabot.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/dependabot_ecosystems.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::string_view kTool = "dependabot";

// "/" is "", "/web/" is "web"; patterns keep their stars.
std::string Folder(std::string_view text) {
  while (text.starts_with('/') || text.starts_with("./"))
    text.remove_prefix(text.starts_with('/') ? 1 : 2);
  while (text.ends_with('/')) text.remove_suffix(1);
  return text == "." ? "" : std::string(text);
}

// The last line on which a value, or something in it, starts.
std::uint32_t LastLine(const Node& node) {
  std::uint32_t last = node.line();
  std::vector<const Node*> open = {&node};
  while (!open.empty()) {
    const Node& one = *open.back();
    open.pop_back();
    last = std::max(last, one.line());
    for (const Node& item : one.items()) open.push_back(&item);
    for (const auto& entry : one.entries()) open.push_back(&entry.value);
  }
  return last;
}

class Reader {
 public:
  Reader(const Path& path, BytesView bytes) : path_(path), lines_(Lines(bytes)) {
    out_.name = kTool;
    out_.path = path;
  }

  Result<model::UpdateTool> Read(const Node& root, const std::vector<syntax::Problem>& problems) {
    if (!root.is_map()) return FailAt(path_, 1, "not a YAML map");
    for (const auto& problem : problems) notes_.Add(problem.place.line, problem.what);
    const std::string version = ScalarText(root["version"]);
    if (version != "2") {
      notes_.Add(root["version"].line(),
                 version.empty() ? "no version: GitHub does not read this file"
                                 : "version " + Printable(version) + " is not read by GitHub");
    } else {
      for (const Node& update : root["updates"].items()) Update(update, root);
      if (root["updates"].empty()) notes_.Add("no updates are asked for");
    }
    out_.notes = notes_.Take();
    return std::move(out_);
  }

 private:
  void Update(const Node& node, const Node& root) {
    model::UpdateRule rule;
    rule.place = PlaceOf(path_, node.line());
    rule.word = ScalarText(node["package-ecosystem"]);
    const auto ecosystem = EcosystemOf(kTool, rule.word);
    if (!ecosystem) {
      notes_.Add(node.line(), "an ecosystem that is not known: '" +
                                  Printable(std::string_view(rule.word).substr(0, 40)) + "'");
      return;
    }
    rule.ecosystem = *ecosystem;
    for (const std::string_view key : {"directory", "directories"})
      for (const auto& folder : Texts(node[key])) rule.directories.push_back(Folder(folder));
    if (rule.directories.empty()) notes_.Add(node.line(), rule.word + " names no directory");
    rule.disabled = node["enabled"].boolean() == false;
    rule.pull_request_limit = node["open-pull-requests-limit"].integer().value_or(-1);
    rule.schedule = ScalarText(node["schedule"]["interval"]);
    if (const std::string cron = ScalarText(node["schedule"]["cronjob"]); !cron.empty())
      rule.schedule = cron;
    if (const Node& group = node["multi-ecosystem-group"]; group.is_text() && rule.schedule.empty())
      rule.schedule =
          ScalarText(root["multi-ecosystem-groups"][group.text()]["schedule"]["interval"]);
    Ignore(node, rule);
    rule.branch = ScalarText(node["target-branch"]);
    rule.left_out = Texts(node["exclude-paths"]);
    Allow(node["allow"], rule);
    out_.rules.push_back(std::move(rule));
  }

  // Kinds alone ("direct", "all") leave nothing out by its name.
  void Allow(const Node& allow, const model::UpdateRule& rule) {
    if (allow.empty()) return;
    const auto is_all = [](const Node& item) {
      const std::string name = ScalarText(item["dependency-name"]);
      return name.empty() || name == "*";
    };
    bool all = false;
    for (const Node& item : allow.items()) all = all || is_all(item);
    notes_.Add(allow.line(), rule.word + (all ? " is held to kinds that 'allow' tells"
                                              : " is held to what 'allow' names"));
  }

  void Ignore(const Node& node, model::UpdateRule& rule) {
    const Node::Entry* ignore = node.FindEntry("ignore");
    if (ignore == nullptr) return;
    for (const Node& item : ignore->value.items()) {
      // A blank name, as "", "*" or none, is every dependency.
      std::string name = ScalarText(item["dependency-name"]);
      if (name.empty()) name = "*";
      const bool some = !item["versions"].is_null() || !item["update-types"].is_null();
      if (!some) {
        rule.ignored.push_back(std::move(name));
        continue;
      }
      std::vector<std::string> what = Texts(item["update-types"]);
      for (auto& version : Texts(item["versions"])) what.push_back(std::move(version));
      notes_.Add(item.line(), rule.word + " leaves out some updates of " +
                                  (name == "*" ? "all" : name) + ": " + Join(what, ", "));
    }
    rule.ignored_place = PlaceOf(path_, ignore->place.line);
    rule.ignored_with_reason = HasComment(ignore->place.line, LastLine(ignore->value));
  }

  // A comment above the list, on its lines, or between them.
  [[nodiscard]] bool HasComment(std::uint32_t first, std::uint32_t last) const {
    for (std::size_t line = first > 1 ? first - 1 : first; line <= last && line <= lines_.size();
         ++line) {
      const std::string_view text = lines_[line - 1];
      const bool whole = Trim(text).starts_with('#');
      if (whole || (line >= first && text.find(" #") != text.npos)) return true;
    }
    return false;
  }

  const Path& path_;
  std::vector<std::string_view> lines_;
  model::UpdateTool out_;
  Notes notes_;
};

}  // namespace

bool IsDependabot(const Path& path) {
  return path.bytes == ".github/dependabot.yml" || path.bytes == ".github/dependabot.yaml";
}

Result<model::UpdateTool> ReadDependabot(const Path& path, BytesView bytes) {
  std::vector<syntax::Problem> problems;
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes, &problems));
  return Reader(path, bytes).Read(root, problems);
}

}  // namespace avouch::formats
