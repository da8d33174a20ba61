#include "verify/organisation_file.h"

#include "crypto/hash.h"
#include "statement/organisation_file.h"
#include "verify/signer.h"

namespace avouch::verify {
namespace {

constexpr std::string_view kWhat = "organisation";

std::unexpected<Error> Wrong(std::string what) {
  return Fail(ErrorKind::kIntegrity, std::move(what), std::string(kWhat));
}

}  // namespace

bool IsOrganisationFile(BytesView bytes) {
  const auto envelope = statement::ReadEnvelope(bytes);
  return envelope && envelope->payload_type == statement::kOrganisationExport;
}

Result<ProvedOrganisation> VerifyOrganisationFile(BytesView bytes, std::string_view fingerprint) {
  AVOUCH_TRY(const statement::Envelope envelope, statement::ReadEnvelope(bytes));
  if (envelope.payload_type != statement::kOrganisationExport)
    return Wrong("another type of payload");
  ProvedOrganisation out;
  AVOUCH_TRY(out.what, statement::ReadOrganisationExport(envelope.payload));
  const model::Organisation& organisation = out.what.organisation;
  AVOUCH_TRY(const Bytes keys, statement::CanonicalFirst(organisation));
  out.present = crypto::Sha256Of(keys).hex();
  if (!fingerprint.empty() && fingerprint != out.present) {
    if (fingerprint != organisation.fingerprint) return Wrong("another organisation");
    return Wrong("the list of people has changed since that fingerprint; the present one is " +
                 out.present);
  }
  const trust::Ring ring(organisation);
  AVOUCH_TRY(const trust::Signer signer,
             SignerOf(envelope, &organisation, &ring, out.what.on, kWhat));
  if (!signer.counts) return Wrong("the signature is nobody's who is listed: " + signer.how);
  if (signer.person != out.what.by)
    return Wrong("in the name of " + out.what.by + ": " + signer.how);
  if (!organisation.Holds(signer.person, model::kSro))
    return Wrong(signer.person + " is not listed as Senior Responsible Owner");
  out.how = signer.how;
  return out;
}

}  // namespace avouch::verify
