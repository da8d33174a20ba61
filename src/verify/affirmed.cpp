#include "verify/affirmed.h"

#include "statement/envelope.h"
#include "verify/signer.h"

namespace avouch::verify {
namespace {

using statement::Envelope;

std::unexpected<Error> Wrong(std::string what) {
  return Fail(ErrorKind::kIntegrity, std::move(what), "affirmation");
}

Status IsAbout(const statement::Affirmation& what, const statement::BundleIndex& index) {
  if (what.product != index.product.name) return Wrong("about another product");
  if (what.organisation != index.organisation.fingerprint)
    return Wrong("about another organisation");
  if (what.log != index.log.key) return Wrong("about another log");
  return {};
}

}  // namespace

Result<Affirmed> VerifyAffirmation(BytesView bytes, const statement::BundleIndex& index,
                                   const model::Organisation* keys, const trust::Ring* ring) {
  AVOUCH_TRY(Envelope envelope, statement::ReadEnvelope(bytes));
  if (envelope.payload_type != statement::kInTotoPayload) return Wrong("another type of payload");
  Affirmed out;
  AVOUCH_TRY(out.what, statement::ReadAffirmation(envelope.payload));
  AVOUCH_CHECK_OK(IsAbout(out.what, index));
  AVOUCH_TRY(trust::Signer signer, SignerOf(envelope, keys, ring, out.what.on, "affirmation"));
  out.how = signer.how;
  if (!signer.counts) return out;
  if (signer.person != out.what.by) {
    out.how += "; the statement is in the name of " + out.what.by;
    return out;
  }
  if (keys == nullptr || !keys->Holds(signer.person, model::kSro)) {
    out.how += ", who is not listed as Senior Responsible Owner";
    return out;
  }
  out.counts = true;
  return out;
}

}  // namespace avouch::verify
