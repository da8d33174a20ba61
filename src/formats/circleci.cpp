#include "formats/circleci.h"

#include <map>
#include <set>

#include "base/text.h"
#include "formats/circleci_filters.h"
#include "formats/circleci_steps.h"
#include "formats/github_parts.h"
#include "formats/github_workflow.h"
#include "formats/gitlab_parts.h"
#include "formats/limits.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using model::Event;
using model::Job;
using model::Pipeline;
using syntax::Node;

// One job of one workflow, with what its place among the others says.
struct Use {
  std::string job;   // The key in jobs:, or an orb's
  std::string name;  // In the workflow
  const Node* given = nullptr;
  std::vector<std::string> requires_names;
  CircleFilter filter;
  bool approval = false, whatever_became = false;
  bool held = false;  // Behind an approval
};

constexpr int kMaxRounds = 50;             // Jobs in one row; people stop at ten.
constexpr std::size_t kMaxRequires = 100;  // Of one job

class Reader {
 public:
  Reader(const Path& path, const Node& root)
      : path_(path),
        root_(root),
        pipeline_(root["parameters"]),
        steps_(path_, root_["commands"], orbs_) {}

  Pipeline Read() {
    out_.system = model::CiSystem::kCircleci;
    out_.path = path_;
    out_.name = path_.bytes;
    Orbs();
    if (root_["setup"].boolean() == true)
      out_.notes.emplace_back("goes on with a definition that it makes or chooses when it runs");
    std::vector<const Node::Entry*> workflows;
    for (const auto& entry : root_["workflows"].entries())
      if (entry.value.is_map()) workflows.push_back(&entry);
    for (const auto* workflow : workflows) Workflow(*workflow, workflows.size() > 1);
    if (workflows.empty()) Alone();
    PipelineTriggers();
    if (steps_.cut() || out_.jobs.size() >= kMaxExpandedJobs)
      out_.notes.emplace_back("more is written out of it than is read here");
    if (out_.notes.size() > kMaxNotes) out_.notes.resize(kMaxNotes);
    return std::move(out_);
  }

 private:
  static const Node& Nothing() {
    static const Node kNothing = Node::Null();
    return kNothing;
  }
  model::Place At(const Node& node) const { return {path_, static_cast<int>(node.line())}; }

  void Orbs() {
    for (const auto& entry : root_["orbs"].entries()) {
      if (!entry.value.is_text()) {
        out_.notes.push_back("orb " + Printable(entry.key) +
                             " is written in the file itself and not followed");
        continue;
      }
      model::Reference orb = ReadOrb(pipeline_.Fill(entry.value.text()), At(entry.value));
      orbs_.emplace(entry.key, orb);
      out_.includes.push_back(std::move(orb));
    }
  }

  // ---- Workflows ----

  void Workflow(const Node::Entry& workflow, bool several) {
    std::vector<Use> uses;
    for (const auto& item : workflow.value["jobs"].items()) {
      if (uses.size() >= kMaxExpandedJobs) break;
      if (item.is_text()) uses.push_back(OneUse(item.AsText(), Nothing()));
      for (const auto& entry : item.entries())
        uses.push_back(OneUse(std::string(entry.key), entry.value));
    }
    Spread(uses);
    bool scheduled = workflow.value["triggers"].is_list(), by_hand = false;
    std::string condition = ConditionOf(workflow.value, scheduled, by_hand);
    const std::string prefix = several ? std::string(workflow.key) + "/" : "";
    for (auto& use : uses) {
      if (out_.jobs.size() >= kMaxExpandedJobs) return;
      Job job = OneJob(use);
      job.id = job.name = prefix + use.name;
      for (const auto& name : use.requires_names) job.needs.push_back(prefix + name);
      job.condition = use.whatever_became ? "when: always" : condition;
      job.triggers = CircleTriggers(use.filter, scheduled, use.held || by_hand, job.place);
      // Filtered out of everything that this file starts.
      if (job.triggers.empty()) continue;
      out_.jobs.push_back(std::move(job));
    }
  }

  // when: and unless: of a workflow. A parameter whose default says no is set by hand;
  // a pipeline that a schedule started has its own source.
  std::string ConditionOf(const Node& workflow, bool& scheduled, bool& by_hand) const {
    for (std::string_view word : {"when", "unless"}) {
      const Node& condition = workflow[word];
      if (!condition.present()) continue;
      auto holds = pipeline_.Holds(condition);
      if (holds) {
        by_hand |= *holds != (word == "when");
        continue;
      }
      if (word == "when" && Mentions(condition, "scheduled_pipeline", 0)) {
        scheduled = true;
        continue;
      }
      return std::string(word) + ": a condition of the workflow";
    }
    return {};
  }

  static bool Mentions(const Node& node, std::string_view text, int depth) {
    if (depth > kMaxExpandedDepth) return false;
    if (node.text().find(text) != std::string_view::npos) return true;
    for (const auto& item : node.items())
      if (Mentions(item, text, depth + 1)) return true;
    for (const auto& entry : node.entries())
      if (entry.key != "not" && Mentions(entry.value, text, depth + 1)) return true;
    return false;
  }

  Use OneUse(std::string job, const Node& given) const {
    Use use;
    use.job = std::move(job);
    use.given = &given;
    use.name = pipeline_.Fill(given["name"].AsText());
    if (use.name.empty()) use.name = use.job;
    use.approval = given["type"].text() == "approval";
    use.filter = ReadCircleFilter(given["filters"]);
    for (const auto& item : given["requires"].items()) {
      if (use.requires_names.size() >= kMaxRequires) break;
      if (item.is_text()) use.requires_names.push_back(item.AsText());
      // "- test: [failed, canceled]": goes on whatever became of it.
      for (const auto& entry : item.entries()) {
        use.requires_names.emplace_back(entry.key);
        for (const auto& status : TextList(entry.value)) use.whatever_became |= status != "success";
      }
    }
    return use;
  }

  // What the jobs that one waits for say holds for it too. Rounds end when nothing
  // changes; each brings it one job further.
  static void Spread(std::vector<Use>& uses) {
    std::map<std::string, const Use*> named;
    for (const auto& use : uses) named.emplace(use.name, &use);
    // A job that another name was given to is waited for by either.
    std::map<std::string, const Use*> keyed;
    for (const auto& use : uses) keyed.emplace(use.job, &use);
    for (auto& use : uses)
      for (auto& name : use.requires_names)
        if (!named.contains(name) && keyed.contains(name)) name = keyed[name]->name;
    bool changed = true;
    for (int round = 0; changed && round < kMaxRounds; ++round) {
      changed = false;
      for (auto& use : uses)
        for (const auto& name : use.requires_names) {
          auto other = named.find(name);
          if (other == named.end() || other->second == &use) continue;
          changed |= Narrow(use.filter, other->second->filter);
          bool held = other->second->approval || other->second->held;
          changed |= held && !use.held;
          use.held |= held;
        }
    }
  }

  // Without workflows the job `build` runs on every push.
  void Alone() {
    if (!root_["jobs"]["build"].present()) return;
    Use use;
    use.job = use.name = "build";
    use.given = &Nothing();
    Job job = OneJob(use);
    job.id = job.name = "build";
    job.triggers = CircleTriggers({}, false, false, job.place);
    out_.jobs.push_back(std::move(job));
  }

  // ---- One job ----

  Job OneJob(const Use& use) {
    Job job;
    job.place = At(*use.given);
    const Node::Entry* entry = root_["jobs"].FindEntry(use.job);
    if (entry != nullptr) job.place = {path_, static_cast<int>(entry->place.line)};
    Contexts(*use.given, job);
    if (use.approval) return job;
    if (entry == nullptr) OfOrb(use, job);
    const Node& node = entry == nullptr ? Nothing() : entry->value;
    CircleScope scope(node["parameters"], *use.given, pipeline_);
    Executor(node, scope, job);
    Environment(node["environment"], scope, job);
    for (std::string_view key : {"environment", "env", "stage"})
      if (job.environment.empty()) job.environment = scope.Value(key);
    if (job.environment.find("<<") != std::string::npos) job.environment.clear();
    steps_.Add((*use.given)["pre-steps"], pipeline_, job);
    steps_.Add(node["steps"], scope, job);
    steps_.Add((*use.given)["post-steps"], pipeline_, job);
    if (job.environment.empty() && Lower(use.name).find("deploy") != std::string::npos)
      job.environment = use.name;
    Secrets(job);
    return job;
  }

  static void Contexts(const Node& given, Job& job) {
    // All that a context holds is given to the job; no file says what that is.
    job.inherits_secrets |= !TextList(given["context"]).empty();
  }

  void OfOrb(const Use& use, Job& job) {
    auto orb = orbs_.find(use.job.substr(0, use.job.find('/')));
    if (orb != orbs_.end()) {
      job.calls = orb->second;
    } else {
      out_.notes.push_back("job " + Printable(use.job) + " is not in the file");
    }
  }

  // ---- What it runs on ----

  void Executor(const Node& node, const CircleScope& scope, Job& job) {
    RunsOn(node, scope, job);
    const Node& used = node["executor"];
    std::string name = scope.Fill(used.is_map() ? used["name"].AsText() : used.AsText());
    if (name.empty()) return;
    const Node& executor = root_["executors"][name];
    if (!executor.present() && name.find('/') == std::string::npos)
      out_.notes.push_back("executor " + Printable(name) + " is not in the file");
    CircleScope inner(executor["parameters"], used, scope);
    RunsOn(executor, inner, job);
    Environment(executor["environment"], inner, job);
  }

  void RunsOn(const Node& node, const CircleScope& scope, Job& job) const {
    for (const auto& item : node["docker"].items()) {
      const Node& image = item["image"];
      if (image.is_text()) job.images.push_back(ReadImage(scope.Fill(image.text()), At(image)));
      Environment(item["environment"], scope, job);
      for (const auto& entry : item["auth"].entries())
        job.variables.push_back({std::string(entry.key), entry.value.AsText(), At(entry.value)});
    }
    const Node& machine = node["machine"];
    if (machine["image"].is_text()) job.runs_on.push_back(scope.Fill(machine["image"].text()));
    if (const Node& xcode = node["macos"]["xcode"]; xcode.is_scalar())
      job.runs_on.push_back("macos xcode " + scope.Fill(xcode.AsText()));
  }

  // A map, or a list of maps or of "NAME=value".
  void Environment(const Node& node, const CircleScope& scope, Job& job) const {
    auto add = [&](std::string key, std::string_view value, const Node& where) {
      job.variables.push_back({std::move(key), scope.Fill(value), At(where)});
    };
    for (const auto& entry : node.entries())
      if (entry.value.is_scalar()) add(std::string(entry.key), entry.value.AsText(), entry.value);
    for (const auto& item : node.items()) {
      std::string_view text = item.text();
      if (std::size_t equals = text.find('='); equals != text.npos)
        add(std::string(text.substr(0, equals)), text.substr(equals + 1), item);
      for (const auto& entry : item.entries())
        if (entry.value.is_scalar()) add(std::string(entry.key), entry.value.AsText(), entry.value);
    }
  }

  static void Secrets(Job& job) {
    std::set<std::string> all;
    for (const auto& setting : job.variables) FindGitlabSecrets(setting.value, {}, all);
    for (const auto& step : job.steps) all.insert(step.secrets.begin(), step.secrets.end());
    job.secrets.assign(all.begin(), all.end());
  }

  void PipelineTriggers() {
    std::set<Event> seen;
    for (const auto& job : out_.jobs)
      for (const auto& trigger : job.triggers)
        if (seen.insert(trigger.event).second) {
          out_.triggers.push_back(trigger);
          out_.triggers.back().place = {path_, 1};
        }
  }

  const Path& path_;
  const Node& root_;
  CircleScope pipeline_;
  CircleOrbs orbs_;
  CircleSteps steps_;
  Pipeline out_;
};

}  // namespace

bool IsCircleci(const Path& path) {
  if (path.folder() != ".circleci") return false;
  for (std::string_view name : {"config", "continue_config", "continue-config"})
    if (path.name() == std::string(name) + ".yml" || path.name() == std::string(name) + ".yaml")
      return true;
  return false;
}

Result<Pipeline> ReadCircleci(const Path& path, BytesView bytes) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(Node root, syntax::ParseYaml(bytes, options));
  if (!root.is_map()) return Fail(ErrorKind::kMalformed, "not a map", path.bytes);
  return Reader(path, root).Read();
}

}  // namespace avouch::formats
