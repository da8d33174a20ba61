#include "crypto/webauthn.h"

#include <utility>

#include "crypto/hash.h"
#include "crypto/keys_cose.h"
#include "crypto/secret.h"
#include "crypto/signature.h"

namespace avouch::crypto {
namespace {

constexpr std::string_view kPrefix = "passkey:v1:";
constexpr std::string_view kPurpose = "avouch-statement-v1";
constexpr std::size_t kAuthenticatorData = 37;
constexpr unsigned kPresent = 0x01, kVerified = 0x04, kBackupEligible = 0x08, kBackedUp = 0x10;
constexpr unsigned kAllowed = kPresent | kVerified | kBackupEligible | kBackedUp;

Bytes Hash(BytesView bytes) { return FromHex(Sha256Of(bytes).hex()).value(); }

std::unexpected<Error> Refused(const char* why) {
  return Fail(ErrorKind::kIntegrity, std::string("a passkey's signature that ") + why);
}

Status CheckClientData(std::string_view challenge, const ClientData& said) {
  if (said.type != "webauthn.get") return Refused("is not an assertion");
  if (challenge.empty() || !ConstantTimeEqual(said.challenge, challenge))
    return Refused("is over something else");
  if (said.cross_origin || said.has_top_origin) return Refused("was made inside another page");
  if (!IsLocalOrigin(said.origin)) return Refused("was made on a page that is not of localhost");
  return {};
}

Result<PasskeyUse> ReadAuthenticatorData(BytesView data) {
  if (data.size() != kAuthenticatorData)
    return Fail(ErrorKind::kMalformed, "authenticator data that is not 37 bytes long");
  if (data.substr(0, 32) != Hash(kRelyingParty)) return Refused("is for another relying party");
  unsigned flags = static_cast<unsigned char>(data[32]);
  bool contradicts =
      (flags & ~kAllowed) != 0 || ((flags & kBackedUp) != 0 && (flags & kBackupEligible) == 0);
  if (contradicts) return Fail(ErrorKind::kMalformed, "authenticator data with impossible flags");
  if ((flags & kPresent) == 0) return Refused("nobody was present for");
  if ((flags & kVerified) == 0) return Refused("was made without verifying the person");
  PasskeyUse use;
  use.backed_up = (flags & kBackedUp) != 0;
  for (unsigned char c : data.substr(33)) use.counter = use.counter << 8 | c;
  return use;
}

}  // namespace

bool IsPasskeyText(std::string_view text) { return text.starts_with(kPrefix); }

Result<Passkey> ParsePasskey(std::string_view text) {
  if (!IsPasskeyText(text))
    return Fail(ErrorKind::kMalformed, "not a passkey: 'passkey:v1:' and base64 are wanted");
  if (text.size() > 4096) return Fail(ErrorKind::kTooLarge, "a passkey of more than 4 KiB");
  AVOUCH_TRY(Bytes cbor, FromBase64(text.substr(kPrefix.size())));
  AVOUCH_TRY(PublicKey key, ParseCoseKey(cbor));
  return Passkey{std::move(key)};
}

std::string PasskeyText(const Passkey& passkey) {
  return std::string(kPrefix) + ToBase64(CoseKey(passkey.key));
}

std::string StatementChallenge(BytesView payload) {
  Bytes covered = Bytes(kPurpose) + '\0';
  std::string out = ToBase64(Hash(covered.append(payload)));
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out.substr(0, out.find('='));
}

bool IsLocalOrigin(std::string_view origin) {
  for (std::string_view scheme : {"http://localhost", "https://localhost"}) {
    if (!origin.starts_with(scheme)) continue;
    std::string_view port = origin.substr(scheme.size());
    if (port.empty()) return true;
    bool digits = port.substr(1).find_first_not_of("0123456789") == port.npos;
    if (port.starts_with(':') && digits && port.size() >= 2 && port.size() <= 6) return true;
  }
  return false;
}

Result<PasskeyUse> VerifyAssertion(const Passkey& passkey, std::string_view challenge,
                                   const Assertion& assertion) {
  AVOUCH_CHECK_OK(CheckClientData(challenge, assertion.client_data));
  AVOUCH_TRY(PasskeyUse use, ReadAuthenticatorData(assertion.authenticator_data));
  Bytes covered = Bytes(assertion.authenticator_data) + Hash(assertion.client_data_json);
  AVOUCH_CHECK_OK(Verify(passkey.key, covered, assertion.signature));
  return use;
}

}  // namespace avouch::crypto
