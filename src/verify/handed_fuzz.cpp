// What is handed over beside a bundle, from anybody: an organisation's signed file, an
// assessor's review, and what was remembered of a log. As they are, and with a true
// signature over any payload: refused, or what is read is what was signed.
//
// The first byte says which; the rest is the file, or its payload.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "statement/review_statement.h"
#include "testing/sample_bundle.h"
#include "verify/organisation_file.h"
#include "verify/remembered.h"
#include "verify/reviewed.h"

namespace avouch {

namespace {

struct World {
  testing::BundleWorld world;
  Bytes bundle = world.Bundle(statement::Audience::kAssessor);
  Digest digest = crypto::Sha256Of(bundle);
  Result<verify::Proof> proof = verify::VerifyBundle(bundle, {Time{1795700000}, {}, {}, {}});
};

void HoldOrganisation(const Bytes& file) {
  const auto proved = verify::VerifyOrganisationFile(file, "");
  if (!proved) return;
  if (!verify::IsOrganisationFile(file) || proved->present.size() != 64) std::abort();
  // Told another fingerprint, the same file is nobody's.
  if (verify::VerifyOrganisationFile(file, std::string(64, '0'))) std::abort();
}

void HoldReview(const World& of, const Bytes& file) {
  const auto review = verify::VerifyReview(file, *of.proof, of.digest, "");
  if (!review) return;
  if (review->expected || review->what.assessment != of.proof->index().assessment) std::abort();
  if (verify::VerifyReview(file, *of.proof, of.digest, "SHA256:none")) std::abort();
}

void HoldMemory(const World& of, const std::string& text) {
  const auto memory = verify::Recall(of.proof->index().log, text);
  if (!memory) return;
  const auto again = verify::Recall(of.proof->index().log, memory->keep);
  if (!again || again->keep != memory->keep) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const World of;
  if (!of.proof) std::abort();
  if (size == 0) return 0;
  const Bytes rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto sign = [&](std::string_view type) {
    return *statement::SignEnvelope(of.world.sro(), type, rest);
  };
  switch (data[0] % 5) {
    case 0:
      HoldOrganisation(rest);
      break;
    case 1:
      HoldOrganisation(sign(statement::kOrganisationExport));
      break;
    case 2:
      HoldReview(of, rest);
      break;
    case 3:
      HoldReview(of, sign(statement::kInTotoPayload));
      break;
    default:
      HoldMemory(of, rest);
  }
  return 0;
}

}  // namespace avouch
