#include "collect/together.h"

#include <cstddef>
#include <utility>

#include "collect/go_together.h"

namespace avouch::collect {
namespace {

// Those of one kind, resolved, each put back where it stood.
template <class Part, class Resolve>
void ResolveKind(std::vector<ProjectPart>& parts, Resolve resolve,
                 std::vector<model::Manifest>& out) {
  std::vector<Part> kind;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (auto* part = std::get_if<Part>(&parts[i])) {
      kind.push_back(std::move(*part));
      places.push_back(i);
    }
  std::vector<model::Manifest> resolved = resolve(kind);
  for (std::size_t i = 0; i < places.size() && i < resolved.size(); ++i)
    out[places[i]] = std::move(resolved[i]);
}

}  // namespace

bool IsProjectPart(const Path& path) {
  return formats::IsMavenPom(path) || formats::IsNugetProject(path) ||
         formats::IsGradleBuild(path) || formats::IsSbt(path) || formats::IsGoMod(path);
}

Result<ProjectPart> ReadProjectPart(const Path& path, BytesView bytes) {
  if (formats::IsMavenPom(path)) {
    AVOUCH_TRY(formats::Pom pom, formats::ReadPom(path, bytes));
    return ProjectPart(std::move(pom));
  }
  if (formats::IsGradleBuild(path)) {
    AVOUCH_TRY(formats::GradleFile file, formats::ReadGradleFile(path, bytes));
    return ProjectPart(std::move(file));
  }
  if (formats::IsSbt(path)) return ProjectPart(formats::ReadSbtFile(path, bytes));
  if (formats::IsGoMod(path)) {
    AVOUCH_TRY(formats::GoModule module, formats::ReadGoModule(path, bytes));
    return ProjectPart(std::move(module));
  }
  AVOUCH_TRY(formats::NugetProject project, formats::ReadNugetProject(path, bytes));
  return ProjectPart(std::move(project));
}

std::vector<model::Manifest> ResolveProjects(std::vector<ProjectPart> parts) {
  std::vector<model::Manifest> out(parts.size());
  ResolveKind<formats::Pom>(
      parts, [](const auto& kind) { return formats::ResolvePoms(kind); }, out);
  ResolveKind<formats::NugetProject>(
      parts, [](const auto& kind) { return formats::ResolveNugetProjects(kind); }, out);
  ResolveKind<formats::SbtFile>(
      parts, [](const auto& kind) { return formats::ResolveSbt(kind); }, out);
  ResolveKind<formats::GradleFile>(
      parts, [](const auto& kind) { return formats::ResolveGradle(kind); }, out);
  ResolveKind<formats::GoModule>(
      parts, [](auto& kind) { return ResolveGoModules(std::move(kind)); }, out);
  return out;
}

}  // namespace avouch::collect
