#include "crypto/keys_ssh.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/wire.h"

namespace avouch::crypto {
namespace {

struct Type {
  KeyKind kind;
  std::string_view name, curve;  // `curve` for ECDSA only
  KeyKind inner;                 // What is on the security key, or the kind itself
};
constexpr Type kTypes[] = {
    {KeyKind::kEd25519, "ssh-ed25519", "", KeyKind::kEd25519},
    {KeyKind::kEcdsaP256, "ecdsa-sha2-nistp256", "nistp256", KeyKind::kEcdsaP256},
    {KeyKind::kEcdsaP384, "ecdsa-sha2-nistp384", "nistp384", KeyKind::kEcdsaP384},
    {KeyKind::kEcdsaP521, "ecdsa-sha2-nistp521", "nistp521", KeyKind::kEcdsaP521},
    {KeyKind::kRsa, "ssh-rsa", "", KeyKind::kRsa},
    {KeyKind::kSkEd25519, "sk-ssh-ed25519@openssh.com", "", KeyKind::kEd25519},
    {KeyKind::kSkEcdsaP256, "sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", KeyKind::kEcdsaP256},
};

const Type& Row(KeyKind kind) { return *std::ranges::find(kTypes, kind, &Type::kind); }

Result<PublicKey> ReadInner(const Type& type, WireReader& reader) {
  if (type.inner == KeyKind::kRsa) {
    AVOUCH_TRY(BytesView exponent, reader.PositiveNumber());
    AVOUCH_TRY(BytesView modulus, reader.PositiveNumber());
    return PublicKey::Rsa(modulus, exponent);
  }
  if (type.curve.empty()) {
    AVOUCH_TRY(BytesView point, reader.String());
    return PublicKey::Ed25519(point);
  }
  AVOUCH_TRY(BytesView curve, reader.String());
  if (curve != type.curve)
    return Fail(ErrorKind::kMalformed, "an ECDSA key whose curve is not that of its type");
  AVOUCH_TRY(BytesView point, reader.String());
  return PublicKey::Ecdsa(type.inner, point);
}

}  // namespace

std::string_view SshKeyType(KeyKind kind) { return Row(kind).name; }

Result<PublicKey> ParseSshKeyBlob(BytesView blob) {
  if (blob.size() > kMaxSshKey) return Fail(ErrorKind::kTooLarge, "an SSH key of more than 4 KiB");
  WireReader reader(blob);
  AVOUCH_TRY(BytesView name, reader.String());
  const auto* type = std::ranges::find(kTypes, name, &Type::name);
  if (type == std::end(kTypes))
    return Fail(ErrorKind::kUnsupported,
                "an SSH key of type '" + Printable(name.substr(0, 64)) + "'");
  AVOUCH_TRY(PublicKey key, ReadInner(*type, reader));
  if (type->kind != type->inner) {
    AVOUCH_TRY(BytesView application, reader.String());
    AVOUCH_TRY(key, PublicKey::OnSecurityKey(key, application));
  }
  AVOUCH_CHECK_OK(reader.End());
  return key;
}

Bytes SshKeyBlob(const PublicKey& key) {
  const Type& type = Row(key.kind());
  Bytes out = WireString(type.name);
  if (!type.curve.empty()) out += WireString(type.curve);
  if (key.kind() == KeyKind::kRsa)
    return out + WireNumber(key.exponent()) + WireNumber(key.point());
  out += WireString(key.point());
  if (key.on_security_key()) out += WireString(key.application());
  return out;
}

Result<PublicKey> ParseSshKey(std::string_view line) {
  line = Trim(line);
  if (line.size() > 4 * kMaxSshKey || line.find('\n') != line.npos)
    return Fail(ErrorKind::kMalformed, "an SSH public key is one short line");
  std::vector<std::string_view> words = Words(line);
  if (words.size() < 2)
    return Fail(ErrorKind::kMalformed, "no SSH public key: a type and base64 are wanted");
  AVOUCH_TRY(Bytes blob, FromBase64(words[1]));
  AVOUCH_TRY(PublicKey key, ParseSshKeyBlob(blob));
  if (words[0] != SshKeyType(key.kind()))
    return Fail(ErrorKind::kMalformed, "an SSH public key of another type than its line says");
  return key;
}

std::string SshKeyText(const PublicKey& key) {
  return std::string(SshKeyType(key.kind())) + " " + ToBase64(SshKeyBlob(key));
}

std::string Fingerprint(const PublicKey& key) {
  Digest digest = Sha256Of(SshKeyBlob(key));
  std::string base64 =
      ToBase64({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
  return "SHA256:" + base64.substr(0, base64.find('='));
}

}  // namespace avouch::crypto
