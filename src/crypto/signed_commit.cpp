#include "crypto/signed_commit.h"

#include <string_view>

namespace avouch::crypto {
namespace {

constexpr std::string_view kHeader = "gpgsig", kHeaderSha256 = "gpgsig-sha256";

std::unexpected<Error> Odd(const char* why) {
  return Fail(ErrorKind::kMalformed, std::string("a commit whose signature is not plain: ") + why);
}

// Takes one line off the front, with its LF.
BytesView TakeLine(BytesView& left) {
  std::size_t end = left.find('\n');
  std::size_t size = end == left.npos ? left.size() : end + 1;
  BytesView line = left.substr(0, size);
  left.remove_prefix(size);
  return line;
}

Result<Armour> ArmourOf(std::string_view signature) {
  if (signature.starts_with("-----BEGIN SSH SIGNATURE-----\n")) return Armour::kSsh;
  if (signature.starts_with("-----BEGIN PGP SIGNATURE-----\n")) return Armour::kOpenPgp;
  if (signature.starts_with("-----BEGIN SIGNED MESSAGE-----\n"))
    return Fail(ErrorKind::kUnsupported, "a commit signed with a certificate (S/MIME)");
  return Odd("neither SSH's nor OpenPGP's");
}

// The name of the header that starts here, empty for a continued line.
BytesView NameOf(BytesView line) { return line.substr(0, line.find(' ')); }

}  // namespace

Result<SignedCommit> SplitSignedCommit(HashKind kind, BytesView commit) {
  const std::string_view wanted = kind == HashKind::kSha1 ? kHeader : kHeaderSha256;
  SignedCommit out;
  bool inside = false;
  BytesView left = commit;
  while (!left.empty() && !left.starts_with('\n')) {
    BytesView line = TakeLine(left);
    if (!line.ends_with('\n') || line.find('\0') != line.npos) return Odd("a broken header");
    if (inside && line.starts_with(' ')) {
      out.signature += line.substr(1);
      continue;
    }
    inside = NameOf(line) == wanted;
    if (!inside) {
      if (line.starts_with(kHeader)) return Odd("a signature header of another kind");
      out.payload += line;
      continue;
    }
    if (!out.signature.empty()) return Odd("two of them");
    out.signature = line.substr(wanted.size() + 1);
  }
  out.payload += left;  // The empty line and the message, as they are
  if (out.signature.empty()) return Fail(ErrorKind::kNotFound, "the commit is not signed");
  AVOUCH_TRY(out.armour, ArmourOf(out.signature));
  return out;
}

Result<SshProof> VerifySshCommit(HashKind kind, BytesView commit) {
  AVOUCH_TRY(SignedCommit parts, SplitSignedCommit(kind, commit));
  if (parts.armour != Armour::kSsh)
    return Fail(ErrorKind::kUnsupported, "a commit signed with OpenPGP, not with an SSH key");
  return VerifySshSig(kGitNamespace, parts.payload, parts.signature);
}

}  // namespace avouch::crypto
