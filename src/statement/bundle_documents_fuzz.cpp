// Any bytes as each document that a bundle carries: refused, or written again as
// they were, so that nothing else than what was read can have been signed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "statement/affirmation.h"
#include "statement/assessment_file.h"
#include "statement/bundle_index.h"
#include "statement/envelope.h"
#include "statement/key_list.h"
#include "statement/observation.h"
#include "statement/organisation_file.h"
#include "statement/said_facts.h"
#include "statement/verdicts.h"

namespace avouch {

namespace {

template <class Value>
void Hold(BytesView bytes, const Result<Value>& read, Result<Bytes> (*write)(const Value&)) {
  if (!read) return;
  const auto again = write(*read);
  if (!again || *again != bytes) std::abort();
}

template <class T>
void HoldSaid(BytesView bytes) {
  Hold<T>(bytes, statement::ReadSaid<T>(bytes), statement::WriteSaid<T>);
}

template <class T>
void HoldObserved(BytesView bytes) {
  T facts;
  model::Coverage coverage;
  if (statement::ReadObservation(bytes, facts, coverage) && bytes.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  Hold<statement::Envelope>(bytes, statement::ReadEnvelope(bytes), statement::WriteEnvelope);
  Hold<statement::BundleIndex>(bytes, statement::ReadBundleIndex(bytes),
                               statement::WriteBundleIndex);
  Hold<statement::Verdicts>(bytes, statement::ReadVerdicts(bytes), statement::WriteVerdicts);
  Hold<model::Assessment>(bytes, statement::ReadAssessment(bytes), statement::WriteAssessment);
  Hold<model::Organisation>(bytes, statement::ReadKeyList(bytes), statement::CanonicalFirst);
  Hold<statement::Affirmation>(bytes, statement::ReadAffirmation(bytes),
                               statement::WriteAffirmation);
  HoldSaid<model::Organisation>(bytes);
  HoldSaid<statement::OrganisationDocuments>(bytes);
  HoldSaid<model::RecordFacts>(bytes);
  HoldSaid<model::ExportFacts>(bytes);
  HoldSaid<model::ResultFacts>(bytes);
  HoldSaid<model::PaperFacts>(bytes);
  HoldSaid<model::PublishedFacts>(bytes);
  HoldSaid<statement::ProductKeys>(bytes);
  HoldSaid<model::SignedFiles>(bytes);
  HoldObserved<model::TreeFacts>(bytes);
  HoldObserved<model::PipelineFacts>(bytes);
  HoldObserved<model::ContainerFacts>(bytes);
  HoldObserved<model::ComponentFacts>(bytes);
  HoldObserved<model::AutomationFacts>(bytes);
  HoldObserved<model::DocumentFacts>(bytes);
  HoldObserved<model::HistoryFacts>(bytes);
  return 0;
}

}  // namespace avouch
