#include "collect/watched.h"

#include <memory>
#include <unordered_set>

namespace avouch::collect {

std::function<bool(std::string_view path)> WatchedPaths(const TreeReading& reading,
                                                        const std::string& prefix) {
  auto watched = std::make_shared<std::unordered_set<std::string>>();
  auto add = [&](const Path& path) { watched->insert(JoinPath(prefix, path.bytes)); };
  for (const auto& manifest : reading.components.facts.manifests) add(manifest.path);
  for (const auto& manifest : reading.components.facts.unread) add(manifest.path);
  for (const auto& pipeline : reading.pipelines.facts.pipelines) add(pipeline.path);
  for (const auto& dockerfile : reading.containers.facts.dockerfiles) add(dockerfile.path);
  for (const auto& recipe : reading.containers.facts.recipes) add(recipe.path);
  for (const auto& tool : reading.automation.facts.tools) add(tool.path);
  for (const auto& document : reading.documents.facts.documents) add(document.path);
  return [watched](std::string_view path) { return watched->contains(std::string(path)); };
}

std::vector<SetIdentity> IdentitiesSetByCi(const TreeReading& reading) {
  std::vector<SetIdentity> out;
  for (const auto& pipeline : reading.pipelines.facts.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds) {
          if (deed.kind != model::DeedKind::kSetIdentity || deed.arguments.size() < 2) continue;
          const std::string& value = deed.arguments[1];
          if (value.empty() || value.find('$') != std::string::npos) continue;
          bool name = deed.arguments[0] == "user.name";
          out.push_back({name ? value : "", name ? "" : value, deed.place});
        }
  return out;
}

}  // namespace avouch::collect
