#include "collect/recipes.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "formats/dockerfile.h"
#include "notation/glob.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using formats::ImageBuild;
using model::Pin;
using model::Reference;
using source::Entry;
using source::EntryKind;

bool IsExcluded(const model::Product& product, const Path& path) {
  return std::ranges::any_of(product.exclusions, [&](const auto& one) {
    std::string_view folder = one.path.bytes;
    while (folder.ends_with('/')) folder.remove_suffix(1);
    return path.IsUnder(folder);
  });
}

bool IsDecidedElsewhere(std::string_view text) {
  return text.find('$') != text.npos || text.find("{{") != text.npos || text.find('*') != text.npos;
}

// An empty value names no image.
formats::Variables Given(const std::vector<std::string>& arguments) {
  formats::Variables out;
  for (const auto& one : arguments) {
    const std::size_t equals = one.find('=');
    if (equals != std::string::npos && equals + 1 < one.size())
      out.insert_or_assign(one.substr(0, equals), one.substr(equals + 1));
  }
  return out;
}

// The image that an argument puts where the recipe's default held to a digest, or to nothing.
void AddDecided(const Reference& by_default, Reference given, const model::Place& place,
                std::vector<Reference>& out) {
  if (given.kind != model::ReferenceKind::kImage || given.pin == Pin::kLocal) return;
  const bool same = given.pin == by_default.pin && given.name == by_default.name &&
                    given.version == by_default.version;
  const bool held = by_default.pin == Pin::kDigest;
  if (same || (!held && !(by_default.pin == Pin::kVariable && given.pin == Pin::kFloating))) return;
  // As it is pulled, where that is known.
  if (given.pin != Pin::kVariable)
    given.text = given.name + (given.pin == Pin::kDigest ? "@" : ":") + given.version;
  given.place = place;
  out.push_back(std::move(given));
}

}  // namespace

Recipes::Recipes(const source::Tree& tree, const Origins& origins, const model::Product& product,
                 model::ContainerFacts& containers, model::Coverage& coverage)
    : tree_(tree),
      origins_(origins),
      product_(product),
      containers_(containers),
      coverage_(coverage) {
  for (std::size_t i = 0; i < containers.dockerfiles.size(); ++i)
    known_.emplace(containers.dockerfiles[i].path, i);
}

model::Dockerfile* Recipes::Known(const Path& path) {
  const auto at = known_.find(path);
  return at == known_.end() ? nullptr : &containers_.dockerfiles[at->second];
}

// Of those that are read, each that a name with variables in it may mean.
std::vector<Path> Recipes::Fitting(std::string_view text) const {
  const std::string pattern = ResolvePath("", formats::WithoutVariables(text));
  const notation::Glob glob(pattern, notation::Dialect::kPath);
  // "$DIR/Dockerfile" may be the one of the root.
  const std::string_view behind =
      pattern.starts_with("*/") ? std::string_view(pattern).substr(2) : std::string_view();
  std::vector<Path> out;
  for (const auto& [path, at] : known_)
    if (glob.Matches(path.bytes) || path.bytes == behind) out.push_back(path);
  return out;
}

Recipes::State Recipes::Read(std::string& name, bool published) {
  const Entry* entry = tree_.Find(name);
  if (entry != nullptr && entry->kind == EntryKind::kSymlink)
    if (const auto target = tree_.Read(*entry, source::kMaxMarkBytes)) {
      name = ResolvePath(entry->path.folder(), *target);
      entry = tree_.Find(name);
    }
  const Path path(name);
  if (known_.contains(path)) return State::kRead;
  if (entry == nullptr ||
      (entry->kind != EntryKind::kFile && entry->kind != EntryKind::kExecutable))
    return State::kNoFile;
  const bool excluded = IsExcluded(product_, path);
  const bool own = origins_.Of(path).origin == model::Origin::kOwn;
  const auto left =
      std::ranges::find_if(coverage_.left, [&](const auto& one) { return one.path == path; });
  if (left != coverage_.left.end() && (own || excluded || !published)) return State::kLeft;
  if (!own && !excluded && !published) return State::kLeft;
  if (left != coverage_.left.end())
    coverage_.left.erase(left);
  else
    ++coverage_.seen;
  if (excluded) {
    coverage_.left.push_back({path, "excluded in avouch.yaml"});
    return State::kLeft;
  }
  const auto bytes = tree_.Read(*entry, source::kMaxReadBytes);
  auto read = bytes ? formats::ReadDockerfile(path, *bytes)
                    : Result<model::Dockerfile>(std::unexpected(bytes.error()));
  if (!read) {
    coverage_.left.push_back({path, "not understood: " + Printable(ToString(read.error()))});
    return State::kLeft;
  }
  ++coverage_.read;
  known_.emplace(path, containers_.dockerfiles.size());
  containers_.dockerfiles.push_back(std::move(*read));
  return State::kRead;
}

void Recipes::Apply(const Path& path, const ImageBuild& build, formats::Doings& out) {
  const model::Dockerfile* by_default = Known(path);
  const Entry* entry = tree_.Find(path.bytes);
  if (build.arguments.empty() || by_default == nullptr || entry == nullptr) return;
  const auto bytes = tree_.Read(*entry, source::kMaxReadBytes);
  if (!bytes) return;
  const auto given = formats::ReadDockerfileWith(path, *bytes, Given(build.arguments));
  if (!given) return;
  // Read from the same lines: stage for stage, reference for reference, unless the argument names
  // an earlier stage.
  for (std::size_t i = 0; i < given->stages.size() && i < by_default->stages.size(); ++i) {
    const auto& was = by_default->stages[i];
    const auto& is = given->stages[i];
    AddDecided(was.base, is.base, build.place, out.references);
    for (const auto& one : is.references)
      for (const auto& other : was.references)
        if (one.place == other.place && one.text == other.text)
          AddDecided(other, one, build.place, out.references);
  }
}

void Recipes::Told(const Path& path, const ImageBuild& build, formats::Doings& out) {
  std::set<std::string> here;
  for (const auto& context : build.contexts) here.insert(context.substr(0, context.find('=')));
  const auto [at, first] = named_.try_emplace(path, here);
  if (!first) std::erase_if(at->second, [&](const auto& one) { return !here.contains(one); });
  Apply(path, build, out);
}

Result<model::Dockerfile> Recipes::Written(const ImageBuild& build) {
  AVOUCH_TRY(
      model::Dockerfile out,
      formats::ReadDockerfileWith(build.recipe_place.path, build.recipe, Given(build.arguments)));
  const auto shift = [&](model::Place& place) { place.line += build.recipe_place.line - 1; };
  for (auto& stage : out.stages) {
    shift(stage.place);
    shift(stage.base.place);
    for (auto& reference : stage.references) shift(reference.place);
    for (auto& deed : stage.deeds) shift(deed.place);
  }
  return out;
}

void Recipes::TakeNamedAway() {
  for (const auto& named : named_) {
    const std::set<std::string>& names = named.second;
    model::Dockerfile* recipe = Known(named.first);
    if (names.empty() || recipe == nullptr) continue;
    const auto take = [&](Reference& image) {
      const bool latest = image.version == "latest" && names.contains(image.name);
      if (image.kind == model::ReferenceKind::kImage &&
          (latest || names.contains(image.name + ":" + image.version)))
        image.pin = Pin::kLocal;
    };
    for (auto& stage : recipe->stages) {
      take(stage.base);
      for (auto& reference : stage.references) take(reference);
    }
  }
}

Path Recipes::Follow(const ImageBuild& build, const model::Deed& deed, bool published,
                     formats::Doings& out) {
  const auto unread = [&](const std::string& what) {
    out.deeds.push_back(formats::UnreadRecipe(deed, what));
    return Path();
  };
  if (!build.recipe.empty()) {
    auto written = Written(build);
    if (!written) return unread("its recipe in " + build.recipe_place.path.bytes + " is not read");
    for (auto& stage : written->stages) {
      if (stage.base.pin != Pin::kLocal) out.references.push_back(std::move(stage.base));
      std::ranges::move(stage.references, std::back_inserter(out.references));
      std::ranges::move(stage.deeds, std::back_inserter(out.deeds));
    }
    return build.recipe_place.path;
  }
  if (build.file == "-") return {};
  std::vector<std::string> names;
  if (build.file.empty())
    for (std::string_view name : {"Dockerfile", "Containerfile", "dockerfile"})
      names.push_back(ResolvePath(ResolvePath("", build.context), name));
  else
    names = {ResolvePath("", build.file), ResolvePath(ResolvePath("", build.context), build.file)};
  const std::string said = build.file.empty() ? JoinPath(build.context, "Dockerfile") : build.file;
  if (IsDecidedElsewhere(said) && tree_.Find(names[0]) == nullptr) {
    const auto fitting = Fitting(said);
    for (const auto& path : fitting) Told(path, build, out);
    if (!fitting.empty()) return {};
    return unread("which recipe, " + said + ", is decided elsewhere");
  }
  const std::string first = names[0];
  for (auto& name : names) {
    const State state = Read(name, published);
    if (state == State::kLeft) return {};
    if (state == State::kNoFile) continue;
    Told(Path(name), build, out);
    return Path(name);
  }
  return unread("its recipe, " + first + ", is no file of this tree");
}

}  // namespace avouch::collect
