// What Avouch computed from an artefact, as in-toto Statement bytes: canonical,
// unsigned, the same on any machine. One per reader family and source.
//
// Spec: in-toto Statement v1; predicates are described in docs/predicates/.
// Any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "model/assessment.h"
#include "model/automation.h"
#include "model/component.h"
#include "model/container.h"
#include "model/document.h"
#include "model/evidence.h"
#include "model/history.h"
#include "model/pipeline.h"
#include "model/tree.h"

namespace avouch::statement {

struct Observation {
  std::string family;  // "pipelines"; "pipelines@api" of one of several sources
  Bytes bytes;         // Canonical JSON
  Digest id;           // SHA-256 of bytes
};

// What every observation of one check is about.
struct ObservedSubject {
  std::string source;  // Name of the source: the product's name, or as configured
  std::string commit;  // Hex object id
  std::string prefix;  // Folder inside it, or empty
};

// Writes the observation of one family. T is one of the *Facts of model/.
// Fails with kMalformed when a number is outside +-2^53.
template <class T>
[[nodiscard]] Result<Observation> WriteObservation(const ObservedSubject& subject, const T& facts,
                                                   const model::Coverage& coverage);

// Reads back what WriteObservation wrote; exactly that and nothing else.
// Fails with kMalformed on any other bytes.
template <class T>
[[nodiscard]] Status ReadObservation(BytesView bytes, T& facts, model::Coverage& coverage);

// The family whose facts T are: "pipelines".
template <class T>
[[nodiscard]] std::string_view FamilyName();

// The name of a family's evidence from one of several sources, "pipelines@api", and its
// two parts; of one source the name is the family, and the second part is empty.
[[nodiscard]] std::string NameOfEvidence(std::string_view family, std::string_view source);
[[nodiscard]] std::string_view FamilyOf(std::string_view evidence);
[[nodiscard]] std::string_view SourceOf(std::string_view evidence);
std::string_view FamilyOf(std::string&& evidence) = delete;
std::string_view SourceOf(std::string&& evidence) = delete;

// The assessment as canonical bytes, and a detail document of one claim.
[[nodiscard]] Result<Bytes> WriteAssessment(const model::Assessment& assessment);
[[nodiscard]] Result<Bytes> WriteDetail(const model::Assessment& assessment,
                                        const model::ClaimAnswer& claim);

}  // namespace avouch::statement
