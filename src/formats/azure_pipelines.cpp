#include "formats/azure_pipelines.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/azure_parts.h"
#include "formats/azure_steps.h"
#include "formats/github_parts.h"
#include "formats/github_workflow.h"
#include "formats/limits.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using model::Event;
using model::Job;
using model::Pipeline;
using syntax::Node;

constexpr int kMaxRounds = 50;              // Jobs in one row; people stop at ten.
constexpr std::size_t kMaxNeeds = 200'000;  // Of all jobs of one pipeline

// What holds for all jobs of a stage.
struct Stage {
  std::string name;
  std::vector<std::string> after;  // Stages
  std::string condition;
  const Node* pool = nullptr;
  std::size_t first = 0, end = 0;  // Its jobs
};

class Reader {
 public:
  Reader(const Path& path, const Node& root, bool called)
      : path_(path),
        root_(root),
        called_(called),
        steps_(path_, root_.At({"resources", "repositories"})) {}

  Pipeline Read() {
    out_.system = model::CiSystem::kAzure;
    out_.path = path_;
    out_.name = path_.bytes;
    out_.variables = Variables(root_["variables"]);
    if (called_) {
      model::Trigger trigger;
      trigger.event = Event::kCalled;
      trigger.text = "template";
      trigger.place = {path_, 1};
      out_.triggers = {trigger};
    } else {
      out_.triggers = AzureTriggers(root_, path_);
    }
    Body();
    for (auto& job : out_.jobs) Secrets(job);
    HoldBack();
    if (steps_.cut() || out_.jobs.size() >= kMaxExpandedJobs)
      out_.notes.emplace_back("more is written out of it than is read here");
    return std::move(out_);
  }

 private:
  model::Place At(const Node& node) const {
    return {path_, std::max(1, static_cast<int>(node.line()))};
  }

  // Stages, or jobs, or steps; what a template is given to run stands in its parameters.
  void Body() {
    const Node* body = &root_;
    if (const Node& used = root_["extends"]["template"]; used.is_text()) {
      out_.includes.push_back(Template(used));
      body = &root_["extends"]["parameters"];
    }
    if (const Node& stages = AzureValue(*body, "stages"); stages.is_list()) return Stages(stages);
    Stage whole;
    whole.pool = &root_["pool"];
    if (const Node& jobs = AzureValue(*body, "jobs"); jobs.is_list()) {
      Jobs(jobs, whole, "");
    } else if (const Node& steps = AzureValue(*body, "steps"); steps.is_list()) {
      Job job;
      job.id = job.name = called_ ? "steps" : "job";
      job.place = At(steps);
      Fill(*body, whole, job);
      out_.jobs.push_back(std::move(job));
    }
  }

  model::Reference Template(const Node& text) const {
    return ReadAzureTemplate(text.text(), root_.At({"resources", "repositories"}), path_, At(text));
  }

  // ---- Stages ----

  void Stages(const Node& list) {
    std::vector<Stage> stages;
    bool several = list.size() > 1;
    EachAzureItem(list, [&](const Node& item, const std::string& condition) {
      if (stages.size() >= kMaxExpandedJobs) return;
      Stage stage = OneStage(item, condition, stages);
      stage.first = out_.jobs.size();
      const std::string prefix = several ? stage.name + "/" : "";
      if (item["template"].is_text())
        Called(item, prefix, stage);
      else
        Jobs(AzureValue(item, "jobs"), stage, prefix);
      stage.end = out_.jobs.size();
      stages.push_back(std::move(stage));
    });
    AfterStages(stages);
  }

  Stage OneStage(const Node& item, const std::string& condition,
                 const std::vector<Stage>& before) const {
    Stage stage;
    stage.name = item["stage"].AsText();
    if (stage.name.empty()) stage.name = "stage " + std::to_string(before.size() + 1);
    stage.condition = item["condition"].AsText();
    if (stage.condition.empty()) stage.condition = condition;
    const Node& pool = AzureValue(item, "pool");
    stage.pool = pool.present() ? &pool : &root_["pool"];
    if (item["dependsOn"].present())
      stage.after = TextList(item["dependsOn"]);
    else if (!before.empty())
      stage.after = {before.back().name};
    return stage;
  }

  void AfterStages(const std::vector<Stage>& stages) {
    std::map<std::string, const Stage*> named;
    for (const auto& stage : stages) named.emplace(stage.name, &stage);
    std::size_t written = 0;
    for (const auto& stage : stages)
      for (std::size_t i = stage.first; i < stage.end; ++i)
        for (const auto& name : stage.after) {
          auto before = named.find(name);
          if (before == named.end() || before->second == &stage) continue;
          for (std::size_t k = before->second->first; k < before->second->end; ++k)
            if (++written < kMaxNeeds) out_.jobs[i].needs.push_back(out_.jobs[k].id);
        }
  }

  // ---- Jobs ----

  void Jobs(const Node& list, const Stage& stage, const std::string& prefix) {
    EachAzureItem(list, [&](const Node& item, const std::string& condition) {
      if (out_.jobs.size() >= kMaxExpandedJobs || !item.is_map()) return;
      if (item["template"].is_text()) return Called(item, prefix, stage);
      Job job;
      const Node& own = item["job"].present() ? item["job"] : item["deployment"];
      std::string name = own.AsText();
      if (name.empty()) name = "job " + std::to_string(out_.jobs.size() - stage.first + 1);
      job.id = prefix + name;
      job.name = item["displayName"].AsText();
      if (job.name.empty()) job.name = name;
      job.place = At(item);
      for (const auto& needed : TextList(item["dependsOn"])) job.needs.push_back(prefix + needed);
      job.condition = item["condition"].AsText();
      if (job.condition.empty()) job.condition = condition;
      if (job.condition.empty()) job.condition = stage.condition;
      Fill(item, stage, job);
      out_.jobs.push_back(std::move(job));
    });
  }

  void Called(const Node& item, const std::string& prefix, const Stage& stage) {
    Job job;
    job.calls = Template(item["template"]);
    job.id = job.name = prefix + job.calls->text;
    job.place = At(item);
    job.condition = stage.condition;
    std::set<std::string> secrets;
    for (const auto& entry : item["parameters"].entries())
      FindAzureSecrets(entry.value.AsText(), secrets);
    job.secrets.assign(secrets.begin(), secrets.end());
    out_.jobs.push_back(std::move(job));
  }

  void Fill(const Node& node, const Stage& stage, Job& job) {
    const Node& pool = AzureValue(node, "pool").present() ? AzureValue(node, "pool") : *stage.pool;
    std::string runner = pool.is_map() ? pool["vmImage"].AsText() : pool.AsText();
    if (runner.empty()) runner = pool["name"].AsText();
    if (!runner.empty()) job.runs_on = {runner};
    Matrix(node.At({"strategy", "matrix"}), job);
    Container(node["container"].present() ? node["container"] : root_["container"], job);
    for (const auto& service : node["services"].entries()) Container(service.value, job);
    job.continue_on_error = node["continueOnError"].boolean().value_or(false);
    const Node& environment = node["environment"];
    job.environment = environment.is_map() ? environment["name"].AsText() : environment.AsText();
    if (job.id != "job" && job.id != "steps") job.variables = Variables(node["variables"]);
    steps_.Add(AzureValue(node, "steps"), job);
    for (std::string_view strategy : {"runOnce", "rolling", "canary"})
      for (const auto& hook : node["strategy"][strategy].entries()) {
        steps_.Add(hook.value["steps"], job);
        if (hook.key == "on") steps_.Add(hook.value["success"]["steps"], job);
      }
  }

  // {linux: {image: ubuntu-24.04}, mac: {image: macos-15}}: a value for each axis.
  void Matrix(const Node& matrix, Job& job) const {
    for (const auto& row : matrix.entries())
      for (const auto& entry : row.value.entries()) {
        auto axis = std::find_if(job.matrix.begin(), job.matrix.end(),
                                 [&](const auto& one) { return one.key == entry.key; });
        if (axis != job.matrix.end())
          axis->value += "," + entry.value.AsText();
        else if (job.matrix.size() < kMaxNotes)
          job.matrix.push_back({std::string(entry.key),
                                entry.value.AsText(),
                                {path_, static_cast<int>(entry.place.line)}});
      }
  }

  // An image, or the name of one of resources: containers:.
  void Container(const Node& node, Job& job) const {
    const Node* image = node.is_map() ? &node["image"] : &node;
    for (const auto& item : root_.At({"resources", "containers"}).items())
      if (item["container"].is_text() && item["container"].text() == image->text())
        image = &item["image"];
    if (!image->text().empty()) job.images.push_back(ReadImage(image->text(), At(*image)));
  }

  // A map, or a list of {name, value}, {group} and {template}.
  std::vector<model::Setting> Variables(const Node& node) const {
    std::vector<model::Setting> out;
    for (const auto& entry : node.entries())
      if (entry.value.is_scalar())
        out.push_back({std::string(entry.key),
                       entry.value.AsText(),
                       {path_, static_cast<int>(entry.place.line)}});
    EachAzureItem(node, [&](const Node& item, const std::string&) {
      if (item["name"].is_text())
        out.push_back({item["name"].AsText(), item["value"].AsText(), At(item["value"])});
    });
    return out;
  }

  static void Secrets(Job& job) {
    std::set<std::string> all(job.secrets.begin(), job.secrets.end());
    for (const auto& setting : job.variables) FindAzureSecrets(setting.value, all);
    for (const auto& step : job.steps) all.insert(step.secrets.begin(), step.secrets.end());
    job.secrets.assign(all.begin(), all.end());
  }

  // What waits for a person's "go on" is started by hand.
  void HoldBack() {
    std::set<std::string> held;
    for (const auto& job : out_.jobs)
      for (const auto& step : job.steps)
        if (step.uses && step.uses->name == "task:ManualValidation") held.insert(job.id);
    if (held.empty()) return;
    std::size_t size = 0;
    for (int round = 0; size != held.size() && round < kMaxRounds; ++round) {
      size = held.size();
      for (auto& job : out_.jobs)
        for (const auto& name : job.needs)
          if (held.contains(name)) {
            held.insert(job.id);
            model::Trigger trigger;
            trigger.event = Event::kManual;
            trigger.text = "by hand: after another job";
            trigger.place = job.place;
            job.triggers = {trigger};
          }
    }
  }

  const Path& path_;
  const Node& root_;
  const bool called_;
  AzureSteps steps_;
  Pipeline out_;
};

Result<Pipeline> ReadFile(const Path& path, BytesView bytes, bool called) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(Node root, syntax::ParseYaml(bytes, options));
  if (!root.is_map()) return Fail(ErrorKind::kMalformed, "not a map", path.bytes);
  return Reader(path, root, called).Read();
}

}  // namespace

bool IsAzurePipelines(const Path& path) {
  std::string_view name = path.name();
  if (!name.ends_with(".yml") && !name.ends_with(".yaml")) return false;
  if (name.starts_with('.')) name.remove_prefix(1);
  return name.starts_with("azure-pipelines.") || name.starts_with("azure-pipelines-") ||
         name.starts_with("azure-pipeline.");
}

Result<Pipeline> ReadAzurePipelines(const Path& path, BytesView bytes) {
  return ReadFile(path, bytes, false);
}

Result<Pipeline> ReadAzureTemplateFile(const Path& path, BytesView bytes) {
  return ReadFile(path, bytes, true);
}

}  // namespace avouch::formats
