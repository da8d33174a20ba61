// What is handed in beside the product: folders of results and of other systems'
// answers, and the profiles by which they are read.
//
// One thread.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "formats/exports.h"
#include "model/export.h"
#include "model/organisation.h"
#include "model/paper.h"
#include "model/results.h"

namespace avouch::app {

// The embedded profiles. Fails with kConfiguration.
[[nodiscard]] Result<std::vector<formats::Profile>> LoadProfiles();

void Append(model::ExportFacts from, model::ExportFacts& into);
void Append(model::ResultFacts from, model::ResultFacts& into);

// Ids of the people behind addresses, sorted, unique; an address of nobody is itself.
[[nodiscard]] std::vector<std::string> PeopleBehind(const model::Organisation& organisation,
                                                    const std::vector<std::string>& addresses);

// A folder that `avouch collect tests` or a person filled: results bound to the
// commit that its collected.json names. Files that nothing reads are told.
struct EvidenceReading {
  model::ResultFacts results;
  model::PublishedFacts published;
  std::vector<model::LeftOut> left;
};
// Fails with kNotFound when there is no such folder.
[[nodiscard]] Result<EvidenceReading> ReadEvidenceFolder(const std::string& folder,
                                                         const formats::IdFinder& ids);

}  // namespace avouch::app
