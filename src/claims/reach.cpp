#include "claims/reach.h"

#include <algorithm>

#include "base/text.h"
#include "notation/glob.h"

namespace avouch::claims {
namespace {

using model::DeedKind;
using model::Event;
using model::Job;
using model::Pipeline;
using model::Reach;
using Key = std::pair<Path, std::string>;

// Scopes of the forge's token with which a job can change what others get.
constexpr std::string_view kStrongScopes[] = {"actions",  "attestations", "contents", "deployments",
                                              "id-token", "packages",     "workflows"};

bool IsStrong(const model::Permissions& permissions) {
  if (permissions.write_all) return true;
  return std::any_of(permissions.write.begin(), permissions.write.end(), [](const auto& scope) {
    return std::find(std::begin(kStrongScopes), std::end(kStrongScopes), scope) !=
           std::end(kStrongScopes);
  });
}

bool UsesSecrets(const Job& job) {
  return job.inherits_secrets ||
         std::any_of(job.secrets.begin(), job.secrets.end(),
                     [](const auto& name) { return !model::IsForgeToken(name); });
}

bool OnlyProposes(const Pipeline& pipeline, const Job& job) {
  const auto& triggers = TriggersOf(pipeline, job);
  return !triggers.empty() && std::all_of(triggers.begin(), triggers.end(), [](const auto& t) {
    return t.event == Event::kPullRequest;
  });
}

int Rank(Reach reach) {
  switch (reach) {
    case Reach::kRelease:
      return 3;
    case Reach::kUnknown:
      return 2;
    case Reach::kDevelopment:
      return 1;
    case Reach::kNobody:
      return 0;
  }
  return 0;
}

// A development container's recipe: an editor builds it, for who writes the code.
bool IsWorkbench(const Path& path) {
  return path.IsUnder(".devcontainer") || path.bytes.find("/.devcontainer/") != std::string::npos;
}

constexpr int kMaxActions = 8;  // Actions in actions

class Joiner {
 public:
  explicit Joiner(const Facts& facts) : facts_(facts) {}

  Reaches Join() {
    for (const auto& pipeline : Pipelines())
      for (const auto& job : pipeline.jobs) Start(pipeline, job);
    Spread();
    for (const auto& dockerfile : facts_.containers.value.dockerfiles) Recipe(dockerfile.path);
    return std::move(out_);
  }

 private:
  const std::vector<Pipeline>& Pipelines() const { return facts_.pipelines.value.pipelines; }

  void Set(const Key& key, Reach reach, std::string why) {
    auto [at, fresh] = out_.jobs.emplace(key, reach);
    if (!fresh && Rank(reach) <= Rank(at->second)) return;
    at->second = reach;
    out_.why[key] = std::move(why);
    changed_ = true;
  }

  // The steps of `in`, and those of the actions of this tree that they use, do so for `job`.
  bool Publishes(const Job& job, const Job& in, int depth = 0) const {
    for (const auto& step : in.steps) {
      for (const auto& deed : step.deeds)
        if (IsRelease(job, deed)) return true;
      if (!step.uses || step.uses->pin != model::Pin::kLocal || depth > kMaxActions) continue;
      const std::string target = Local(step.uses->name);
      for (const auto& pipeline : Pipelines()) {
        if (pipeline.system != model::CiSystem::kGithubAction || pipeline.path.folder() != target)
          continue;
        for (const auto& inner : pipeline.jobs)
          if (Publishes(job, inner, depth + 1)) return true;
      }
    }
    return false;
  }
  bool Publishes(const Job& job) const { return Publishes(job, job); }

  // What a job shows by itself.
  void Start(const Pipeline& pipeline, const Job& job) {
    Key key{pipeline.path, job.id};
    if (pipeline.system == model::CiSystem::kGithubAction)
      return Set(key, Reach::kNobody, "no workflow here uses this action");
    bool proposes = OnlyProposes(pipeline, job);
    if (Publishes(job) && !proposes) {
      out_.publishing.insert(key);
      return Set(key, Reach::kRelease, "publishes or deploys");
    }
    if (IsStrong(job.permissions)) return Set(key, Reach::kRelease, "holds write permission");
    if (UsesSecrets(job)) return Set(key, Reach::kRelease, "uses secrets");
    bool github = pipeline.system == model::CiSystem::kGithubWorkflow;
    if (github && !job.permissions.written && !proposes)
      return Set(key, Reach::kUnknown, "its token's permissions are not written here");
    // GitLab gives every job a token that can write packages; it, CircleCI and Azure
    // give such variables as are set on the service.
    if (!github && !proposes)
      return Set(key, Reach::kUnknown, "what its token and variables allow is not written here");
    if (std::all_of(pipeline.triggers.begin(), pipeline.triggers.end(),
                    [](const auto& t) { return t.event == Event::kCalled; }) &&
        !pipeline.triggers.empty())
      return Set(key, Reach::kUnknown, "called from elsewhere");
    Set(key, Reach::kDevelopment, "publishes nothing, holds no write permission and no secret");
  }

  // What a job is reached by: what waits for it, calls it, or uses its action.
  void Spread() {
    do {
      changed_ = false;
      for (const auto& pipeline : Pipelines())
        for (const auto& job : pipeline.jobs) SpreadFrom(pipeline, job);
    } while (changed_);
  }

  void SpreadFrom(const Pipeline& pipeline, const Job& job) {
    Key key{pipeline.path, job.id};
    Reach reach = out_.jobs[key];
    if (out_.publishing.contains(key) || out_.gates.contains(key)) {
      for (const auto& id : job.needs) Gate({pipeline.path, id}, "a publishing job waits for it");
      for (const auto& trigger : pipeline.triggers)
        if (trigger.event == Event::kAfter)
          for (const auto& name : trigger.workflows) GateWorkflow(name);
    }
    if (job.calls && job.calls->pin == model::Pin::kLocal)
      Into(Local(job.calls->name), key, reach, "called by " + job.id);
    for (const auto& step : job.steps)
      if (step.uses && step.uses->pin == model::Pin::kLocal)
        Into(Local(step.uses->name), key, reach, "used by " + job.id);
  }

  void Gate(const Key& key, std::string why) {
    if (!out_.jobs.contains(key) || !out_.gates.insert(key).second) return;
    changed_ = true;
    Set(key, Reach::kRelease, std::move(why));
  }

  void GateWorkflow(const std::string& name) {
    for (const auto& pipeline : Pipelines())
      if (pipeline.name == name)
        for (const auto& job : pipeline.jobs)
          Gate({pipeline.path, job.id}, "a publishing workflow waits for it");
  }

  static std::string Local(std::string_view text) { return ResolvePath("", text); }

  void Into(const std::string& target, const Key& from, Reach reach, const std::string& why) {
    for (const auto& pipeline : Pipelines()) {
      bool same =
          pipeline.path.bytes == target ||
          (pipeline.system == model::CiSystem::kGithubAction && pipeline.path.folder() == target);
      if (!same) continue;
      for (const auto& job : pipeline.jobs) {
        Key key{pipeline.path, job.id};
        Set(key, reach, why);
        if (out_.publishing.contains(from) && Publishes(job)) out_.publishing.insert(key);
        if (out_.gates.contains(from)) Gate(key, why);
      }
    }
  }

  // Who builds a Dockerfile.
  void Recipe(const Path& path) {
    Reach best = Reach::kNobody;
    std::string why = "nothing here builds it";
    bool found = false;
    auto offer = [&](Reach reach, std::string reason) {
      found = true;
      if (Rank(reach) > Rank(best) || why == "nothing here builds it") best = reach, why = reason;
    };
    for (const auto& recipe : facts_.containers.value.recipes)
      for (const auto& entry : recipe.dockerfiles)
        if (Matches(entry.key, path)) offer(Reach::kRelease, "published by " + recipe.path.bytes);
    for (const auto& pipeline : Pipelines())
      for (const auto& job : pipeline.jobs)
        for (const auto& step : job.steps)
          for (const auto& deed : step.deeds)
            if (deed.kind == DeedKind::kBuildImage && deed.tool != "baked" &&
                BuildsFrom(deed, path))
              offer(out_.jobs[{pipeline.path, job.id}], "built by " + pipeline.path.bytes);
            else if ((ComposesFrom(deed, path) ||
                      (deed.tool == "baked" && BuildsFrom(deed, path))) &&
                     out_.jobs[{pipeline.path, job.id}] == Reach::kRelease)
              offer(Reach::kRelease, "built by " + pipeline.path.bytes);
    // People and other systems build images too.
    if (!found && (IsWorkbench(path) || RunsWorkingCopies(path)))
      best = Reach::kDevelopment, why = "where developers work";
    else if (!found)
      best = Reach::kUnknown;
    out_.dockerfiles[path] = best;
    out_.dockerfile_why[path] = why;
  }

  static bool Matches(std::string_view written, const Path& path) {
    std::string pattern;
    for (std::size_t i = 0; i < written.size();) {
      std::size_t end = std::string_view::npos;
      if (written.substr(i).starts_with("${{")) end = written.find("}}", i) + 1;
      if (written.substr(i).starts_with("{{")) end = written.find("}}", i) + 1;
      if (end != std::string_view::npos && end > i) {
        pattern += '*';
        i = end + 1;
      } else {
        pattern += written[i++];
      }
    }
    if (pattern.find('*') == std::string::npos) return ResolvePath("", pattern) == path.bytes;
    // A folder that begins with a dot is named where it is meant.
    const bool hidden = path.bytes.starts_with('.') || path.bytes.find("/.") != std::string::npos;
    if (hidden && !pattern.starts_with('.') && pattern.find("/.") == std::string::npos)
      return false;
    return notation::GlobMatch(pattern, path.bytes, notation::Dialect::kPath);
  }

  // Built by a compose file that runs the working copy of whoever starts it.
  bool RunsWorkingCopies(const Path& path) const {
    for (const auto& compose : facts_.containers.value.composes) {
      if (std::none_of(compose.services.begin(), compose.services.end(),
                       [](const auto& service) { return service.mounts_source; }))
        continue;
      for (const auto& service : compose.services)
        if (RecipeOf(compose, service) == path.bytes) return true;
    }
    return false;
  }

  // That tests start what a compose or a bake file builds says nothing of who else builds it.
  bool ComposesFrom(const model::Deed& deed, const Path& path) const {
    if (!deed.tool.starts_with("compose") || deed.arguments.size() < 4) return false;
    const auto services = Words(deed.arguments[3]);
    for (const auto& compose : facts_.containers.value.composes) {
      const auto first = deed.arguments.begin() + 4;
      const bool named =
          first == deed.arguments.end()
              ? compose.path.folder() == ResolvePath("", deed.arguments[1])
              : std::find(first, deed.arguments.end(), compose.path.bytes) != deed.arguments.end();
      if (!named) continue;
      for (const auto& service : compose.services)
        if ((services.empty() ||
             std::find(services.begin(), services.end(), service.name) != services.end()) &&
            RecipeOf(compose, service) == path.bytes)
          return true;
    }
    return false;
  }

  // The Dockerfile of what a service is built of; empty where it is not built.
  static std::string RecipeOf(const model::Compose& compose, const model::Service& service) {
    if (service.build_context.empty()) return {};
    const std::string folder = ResolvePath(compose.path.folder(), service.build_context);
    return ResolvePath(folder, service.dockerfile.empty() ? "Dockerfile" : service.dockerfile);
  }

  static bool BuildsFrom(const model::Deed& deed, const Path& path) {
    // What those build stands in their files; of a bake, as deeds of its own.
    if (deed.tool.starts_with("compose") || deed.tool == "bake") return false;
    auto argument = [&](std::size_t i) {
      return i < deed.arguments.size() ? deed.arguments[i] : std::string();
    };
    std::string file = argument(0), context = argument(1);
    if (file.empty()) return Matches(JoinPath(ResolvePath("", context), "Dockerfile"), path);
    return Matches(file, path) || Matches(JoinPath(context, file), path);
  }

  const Facts& facts_;
  Reaches out_;
  bool changed_ = false;
};

}  // namespace

Reach Reaches::OfJob(const Path& pipeline, const std::string& job) const {
  auto at = jobs.find({pipeline, job});
  return at == jobs.end() ? Reach::kUnknown : at->second;
}

Reach Reaches::OfDockerfile(const Path& path) const {
  auto at = dockerfiles.find(path);
  return at == dockerfiles.end() ? Reach::kUnknown : at->second;
}

Reach Reaches::OfStage(const model::Dockerfile& dockerfile, const model::Stage& stage) const {
  Reach whole = OfDockerfile(dockerfile.path);
  return IsTestStage(stage) && whole != Reach::kNobody ? Reach::kDevelopment : whole;
}

bool IsTestStage(const model::Stage& stage) {
  std::string name = ReplaceAll(ReplaceAll(Lower(stage.name), "_", "-"), ".", "-");
  for (auto word : Split(name, '-'))
    for (std::string_view known :
         {"test", "tests", "testing", "dev", "devel", "development", "lint", "ci"})
      if (word == known) return true;
  return false;
}

Reaches ComputeReach(const Facts& facts) { return Joiner(facts).Join(); }

}  // namespace avouch::claims
