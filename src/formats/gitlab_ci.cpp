#include "formats/gitlab_ci.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/gitlab_images.h"
#include "formats/gitlab_parts.h"
#include "formats/gitlab_rules.h"
#include "formats/gitlab_runs.h"
#include "formats/gitlab_scripts.h"
#include "formats/gitlab_triggers.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Event;
using model::Job;
using model::Pipeline;
using syntax::Node;

// A job as read, with what is needed to say which others it waits for.
struct Draft {
  Job job;
  std::string stage;
  GitlabRuns runs;
  bool has_needs = false;
  std::set<std::string> optional;  // Of its needs
};

class Reader {
 public:
  Reader(GitlabView view, const Path& path, bool child) : view_(std::move(view)), child_(child) {
    out_.system = model::CiSystem::kGitlab;
    out_.path = path;
    out_.name = path.bytes;
  }

  Pipeline Read() {
    ReadVariables();
    ReadIncludes();
    ReadStages();
    ReadWorkflow();
    for (const auto& name : view_.JobNames()) {
      if (drafts_.size() >= kMaxGitlabJobs) {
        out_.notes.push_back("more jobs than are read here");
        break;
      }
      OneJob(name);
    }
    for (auto& draft : drafts_) Needs(draft);
    for (auto& draft : drafts_) out_.jobs.push_back(std::move(draft.job));
    PipelineTriggers();
    Notes();
    return std::move(out_);
  }

 private:
  const GitlabLayers& Roots() const { return view_.roots(); }

  // ---- What holds for all jobs ----

  void ReadVariables() {
    for (const auto& entry : view_.Entries(Roots(), {"variables"})) {
      model::Setting setting{std::string(entry.key), ValueOf(entry.value), entry.place};
      variables_.emplace(setting.key, setting.value);
      out_.variables.push_back(std::move(setting));
    }
    if (child_) variables_["CI_PIPELINE_SOURCE"] = "parent_pipeline";
  }

  // "X: y", or "X: {value: y, description: ...}"
  static std::string ValueOf(const GitlabValue& value) {
    if (!value.present()) return {};
    return value.node->is_map() ? (*value.node)["value"].AsText() : value.node->AsText();
  }

  void ReadIncludes() {
    for (const auto& root : Roots()) {
      const Node& include = (*root.node)["include"];
      if (!include.present()) continue;
      for (const auto& item : view_.Items({root.path, &include}))
        if (model::Reference reference = GitlabInclude(item); !reference.text.empty())
          out_.includes.push_back(std::move(reference));
    }
  }

  void ReadStages() {
    for (const auto& item : view_.Items(view_.Get(Roots(), {"stages"})))
      stages_.push_back(item.Text());
    if (stages_.empty()) stages_ = {"build", "test", "deploy"};
    stages_.insert(stages_.begin(), ".pre");
    stages_.push_back(".post");
  }

  std::size_t RankOf(std::string_view stage) const {
    return static_cast<std::size_t>(std::find(stages_.begin(), stages_.end(), stage) -
                                    stages_.begin());
  }

  // Which kinds of pipelines there are at all.
  void ReadWorkflow() {
    std::vector<GitlabRule> rules = GitlabRulesOf(view_, view_.Get(Roots(), {"workflow", "rules"}));
    has_workflow_ = !rules.empty();
    // What a workflow's own rule sets depends on which of them held.
    for (const auto& item : view_.Items(view_.Get(Roots(), {"workflow", "rules"})))
      for (const auto& entry : (*item.node)["variables"].entries())
        variables_.erase(std::string(entry.key));
    for (GitlabEvent event : kGitlabEvents) {
      GitlabRun run;
      run.runs = true;
      workflow_[static_cast<std::size_t>(event)] =
          has_workflow_ ? GitlabRunOf(rules, event, variables_, "on_success") : run;
    }
  }

  // ---- One job ----

  // A job's own value, else that of default:, else that of the top, as far as
  // `inherit:` lets it through.
  GitlabValue Inherited(const GitlabLayers& layers, std::string_view key) {
    if (GitlabValue own = view_.Get(layers, {key}); own.present()) return own;
    GitlabValue inherit = view_.Get(layers, {"inherit", "default"});
    if (inherit.present() && inherit.node->boolean() == false) return {};
    if (inherit.present() && inherit.node->is_list()) {
      auto items = view_.Items(inherit);
      if (std::none_of(items.begin(), items.end(),
                       [&](const auto& item) { return item.Text() == key; }))
        return {};
    }
    if (GitlabValue value = view_.Get(Roots(), {"default", key}); value.present()) return value;
    return key == "tags" || key == "id_tokens" ? GitlabValue() : view_.Get(Roots(), {key});
  }

  void OneJob(const std::string& name) {
    GitlabLayers layers = view_.Job(name);
    Draft draft;
    Job& job = draft.job;
    job.id = job.name = name;
    job.place = PlaceOf(name);
    GitlabVariables variables = JobVariables(layers, job);
    draft.stage = view_.Get(layers, {"stage"}).Text();
    if (draft.stage.empty()) draft.stage = "test";
    std::string when = view_.Get(layers, {"when"}).Text();
    if (when.empty()) when = "on_success";
    draft.runs = JobRuns(layers, variables, when);
    if (std::none_of(draft.runs.begin(), draft.runs.end(),
                     [](const auto& run) { return run.runs; })) {
      out_.notes.push_back("job " + Printable(name) +
                           " runs in no pipeline that its rules describe");
      return;
    }
    job.triggers = GitlabTriggers(draft.runs, job.place);
    job.condition = GitlabCondition(draft.runs);
    for (const auto& item : view_.Items(Inherited(layers, "tags")))
      job.runs_on.push_back(GitlabExpand(item.Text(), variables));
    job.matrix = GitlabMatrix(view_, layers);
    Images(layers, variables, job);
    job.environment = GitlabEnvironment(view_, layers, variables);
    Failure(layers, when, job);
    FollowGitlabTrigger(view_, layers, job, out_.notes);
    Scripts(layers, variables, job);
    GitlabScripts::AddKeywords(view_, layers, job);
    Secrets(layers, variables, job);
    WrittenNeeds(layers, draft);
    drafts_.push_back(std::move(draft));
  }

  model::Place PlaceOf(const std::string& name) const {
    for (const auto& root : Roots())
      if (const Node::Entry* entry = root.node->FindEntry(name))
        return {*root.path, static_cast<int>(entry->place.line)};
    return {out_.path, 0};
  }

  GitlabVariables JobVariables(const GitlabLayers& layers, Job& job) {
    GitlabVariables own;
    for (const auto& entry : view_.Entries(layers, {"variables"})) {
      model::Setting setting{std::string(entry.key), ValueOf(entry.value), entry.place};
      own.emplace(setting.key, setting.value);
      job.variables.push_back(std::move(setting));
    }
    GitlabValue inherit = view_.Get(layers, {"inherit", "variables"});
    if (!inherit.present() || inherit.node->boolean() != false)
      own.insert(variables_.begin(), variables_.end());
    return own;
  }

  GitlabRuns JobRuns(const GitlabLayers& layers, const GitlabVariables& variables,
                     std::string_view when) {
    GitlabRuns out = GitlabRunsOf(view_, layers, variables, when, has_workflow_);
    for (std::size_t i = 0; i < out.size(); ++i)
      if (!workflow_[i].runs) out[i] = {};
    return out;
  }

  // ---- What it waits for ----

  void WrittenNeeds(const GitlabLayers& layers, Draft& draft) {
    GitlabValue needs = view_.Get(layers, {"needs"});
    if (!needs.present()) return;
    draft.has_needs = true;
    std::set<std::string> seen;
    for (const auto& item : view_.Items(needs)) {
      const Node& node = *item.node;
      if (node.is_map() && (node["pipeline"].present() || node["project"].present())) continue;
      std::string name = node.is_map() ? node["job"].AsText() : node.AsText();
      if (name.empty() || !seen.insert(name).second) continue;
      if (node.is_map() && node["optional"].boolean() == true) draft.optional.insert(name);
      draft.job.needs.push_back(std::move(name));
    }
  }

  // Without needs: all jobs of earlier stages that are part of every pipeline in
  // which this one runs; an optional one likewise.
  void Needs(Draft& draft) {
    auto occasions = GitlabOccasions(draft.runs);
    auto there = [&](const Draft& other) {
      return std::all_of(occasions.begin(), occasions.end(), [&](GitlabEvent event) {
        return other.runs[static_cast<std::size_t>(event)].runs;
      });
    };
    if (draft.has_needs) {
      for (const auto& other : drafts_)
        if (draft.optional.contains(other.job.id) && !there(other))
          std::erase(draft.job.needs, other.job.id);
      return;
    }
    std::size_t rank = RankOf(draft.stage);
    for (const auto& other : drafts_)
      if (RankOf(other.stage) < rank && there(other)) draft.job.needs.push_back(other.job.id);
  }

  // ---- What it runs on ----

  void Images(const GitlabLayers& layers, const GitlabVariables& variables, Job& job) {
    if (view_.Get(layers, {"trigger"}).present()) return;
    AddGitlabImage(Inherited(layers, "image"), variables, job);
    for (const auto& service : view_.Items(Inherited(layers, "services")))
      AddGitlabImage(service, variables, job);
  }

  // A job by hand blocks nothing unless it says so; in rules: it does.
  void Failure(const GitlabLayers& layers, std::string_view when, Job& job) {
    GitlabValue value = view_.Get(layers, {"allow_failure"});
    bool rules = view_.Get(layers, {"rules"}).present();
    job.continue_on_error = !value.present() && when == "manual" && !rules;
    if (!value.present()) return;
    if (value.node->is_scalar()) job.continue_on_error = value.node->boolean().value_or(false);
    for (const auto& code : view_.Items(view_.Get(layers, {"allow_failure", "exit_codes"})))
      job.continue_on_error |= code.Text() == "1";  // The code of a test that failed
  }

  // ---- What it does ----

  void Scripts(const GitlabLayers& layers, const GitlabVariables& variables, Job& job) {
    if (view_.Get(layers, {"trigger"}).present()) return;
    std::vector<GitlabValue> lines = view_.Items(Inherited(layers, "before_script"));
    for (const auto& line : view_.Items(view_.Get(layers, {"script"}))) lines.push_back(line);
    scripts_.Add("script", lines, variables, job);
    scripts_.Add("after_script", view_.Items(Inherited(layers, "after_script")), variables, job);
    // `run:` is a list of named steps: shell text, or something of others.
    for (const auto& item : view_.Items(view_.Get(layers, {"run"}))) {
      const Node &script = (*item.node)["script"], &uses = (*item.node)["step"];
      if (script.present())
        scripts_.Add((*item.node)["name"].AsText(), view_.Items({item.path, &script}), variables,
                     job);
      if (uses.is_text()) scripts_.AddUsed({item.path, &uses}, job);
    }
  }

  void Secrets(const GitlabLayers& layers, const GitlabVariables& variables, Job& job) {
    std::set<std::string> all;
    for (const auto& entry : view_.Entries(layers, {"secrets"})) all.emplace(entry.key);
    for (const auto& entry : view_.Entries(layers, {"id_tokens"})) all.emplace(entry.key);
    for (const auto& setting : job.variables) FindGitlabSecrets(setting.value, variables, all);
    for (auto& step : job.steps) {
      std::set<std::string> own;
      FindGitlabSecrets(step.run, variables, own);
      step.secrets.assign(own.begin(), own.end());
      all.merge(own);
    }
    job.secrets.assign(all.begin(), all.end());
  }

  // ---- The whole ----

  void PipelineTriggers() {
    if (child_) {
      for (auto& job : out_.jobs) job.triggers.clear();
      model::Trigger trigger;
      trigger.event = Event::kCalled;
      trigger.text = "child pipeline";
      trigger.place = {out_.path, 1};
      out_.triggers = {trigger};
      return;
    }
    std::set<Event> seen;
    for (const auto& job : out_.jobs)
      for (const auto& trigger : job.triggers)
        if (seen.insert(trigger.event).second) {
          out_.triggers.push_back(trigger);
          out_.triggers.back().place = {out_.path, 1};
        }
  }

  void Notes() {
    for (const auto& name : view_.unknown())
      out_.notes.push_back("extends or refers to " + Printable(name) +
                           ", which is not in the files read");
    if (view_.cut()) out_.notes.push_back("more is included and extended than is followed here");
    for (const auto& name : scripts_.odd())
      out_.notes.push_back("job " + Printable(name) + " has a line of script that is no text");
    if (scripts_.cut()) out_.notes.push_back("more script than is read here");
    if (out_.notes.size() <= kMaxNotes) return;
    std::size_t more = out_.notes.size() - kMaxNotes;
    out_.notes.resize(kMaxNotes);
    out_.notes.push_back(Count("more note", static_cast<long long>(more)));
  }

  GitlabView view_;
  Pipeline out_;
  std::vector<Draft> drafts_;
  std::vector<std::string> stages_;
  GitlabVariables variables_;
  GitlabRuns workflow_;
  bool has_workflow_ = false;
  bool child_ = false;  // Started by a job of another pipeline
  GitlabScripts scripts_;
};

}  // namespace

bool IsGitlabCi(const Path& path) { return path.bytes == ".gitlab-ci.yml"; }

Result<Pipeline> ReadGitlabCi(const Path& path, BytesView bytes) {
  GitlabFile file{path, bytes};
  return ReadGitlabPipeline({&file, 1});
}

Result<Pipeline> ReadGitlabPipeline(std::span<const GitlabFile> files, bool child) {
  AVOUCH_TRY(GitlabView view, GitlabView::Read(files));
  return Reader(std::move(view), files.back().path, child).Read();
}

}  // namespace avouch::formats
