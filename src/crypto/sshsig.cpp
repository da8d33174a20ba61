#include "crypto/sshsig.h"

#include "base/text.h"
#include "crypto/armour.h"
#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "crypto/wire.h"

namespace avouch::crypto {
namespace {

constexpr std::string_view kLabel = "SSH SIGNATURE";
constexpr std::string_view kMagic = "SSHSIG";
constexpr std::uint32_t kVersion = 1;
constexpr std::string_view kHashNames[] = {"sha256", "sha512"};  // By SshHash

std::string_view NameOf(SshHash hash) { return kHashNames[static_cast<int>(hash)]; }

Result<SshHash> HashNamed(BytesView name) {
  for (SshHash hash : {SshHash::kSha256, SshHash::kSha512})
    if (name == NameOf(hash)) return hash;
  return Fail(ErrorKind::kUnsupported,
              "an SSH signature with hash '" + Printable(name.substr(0, 32)) + "'");
}

Bytes HashOf(SshHash hash, BytesView message) {
  if (hash == SshHash::kSha512) return Sha512Of(message);
  return FromHex(Sha256Of(message).hex()).value();
}

Status ReadHead(WireReader& reader) {
  AVOUCH_TRY(BytesView magic, reader.Raw(kMagic.size()));
  if (magic != kMagic) return Fail(ErrorKind::kMalformed, "not an SSH signature");
  AVOUCH_TRY(std::uint32_t version, reader.Uint32());
  if (version != kVersion)
    return Fail(ErrorKind::kUnsupported, "an SSH signature of version " + std::to_string(version));
  return {};
}

}  // namespace

Result<SshSig> ParseSshSig(std::string_view armoured) {
  AVOUCH_TRY(Bytes bytes, ParseArmour(armoured, kLabel));
  WireReader reader(bytes);
  AVOUCH_CHECK_OK(ReadHead(reader));
  AVOUCH_TRY(BytesView blob, reader.String());
  AVOUCH_TRY(PublicKey key, ParseSshKeyBlob(blob));
  AVOUCH_TRY(BytesView name_space, reader.String());
  if (name_space.empty())
    return Fail(ErrorKind::kMalformed, "an SSH signature without a namespace");
  AVOUCH_TRY(BytesView reserved, reader.String());
  if (!reserved.empty())
    return Fail(ErrorKind::kMalformed, "an SSH signature with something in the reserved field");
  AVOUCH_TRY(BytesView hash_name, reader.String());
  AVOUCH_TRY(SshHash hash, HashNamed(hash_name));
  AVOUCH_TRY(BytesView signature, reader.String());
  AVOUCH_CHECK_OK(reader.End());
  return SshSig{std::move(key), Bytes(name_space), hash, Bytes(signature)};
}

Result<SshProof> VerifySshSig(std::string_view name_space, BytesView message,
                              std::string_view armoured) {
  AVOUCH_TRY(SshSig sig, ParseSshSig(armoured));
  if (sig.name_space != name_space)
    return Fail(ErrorKind::kIntegrity, "a signature for '" +
                                           Printable(BytesView(sig.name_space).substr(0, 64)) +
                                           "', not for '" + std::string(name_space) + "'");
  Bytes covered = SshSigCovers(name_space, sig.hash, message);
  AVOUCH_TRY(std::optional<SecurityKeyUse> use, VerifySsh(sig.key, covered, sig.signature));
  return SshProof{std::move(sig.key), use};
}

Bytes SshSigCovers(std::string_view name_space, SshHash hash, BytesView message) {
  return Bytes(kMagic) + WireString(name_space) + WireString("") + WireString(NameOf(hash)) +
         WireString(HashOf(hash, message));
}

std::string SshSigText(const SshSig& signature) {
  Bytes bytes = Bytes(kMagic) + WireUint32(kVersion) + WireString(SshKeyBlob(signature.key)) +
                WireString(signature.name_space) + WireString("") +
                WireString(NameOf(signature.hash)) + WireString(signature.signature);
  return MakeArmour(bytes, kLabel, 70);
}

std::string MakeSshSig(const PrivateKey& key, std::string_view name_space, BytesView message) {
  SshSig out{key.public_key(), Bytes(name_space), SshHash::kSha512, {}};
  Bytes raw = key.Sign(SshSigCovers(name_space, out.hash, message));
  out.signature = WireString(SshKeyType(KeyKind::kEd25519)) + WireString(raw);
  return SshSigText(out);
}

}  // namespace avouch::crypto
