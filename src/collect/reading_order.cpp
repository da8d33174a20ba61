#include "collect/reading_order.h"

#include <algorithm>

#include "formats/codeowners.h"

namespace avouch::collect {

void SortReading(TreeReading& reading) {
  auto by_path = [](auto& list) {
    std::sort(list.begin(), list.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
  };
  auto by_place = [](auto& list) {
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.place < b.place; });
  };
  by_path(reading.pipelines.facts.pipelines);
  std::sort(reading.pipelines.facts.other_systems.begin(),
            reading.pipelines.facts.other_systems.end());
  by_path(reading.containers.facts.dockerfiles);
  by_path(reading.containers.facts.composes);
  by_path(reading.containers.facts.recipes);
  by_path(reading.components.facts.manifests);
  by_path(reading.components.facts.unread);
  by_path(reading.components.facts.submodules);
  by_path(reading.components.facts.vendored);
  by_place(reading.components.facts.scripts);
  by_path(reading.automation.facts.tools);
  by_path(reading.documents.facts.documents);
  std::stable_sort(reading.documents.facts.code_owners.begin(),
                   reading.documents.facts.code_owners.end(), [](const auto& a, const auto& b) {
                     return formats::CodeOwnersRank(a.path) < formats::CodeOwnersRank(b.path);
                   });
  by_path(reading.documents.facts.security_txt);
  by_path(reading.documents.facts.insights);
  by_place(reading.documents.facts.suppressions);
  for (auto* coverage :
       {&reading.tree.coverage, &reading.pipelines.coverage, &reading.containers.coverage,
        &reading.components.coverage, &reading.automation.coverage, &reading.documents.coverage})
    std::sort(coverage->left.begin(), coverage->left.end());
}

}  // namespace avouch::collect
