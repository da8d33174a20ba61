#include "collect/watched.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::collect {
namespace {

// "name <mail>" split.
RobotIdentity Author(std::string_view text, const model::Place& place) {
  std::size_t open = text.find('<'), close = text.find('>');
  if (open == text.npos || close == text.npos || close < open)
    return {std::string(Trim(text)), {}, place};
  return {std::string(Trim(text.substr(0, open))),
          std::string(text.substr(open + 1, close - open - 1)), place};
}

class Finder {
 public:
  std::vector<RobotIdentity> Take() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

  void Read(const model::Pipeline& pipeline) {
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps) {
        scopes_ = {&step.environment, &job.variables, &pipeline.variables};
        Run(step, pipeline.path);
        With(step, pipeline.path);
      }
  }

 private:
  // ${{ env.NAME }}, ${NAME} and $NAME, when a variable of that name is written
  // beside; anything left open makes the value useless.
  std::string Value(std::string_view text) const {
    std::string value(Trim(text));
    if (value.starts_with("${{") && value.ends_with("}}")) {
      std::string_view inside = Trim(std::string_view(value).substr(3, value.size() - 5));
      if (!inside.starts_with("env.")) return {};
      value = "$" + std::string(inside.substr(4));
    }
    if (!value.starts_with('$')) return value.find('$') == value.npos ? value : std::string();
    std::string name = value.substr(1);
    if (name.size() > 2 && name.front() == '{' && name.back() == '}')
      name = name.substr(1, name.size() - 2);
    for (const auto* scope : scopes_)
      for (const auto& setting : *scope)
        if (setting.key == name && setting.value.find('$') == setting.value.npos)
          return setting.value;
    return {};
  }

  void Add(std::string name, std::string email, const model::Place& place) {
    if (!name.empty() || !email.empty())
      found_.push_back({std::move(name), std::move(email), place});
  }

  // user.name and user.email in one step belong together.
  void Run(const model::Step& step, const Path& path) {
    std::string_view run = step.run;
    if (run.find("user.") == run.npos) return;
    std::string name, email;
    std::array<std::string_view, 2> keys = {"user.name", "user.email"};
    for (std::string_view line : Lines(run)) {
      for (std::size_t k = 0; k < keys.size(); ++k) {
        std::size_t at = line.find(keys[k]);
        if (at == line.npos) continue;
        std::string& slot = k == 0 ? name : email;
        if (slot.empty()) slot = Value(Quoted(line.substr(at + keys[k].size())));
      }
    }
    Add(std::move(name), std::move(email), {path, Line(step)});
  }

  // The place of the deed when the reader found one, else of the step.
  static int Line(const model::Step& step) {
    for (const auto& deed : step.deeds)
      if (deed.kind == model::DeedKind::kSetIdentity) return deed.place.line;
    return step.place.line;
  }

  // What follows the key: ` "x y"`, `='x y'`, ` x`.
  static std::string_view Quoted(std::string_view rest) {
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == '=')) rest.remove_prefix(1);
    if (rest.empty()) return {};
    if (rest[0] == '"' || rest[0] == '\'') {
      std::size_t end = rest.find(rest[0], 1);
      return end == rest.npos ? std::string_view() : rest.substr(1, end - 1);
    }
    if (rest.starts_with("${{")) return rest.substr(0, std::min(rest.size(), rest.find("}}") + 2));
    rest = rest.substr(0, rest.find_first_of(" ;&|"));
    // The end of a quoted `-c "user.name=x"` option.
    while (rest.ends_with('"') || rest.ends_with('\'') || rest.ends_with('\\'))
      rest.remove_suffix(1);
    return rest;
  }

  void With(const model::Step& step, const Path& path) {
    std::string name, email;
    int line = step.place.line;
    for (const auto& setting : step.with) {
      std::string key = ReplaceAll(Lower(setting.key), "-", "_");
      bool author = key == "author" || key == "committer" || key == "commit_author" ||
                    key == "commit_committer";
      if (author && setting.value.find('<') != std::string::npos) {
        RobotIdentity both = Author(setting.value, {path, setting.place.line});
        Add(Value(both.name), Value(both.email), both.place);
      }
      bool user = key == "commit_user_name" || key == "user_name" || key == "git_user_name" ||
                  key == "author_name" || key == "committer_name" || key == "git_name";
      bool mail = key == "commit_user_email" || key == "user_email" || key == "git_user_email" ||
                  key == "author_email" || key == "committer_email" || key == "git_email";
      if (user) name = Value(setting.value), line = setting.place.line;
      if (mail) email = Value(setting.value);
    }
    Add(std::move(name), std::move(email), {path, line});
  }

  std::array<const std::vector<model::Setting>*, 3> scopes_{};
  std::vector<RobotIdentity> found_;
};

}  // namespace

std::vector<std::string> WatchedPaths(const source::Tree& tree, const TreeReading& reading,
                                      std::string_view prefix) {
  std::vector<std::string> watched;
  auto add = [&](const Path& path) {
    if (tree.Find(path.bytes) != nullptr) watched.push_back(JoinPath(prefix, path.bytes));
  };
  for (const auto& item : reading.components.facts.manifests) add(item.path);
  for (const auto& item : reading.components.facts.unread) add(item.path);
  for (const auto& item : reading.pipelines.facts.pipelines) add(item.path);
  for (const auto& path : reading.pipelines.facts.other_systems) add(path);
  for (const auto& item : reading.containers.facts.dockerfiles) add(item.path);
  for (const auto& item : reading.containers.facts.composes) add(item.path);
  for (const auto& item : reading.containers.facts.recipes) add(item.path);
  for (const auto& item : reading.automation.facts.tools) add(item.path);
  for (const auto& item : reading.documents.facts.documents)
    if (item.kind != model::DocumentKind::kChangelog) add(item.path);
  for (const auto& item : reading.documents.facts.security_txt) add(item.path);
  for (const auto& item : reading.documents.facts.code_owners) add(item.path);
  return watched;
}

std::vector<RobotIdentity> Identities(const TreeReading& reading) {
  Finder finder;
  for (const auto& pipeline : reading.pipelines.facts.pipelines) finder.Read(pipeline);
  return finder.Take();
}

}  // namespace avouch::collect
