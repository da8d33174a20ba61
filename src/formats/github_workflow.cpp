#include "formats/github_workflow.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_foreign.h"
#include "formats/deeds_installs.h"
#include "formats/github_matrix.h"
#include "formats/github_parts.h"
#include "formats/limits.h"
#include "formats/shell.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using model::Job;
using model::Permissions;
using model::Pipeline;
using model::ReferenceKind;
using model::Step;
using syntax::Node;

class Reader {
 public:
  Reader(const Path& path, BytesView bytes) : path_(path), lines_(Lines(bytes)) {
    out_.path = path;
  }

  Result<Pipeline> Workflow(const Node& root) {
    out_.system = model::CiSystem::kGithubWorkflow;
    out_.name = root["name"].AsText();
    if (out_.name.empty()) out_.name = out_.path.bytes;
    out_.triggers = GithubTriggers(root["on"], path_);
    out_.permissions = ReadPermissions(root["permissions"], {});
    out_.variables = Settings(root["env"]);
    std::string folder(root.At({"defaults", "run", "working-directory"}).text());
    default_shell_ = root.At({"defaults", "run", "shell"}).text();
    for (const auto& entry : root["jobs"].entries()) OneJob(entry, folder);
    return std::move(out_);
  }

  Result<Pipeline> Action(const Node& root) {
    out_.system = model::CiSystem::kGithubAction;
    out_.name = root["name"].AsText();
    const Node& runs = root["runs"];
    Job job;
    job.id = "runs";
    job.place = At(runs);
    std::string_view image = runs["image"].text();
    if (image.starts_with("docker://"))
      job.images.push_back(ReadImage(image.substr(9), At(runs["image"])));
    for (const auto& item : runs["steps"].items()) job.steps.push_back(OneStep(item, ""));
    CollectSecrets(job);
    if (runs["using"].text() != "composite")
      out_.notes.push_back("runs by " + Printable(runs["using"].AsText()) +
                           "; its code is not read here");
    out_.jobs.push_back(std::move(job));
    return std::move(out_);
  }

 private:
  model::Place At(const Node& node) const { return {path_, static_cast<int>(node.line())}; }

  // What stands behind '#' on the line of a value.
  std::string CommentOn(const Node& node) const {
    std::size_t line = node.line();
    if (line == 0 || line > lines_.size()) return {};
    std::size_t at = lines_[line - 1].find(" #");
    return at == std::string_view::npos ? std::string()
                                        : std::string(Trim(lines_[line - 1].substr(at + 2)));
  }

  std::vector<model::Setting> Settings(const Node& node) const {
    std::vector<model::Setting> out;
    for (const auto& entry : node.entries()) {
      std::string value =
          entry.value.is_list() ? Join(TextList(entry.value), ",") : entry.value.AsText();
      out.push_back(
          {std::string(entry.key), std::move(value), {path_, static_cast<int>(entry.place.line)}});
    }
    return out;
  }

  Permissions ReadPermissions(const Node& node, const Permissions& inherited) const {
    if (!node.present()) return inherited;
    Permissions out;
    out.written = true;
    out.place = At(node);
    if (node.text() == "write-all") out.write_all = true;
    if (node.text() == "read-all") out.read = {"all"};
    for (const auto& entry : node.entries()) {
      if (entry.value.text() == "write") out.write.emplace_back(entry.key);
      if (entry.value.text() == "read") out.read.emplace_back(entry.key);
    }
    std::sort(out.write.begin(), out.write.end());
    std::sort(out.read.begin(), out.read.end());
    return out;
  }

  void OneJob(const Node::Entry& entry, const std::string& folder) {
    const Node& node = entry.value;
    Job job;
    job.id = entry.key;
    job.place = {path_, static_cast<int>(entry.place.line)};
    job.name = node["name"].AsText();
    job.needs = TextList(node["needs"]);
    job.condition = node["if"].AsText();
    job.runs_on = TextList(node["runs-on"].is_map() ? node["runs-on"]["labels"] : node["runs-on"]);
    job.permissions = ReadPermissions(node["permissions"], out_.permissions);
    const Node& environment = node["environment"];
    job.environment = environment.is_map() ? environment["name"].AsText() : environment.AsText();
    job.variables = Settings(node["env"]);
    job_variables_ = job.variables;
    job_condition_ = job.condition;
    job.matrix = Settings(node["strategy"]["matrix"]);
    Included(node["strategy"]["matrix"]["include"], job);
    matrix_ = &node["strategy"]["matrix"];
    ExpandRunners(job);
    Images(node, job);
    if (node["uses"].is_text()) {
      job.calls = ReadUses(node["uses"].text(), CommentOn(node["uses"]), At(node["uses"]));
      job.calls->kind = ReferenceKind::kReusableWorkflow;
    }
    job.inherits_secrets |= node["secrets"].text() == "inherit";
    std::string own = node.At({"defaults", "run", "working-directory"}).AsText();
    job_shell_ = node.At({"defaults", "run", "shell"}).text();
    if (job_shell_.empty()) job_shell_ = default_shell_;
    for (const auto& item : node["steps"].items())
      job.steps.push_back(OneStep(item, own.empty() ? folder : own));
    const Lets lets = LetsPass(node["continue-on-error"], matrix_);
    job.continue_on_error = lets == Lets::kYes;
    if (lets == Lets::kPerhaps)
      for (auto& step : job.steps)
        for (auto& deed : step.deeds) Doubt(deed);
    CollectSecrets(job);
    std::set<std::string> passed(job.secrets.begin(), job.secrets.end());
    for (const auto& setting : Settings(node["with"])) FindSecrets(setting.value, passed);
    for (const auto& setting : Settings(node["secrets"])) FindSecrets(setting.value, passed);
    job.secrets.assign(passed.begin(), passed.end());
    out_.jobs.push_back(std::move(job));
  }

  static void Doubt(model::Deed& deed) {
    if (deed.kind == model::DeedKind::kTest && deed.tool != "kind")
      deed.arguments = {std::string(model::kMayPass)};
  }

  // include: adds values to axes, or axes.
  static void Included(const Node& include, Job& job) {
    for (const auto& item : include.items())
      for (const auto& entry : item.entries()) {
        auto at = std::find_if(job.matrix.begin(), job.matrix.end(),
                               [&](const auto& axis) { return axis.key == entry.key; });
        std::string value = entry.value.AsText();
        if (value.empty()) continue;
        if (at == job.matrix.end())
          job.matrix.push_back({std::string(entry.key), value, {}});
        else
          at->value += "," + value;
      }
    std::erase_if(job.matrix,
                  [](const auto& axis) { return axis.key == "include" || axis.key == "exclude"; });
  }

  static void ExpandRunners(Job& job) {
    std::vector<std::string> out;
    for (const auto& label : job.runs_on) {
      std::size_t at = label.find("matrix.");
      bool known = false;
      if (at != std::string::npos) {
        std::string key = label.substr(at + 7);
        key = key.substr(0, key.find_first_of(" }|)"));
        for (const auto& axis : job.matrix)
          if (axis.key == key)
            for (auto part : Split(axis.value, ',')) out.emplace_back(Trim(part)), known = true;
      }
      if (!known) out.push_back(label);
    }
    job.runs_on = std::move(out);
  }

  void Images(const Node& node, Job& job) const {
    auto add = [&](const Node& value) {
      const Node& image = value.is_map() ? value["image"] : value;
      if (!image.text().empty()) job.images.push_back(ReadImage(image.text(), At(image)));
    };
    add(node["container"]);
    for (const auto& service : node["services"].entries()) add(service.value);
  }

  // "${{ env.NAME }}" where the value of NAME is written in this file: what the
  // shell sees in its place, unless an earlier step changed it.
  std::string WithValues(std::string_view text, const std::vector<model::Setting>& own) const {
    constexpr std::string_view kOpen = "${{";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t open = text.find(kOpen, at), close = text.find("}}", open);
      if (open == text.npos || close == text.npos) return out += text.substr(at);
      std::string_view inside = Trim(text.substr(open + 3, close - open - 3));
      const std::string value =
          inside.starts_with("env.") ? Value(inside.substr(4), own) : std::string();
      bool plain = !value.empty() && value.size() <= kMaxEnvValue &&
                   value.find_first_of("$\n") == value.npos;
      out += text.substr(at, open - at);
      out += plain ? std::string_view(value) : text.substr(open, close + 2 - open);
      at = close + 2;
    }
    return out;
  }

  ShellVariables Held(const std::vector<model::Setting>& own) const {
    ShellVariables out;
    for (const auto* settings : {&own, &job_variables_, &out_.variables})
      for (std::size_t i = 0; i < std::min(settings->size(), kMaxEnvValues); ++i)
        out.emplace_back((*settings)[i].key, (*settings)[i].value);
    return out;
  }

  // The forge starts "bash" with pipefail, and what it takes by itself without.
  static bool Strict(std::string_view shell) {
    return shell == "bash" || shell.find("pipefail") != shell.npos;
  }

  std::string Value(std::string_view name, const std::vector<model::Setting>& own) const {
    for (const auto& [key, value] : Held(own))
      if (key == name && !value.empty()) return value;
    return {};
  }

  // "run: ${{ matrix.task.run }}", one command with one such word: what each value
  // of it makes the step do, and fetch.
  void OfMatrix(const Node& run, const std::string& folder, Doings& doings) const {
    constexpr std::string_view kOpen = "${{";
    std::string_view text = Trim(run.text());
    std::size_t open = text.find(kOpen), close = text.find("}}", open);
    if (open == text.npos || close == text.npos || text.find('\n') != text.npos ||
        text.find(kOpen, close) != text.npos)
      return;
    std::string_view inside = Trim(text.substr(open + 3, close - open - 3));
    if (!inside.starts_with("matrix.") || matrix_ == nullptr) return;
    const auto values = MatrixValues(*matrix_, inside.substr(7));
    if (!values.empty())  // It is told what runs.
      std::erase_if(doings.deeds, [](const auto& deed) { return deed.tool == kUnknownCall; });
    for (const auto& value : values) {
      std::string one(text.substr(0, open));
      one += value;
      one += text.substr(close + 2);
      std::string at = folder;
      Doings each = DeedsOf(SplitShell(one, static_cast<int>(run.line()), &at), path_);
      for (auto& fetched : each.references)
        if (std::ranges::find(doings.references, fetched) == doings.references.end())
          doings.references.push_back(std::move(fetched));
      for (auto& deed : each.deeds) {
        bool known = std::any_of(doings.deeds.begin(), doings.deeds.end(), [&](const auto& other) {
          const bool by_text =
              deed.kind == model::DeedKind::kInstall || deed.kind == model::DeedKind::kCall;
          return other.kind == deed.kind && other.tool == deed.tool &&
                 (!by_text || other.text == deed.text);
        });
        if (!known) doings.deeds.push_back(std::move(deed));
      }
    }
  }

  Step OneStep(const Node& node, const std::string& folder) {
    Step step;
    step.place = At(node);
    step.name = node["name"].AsText();
    step.condition = node["if"].AsText();
    const Lets lets = LetsPass(node["continue-on-error"], matrix_);
    step.continue_on_error = lets == Lets::kYes;
    step.with = Settings(node["with"]);
    step.environment = Settings(node["env"]);
    Doings doings;
    if (node["uses"].is_text()) {
      step.uses = ReadUses(node["uses"].text(), CommentOn(node["uses"]), At(node["uses"]));
      const bool others =
          RunsForOthers() && !LeavesForksOut(job_condition_) && !LeavesForksOut(step.condition);
      doings = DeedsOfActionIn(matrix_, *step.uses, step.with, others);
      AddScript(*step.uses, node["with"]["script"].text(), doings);
    }
    const Node& run = node["run"];
    if (run.is_text()) {
      step.run = run.text();
      std::string_view shell = node["shell"].is_text() ? node["shell"].text() : job_shell_;
      bool literal =
          run.style() == syntax::Style::kLiteral || run.style() == syntax::Style::kFolded;
      std::string own = node["working-directory"].AsText();
      std::string at = own.empty() ? folder : own;
      at = at.find("${{") == std::string::npos ? ResolvePath("", at) : std::string();
      const std::string begins_in = at;
      auto commands =
          SplitShellWith(WithValues(run.text(), step.environment),
                         static_cast<int>(run.line()) + (literal ? 1 : 0), Held(step.environment),
                         &at, Strict(shell) ? Pipes::kAnyFails : Pipes::kLastDecides);
      // "bash {0}" is told nothing; the forge's own spelling stops at a failure.
      const bool stops = shell.find("{0}") == shell.npos || shell.find(" -e") != shell.npos;
      for (auto& command : commands)
        if (command.failing == Failing::kByShell)
          command.failing = stops ? Failing::kStops : Failing::kLost;
      if (IsForeignShell(shell)) {
        doings = DoingsInForeign(shell, run.text(), commands, At(run));
      } else {
        doings = DeedsOf(commands, path_);
        OfMatrix(run, begins_in, doings);
        ForgetFolders(own.empty() ? folder : own, run.text(), doings);
      }
    }
    step.deeds = std::move(doings.deeds);
    step.references = std::move(doings.references);
    for (auto& deed : step.deeds) {
      deed.tolerated |= step.continue_on_error;
      if (lets == Lets::kPerhaps) Doubt(deed);
    }
    std::set<std::string> secrets;
    FindSecrets(step.run, secrets);
    SecretsIn(step.condition, secrets);
    for (const auto& setting : step.with) FindSecrets(setting.value, secrets);
    for (const auto& setting : step.environment) FindSecrets(setting.value, secrets);
    step.secrets.assign(secrets.begin(), secrets.end());
    return step;
  }

  // Started by what others do, with what the product's own may use.
  bool RunsForOthers() const {
    using enum model::Event;
    return out_.system == model::CiSystem::kGithubAction ||
           std::ranges::any_of(out_.triggers, [](const model::Trigger& trigger) {
             return trigger.event == kPullRequestTarget || trigger.event == kAfter ||
                    trigger.event == kCalled || trigger.event == kOther;
           });
  }

  // A condition that holds for changes from the product's own repository alone.
  static bool LeavesForksOut(std::string_view condition) {
    const std::string bare = ReplaceAll(condition, " ", "");
    if (bare.find("||") != bare.npos) return false;
    return bare.find("head.repo.full_name==github.repository") != bare.npos ||
           bare.find("head.repo.fork==false") != bare.npos ||
           bare.find("!github.event.pull_request.head.repo.fork") != bare.npos;
  }

  static void CollectSecrets(Job& job) {
    std::set<std::string> secrets;
    for (const auto& step : job.steps) {
      job.inherits_secrets |= TakesAllSecrets(step.run);
      for (const auto* settings : {&step.with, &step.environment})
        for (const auto& setting : *settings)
          job.inherits_secrets |= TakesAllSecrets(setting.value);
    }
    for (const auto& setting : job.variables) FindSecrets(setting.value, secrets);
    SecretsIn(job.condition, secrets);
    for (const auto& step : job.steps) secrets.insert(step.secrets.begin(), step.secrets.end());
    job.secrets.assign(secrets.begin(), secrets.end());
  }

  std::string_view default_shell_, job_shell_;  // Of defaults: run:
  const Node* matrix_ = nullptr;                // Of the job being read
  const Path& path_;
  std::vector<std::string_view> lines_;
  std::vector<model::Setting> job_variables_;  // Of the job being read
  std::string job_condition_;                  // The same
  Pipeline out_;
};

Result<Node> Parse(const Path& path, BytesView bytes) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  auto root = syntax::ParseYaml(bytes, options);
  if (!root) return root;
  if (!root->is_map()) return Fail(ErrorKind::kMalformed, "not a map", path.bytes);
  return root;
}

}  // namespace

bool IsGithubWorkflow(const Path& path) {
  return path.folder() == ".github/workflows" &&
         (path.extension() == "yml" || path.extension() == "yaml");
}

Result<Pipeline> ReadGithubWorkflow(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Parse(path, bytes));
  return Reader(path, bytes).Workflow(root);
}

bool IsGithubAction(const Path& path) {
  return path.name() == "action.yml" || path.name() == "action.yaml";
}

Result<Pipeline> ReadGithubAction(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, Parse(path, bytes));
  return Reader(path, bytes).Action(root);
}

}  // namespace avouch::formats
