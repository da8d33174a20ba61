#include "collect/image_builds.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "collect/recipes.h"
#include "formats/bake.h"
#include "formats/compose_builds.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using formats::ImageBuild;
using model::Deed;
using model::DeedKind;
using source::Entry;

bool IsCompose(const Deed& deed) { return deed.tool.starts_with("compose"); }

// docker, podman, buildah and kaniko build from a recipe; ko does not.
bool HasRecipe(const Deed& deed) { return deed.tool != "ko" && deed.tool != "bake"; }

std::string Argument(const Deed& deed, std::size_t i) {
  return i < deed.arguments.size() ? deed.arguments[i] : std::string();
}

// Behind the fixed ones: "KEY=VALUE", and names of files.
std::vector<std::string> Rest(const Deed& deed, std::size_t from, bool settings) {
  std::vector<std::string> out;
  for (std::size_t i = from; i < deed.arguments.size(); ++i)
    if ((deed.arguments[i].find('=') != std::string::npos) == settings)
      out.push_back(deed.arguments[i]);
  return out;
}

std::vector<std::string> NamesIn(const std::string& text) {
  std::vector<std::string> out;
  for (const auto word : Words(text)) out.emplace_back(word);
  return out;
}

// A job that sends images away: what it builds is no trial, wherever its recipe lies.
bool Publishes(const model::Job& job) {
  return std::ranges::any_of(job.steps, [](const model::Step& step) {
    return std::ranges::any_of(step.deeds,
                               [](const Deed& deed) { return deed.kind == DeedKind::kPublish; });
  });
}

class Builds {
 public:
  Builds(const source::Tree& tree, Recipes& recipes, model::ContainerFacts& containers)
      : tree_(tree), recipes_(recipes), containers_(containers) {}

  // Where a job has the repository in a folder of that name, paths begin with it.
  void Root(model::Job& job) {
    std::vector<std::string> folders;
    for (const auto& step : job.steps)
      if (step.uses && step.uses->name == "actions/checkout" && IsOwn(step))
        for (const auto& input : step.with)
          if (input.key == "path" && !HasFolder(input.value)) folders.push_back(input.value);
    for (const auto& folder : folders)
      for (auto& step : job.steps)
        for (auto& deed : step.deeds)
          if (deed.kind == DeedKind::kBuildImage)
            for (std::size_t i = 0; i < 2 && i < deed.arguments.size(); ++i)
              Root(ResolvePath("", folder), deed.arguments[i]);
  }

  // `environment`: of the pipeline and the job, under the step's own.
  void OfStep(model::Step& step, formats::Variables environment, bool publishes) {
    AddSettings(step.environment, environment);
    given_ = std::move(environment);
    const std::vector<Deed> deeds = step.deeds;
    for (const auto& deed : deeds) {
      if (deed.kind != DeedKind::kBuildImage) continue;
      AddInFront(deed.text, given_);
      formats::Doings doings;
      if (deed.tool == "bake")
        Bake(deed, publishes, doings);
      else if (IsCompose(deed))
        Compose(deed, publishes, doings);
      else if (HasRecipe(deed))
        recipes_.Follow(OfDeed(deed), deed, publishes, doings);
      std::ranges::move(doings.deeds, std::back_inserter(step.deeds));
      std::ranges::move(doings.references, std::back_inserter(step.references));
    }
  }

  // The compose files that builds took.
  std::set<Path> TakeFollowed() { return std::move(followed_); }

  static ImageBuild OfDeed(const Deed& deed) {
    ImageBuild out;
    out.file = Argument(deed, formats::kBuildFile);
    out.context = Argument(deed, formats::kBuildContext);
    for (auto& one : Rest(deed, formats::kBuildTargets, true))
      if (one.starts_with(formats::kBuildNamed))
        out.contexts.push_back(one.substr(formats::kBuildNamed.size()));
      else
        out.arguments.push_back(std::move(one));
    out.place = deed.place;
    return out;
  }

  // Those of a compose file with paths from the root.
  static ImageBuild Rooted(ImageBuild build, std::string_view folder) {
    if (formats::IsContextAddress(build.context)) return build;
    build.context = ResolvePath(folder, build.context.empty() ? "." : build.context);
    if (!build.file.empty()) build.file = ResolvePath(build.context, build.file);
    return build;
  }

  // As the environment, and else the file .env beside it, fill it in.
  std::vector<ImageBuild> OfCompose(const Path& path) const {
    const Entry* entry = tree_.Find(path.bytes);
    const auto bytes = entry == nullptr ? Result<Bytes>(Fail(ErrorKind::kNotFound, "no such file"))
                                        : tree_.Read(*entry, source::kMaxReadBytes);
    if (!bytes) return {};
    formats::Variables given = given_;
    if (const Entry* file = tree_.Find(JoinPath(path.folder(), ".env")))
      if (const auto text = tree_.Read(*file, source::kMaxMarkBytes))
        for (const auto line : Split(*text, '\n'))
          if (const std::size_t equals = line.find('='); equals != line.npos && line[0] != '#')
            given.emplace(Trim(line.substr(0, equals)), Unquoted(Trim(line.substr(equals + 1))));
    return formats::ReadComposeBuilds(path, *bytes, given);
  }

  static void AddSettings(const std::vector<model::Setting>& settings, formats::Variables& into) {
    for (const auto& setting : settings) into.insert_or_assign(setting.key, setting.value);
  }

 private:
  // What a variable names, that folder in the build's paths says whether the tree has it.
  static bool IsOwn(const model::Step& checkout) {
    return std::ranges::none_of(checkout.with, [](const model::Setting& input) {
      return input.key == "repository" && input.value.find('$') == std::string::npos;
    });
  }

  static std::string Unquoted(std::string_view text) {
    const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                        text.back() == text.front();
    return std::string(quoted ? text.substr(1, text.size() - 2) : text);
  }

  // "BASE=node docker buildx bake": settings in front of the command.
  static void AddInFront(std::string_view text, formats::Variables& into) {
    for (const auto word : Words(text)) {
      const std::size_t equals = word.find('=');
      if (equals == word.npos || word[0] == '-') return;
      into.insert_or_assign(std::string(word.substr(0, equals)), Unquoted(word.substr(equals + 1)));
    }
  }

  bool HasFolder(std::string_view name) const {
    const std::string folder = ResolvePath("", name) + "/";
    return folder == "/" || std::ranges::any_of(tree_.entries(), [&](const Entry& entry) {
             return entry.path.bytes.starts_with(folder);
           });
  }

  static void Root(const std::string& folder, std::string& path) {
    const std::string plain = path.starts_with("./") ? path.substr(2) : path;
    if (plain == folder || plain == folder + "/") path = ".";
    if (plain.starts_with(folder + "/")) path = plain.substr(folder.size() + 1);
  }

  // One image of a bake or a compose file, as if a command built it.
  void One(const ImageBuild& build, const Deed& deed, bool publishes, bool add,
           formats::Doings& out) {
    Deed own = deed;
    own.tool = "baked";
    formats::Doings doings;
    formats::AddImageBuild(build, own, doings);
    const bool unread = doings.deeds.size() > 1;  // At an address
    if (!build.recipe.empty()) doings.deeds.clear();
    if (!add)
      std::erase_if(doings.deeds, [](const Deed& one) { return one.kind != DeedKind::kCall; });
    if (!unread || !build.recipe.empty()) recipes_.Follow(build, deed, publishes, doings);
    std::ranges::move(doings.deeds, std::back_inserter(out.deeds));
    std::ranges::move(doings.references, std::back_inserter(out.references));
  }

  void Compose(const Deed& deed, bool publishes, formats::Doings& out) {
    const auto services = NamesIn(Argument(deed, formats::kBuildTargets));
    const auto files = Rest(deed, formats::kBuildTargets + 1, false);
    for (const auto& compose : containers_.composes) {
      const bool named = files.empty()
                             ? compose.path.folder() == ResolvePath("", Argument(deed, 1))
                             : std::ranges::find(files, compose.path.bytes) != files.end();
      if (!named) continue;
      followed_.insert(compose.path);
      for (const auto& build : OfCompose(compose.path))
        if (services.empty() || std::ranges::find(services, build.name) != services.end())
          One(Rooted(build, compose.path.folder()), deed, publishes, false, out);
    }
  }

  // Without names bake takes all of these that lie in its folder.
  void Bake(const Deed& deed, bool publishes, formats::Doings& out) {
    const std::string folder = ResolvePath("", Argument(deed, formats::kBuildContext));
    std::vector<std::string> files = Rest(deed, formats::kBuildTargets + 1, false);
    const bool asked = !files.empty();
    if (!asked)
      for (std::string_view name : {"compose.yaml", "compose.yml", "docker-compose.yml",
                                    "docker-compose.yaml", "docker-bake.json", "docker-bake.hcl",
                                    "docker-bake.override.json", "docker-bake.override.hcl"})
        if (tree_.Find(ResolvePath(folder, name)) != nullptr)
          files.push_back(ResolvePath(folder, name));
    formats::Bake bake;
    bool read = !files.empty();
    for (const auto& file : files) read &= Add(file, bake);
    if (!read)
      return out.deeds.push_back(formats::UnreadRecipe(
          deed, files.empty() ? "no bake file of this tree" : Join(files, ", ") + " is not read"));
    const auto baked = formats::BuildsOf(bake, NamesIn(Argument(deed, formats::kBuildTargets)));
    const auto sets = Rest(deed, formats::kBuildTargets + 1, true);
    for (auto build : baked.builds) {
      std::ranges::copy(sets, std::back_inserter(build.arguments));
      One(Rooted(std::move(build), folder), deed, publishes, true, out);
    }
  }

  bool Add(const std::string& file, formats::Bake& into) {
    const Path path(file);
    if (path.extension() == "yml" || path.extension() == "yaml") {
      formats::Bake services;
      for (const auto& build : OfCompose(path)) {
        services.targets.push_back({build, {}, true});
        services.groups.resize(1, {"default", {}});
        services.groups[0].second.push_back(build.name);
      }
      formats::Merge(into, std::move(services));
      return tree_.Find(file) != nullptr;
    }
    const Entry* entry = tree_.Find(file);
    if (entry == nullptr) return false;
    const auto bytes = tree_.Read(*entry, source::kMaxReadBytes);
    if (!bytes) return false;
    auto bake = formats::ReadBake(path, *bytes, given_);
    if (!bake) return false;
    formats::Merge(into, std::move(*bake));
    return true;
  }

  const source::Tree& tree_;
  Recipes& recipes_;
  model::ContainerFacts& containers_;
  formats::Variables given_;  // The environment of the step
  std::set<Path> followed_;
};

// Named for tests or for whoever writes the code.
bool IsForTrial(const Path& path) {
  std::string name = Lower(path.name());
  for (char& c : name)
    if (c == '_' || c == '.') c = '-';
  return std::ranges::any_of(Split(name, '-'), [](std::string_view word) {
    for (std::string_view known :
         {"test", "tests", "testing", "dev", "devel", "development", "ci", "local", "e2e", "debug",
          "override", "example", "sample", "demo"})
      if (word == known) return true;
    return false;
  });
}

}  // namespace

std::set<Path> FollowImageBuilds(const source::Tree& tree, Recipes& recipes,
                                 std::vector<model::Pipeline>& pipelines,
                                 model::ContainerFacts& containers) {
  Builds builds(tree, recipes, containers);
  for (auto& pipeline : pipelines)
    for (auto& job : pipeline.jobs) {
      const bool publishes = Publishes(job);
      builds.Root(job);
      formats::Variables environment;
      Builds::AddSettings(pipeline.variables, environment);
      Builds::AddSettings(job.variables, environment);
      for (auto& step : job.steps) builds.OfStep(step, environment, publishes);
    }
  return builds.TakeFollowed();
}

void FollowOtherBuilds(const source::Tree& tree, Recipes& recipes, const std::vector<Deed>& made,
                       const std::set<Path>& followed, model::ContainerFacts& containers) {
  Builds builds(tree, recipes, containers);
  const auto follow = [&](const ImageBuild& build, const Deed& deed) {
    formats::Doings doings;
    const Path path = recipes.Follow(build, deed, false, doings);
    model::Dockerfile* recipe = recipes.Known(path);
    if (recipe == nullptr || recipe->stages.empty()) return;
    auto& references = recipe->stages.back().references;
    for (auto& one : doings.references)
      if (std::ranges::find(references, one) == references.end())
        references.push_back(std::move(one));
  };
  for (const auto& recipe : containers.recipes)
    for (const auto& named : recipe.dockerfiles) {
      ImageBuild build;
      build.file = named.key;
      build.place = named.place;
      follow(build, {});
    }
  for (const auto& deed : made)
    if (HasRecipe(deed) && !IsCompose(deed)) follow(Builds::OfDeed(deed), deed);
  for (std::size_t i = 0; i < containers.composes.size(); ++i) {
    const model::Compose& compose = containers.composes[i];
    if (IsForTrial(compose.path) || followed.contains(compose.path)) continue;
    for (const auto& service : compose.services) {
      if (service.build_context.empty() || service.mounts_source) continue;
      for (const auto& build : builds.OfCompose(compose.path)) {
        if (build.name != service.name) continue;
        if (build.recipe.empty()) {
          follow(Builds::Rooted(build, compose.path.folder()), {});
        } else if (auto written = Recipes::Written(build)) {
          containers.dockerfiles.push_back(std::move(*written));
        }
      }
    }
  }
}

}  // namespace avouch::collect
