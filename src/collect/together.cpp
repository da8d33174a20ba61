#include "collect/together.h"

#include <cstddef>
#include <optional>
#include <string>
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

// Of all poms of caches that are asked for; those that a server of fifty modules needs have 10 MB.
constexpr std::size_t kMaxCachedPomBytes = 128u << 20;

// Poms of caches, read when they are asked for.
class CachedPoms : public formats::PomSource {
 public:
  explicit CachedPoms(const source::PackageCaches& caches) : caches_(caches) {}
  std::optional<formats::Pom> Find(const std::string& group, const std::string& artifact,
                                   const std::string& version) override {
    if (read_ > kMaxCachedPomBytes) return std::nullopt;
    auto file = caches_.Pom(group, artifact, version);
    if (!file) return std::nullopt;
    read_ += file->bytes.size();
    auto pom = formats::ReadPom(file->path, file->bytes);
    if (!pom) return std::nullopt;
    return std::move(*pom);
  }
  std::vector<std::string> Versions(const std::string& group,
                                    const std::string& artifact) override {
    return caches_.Versions(group, artifact);
  }

 private:
  const source::PackageCaches& caches_;
  std::size_t read_ = 0;
};

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

std::vector<model::Manifest> ResolveProjects(std::vector<ProjectPart> parts,
                                             const source::PackageCaches* caches) {
  std::vector<model::Manifest> out(parts.size());
  std::optional<CachedPoms> poms;
  if (caches != nullptr && caches->Has(source::CacheLayout::kMaven)) poms.emplace(*caches);
  ResolveKind<formats::Pom>(
      parts, [&](const auto& kind) { return formats::ResolvePoms(kind, poms ? &*poms : nullptr); },
      out);
  ResolveKind<formats::NugetProject>(
      parts, [](const auto& kind) { return formats::ResolveNugetProjects(kind); }, out);
  ResolveKind<formats::SbtFile>(
      parts, [](const auto& kind) { return formats::ResolveSbt(kind); }, out);
  ResolveKind<formats::GradleFile>(
      parts, [](const auto& kind) { return formats::ResolveGradle(kind); }, out);
  ResolveKind<formats::GoModule>(
      parts, [&](auto& kind) { return ResolveGoModules(std::move(kind), caches); }, out);
  return out;
}

}  // namespace avouch::collect
