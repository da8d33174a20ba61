#include "app/key_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <system_error>

#include "app/shell_words.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"
#include "os/terminal.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxKeyFile = 16384;
constexpr const char* kPassphraseVariable = "AVOUCH_PASSPHRASE";

Result<std::optional<std::string>> PassphraseFrom(const KeySource& source) {
  if (!source.passphrase_file.empty()) {
    AVOUCH_TRY(Bytes text, os::ReadWholeFile(source.passphrase_file, kMaxKeyFile));
    return std::optional<std::string>(text.substr(0, text.find_first_of("\r\n")));
  }
  return os::Environment(kPassphraseVariable);
}

Status OnlyTheOwners(const std::string& file) {
  using std::filesystem::perms;
  std::error_code error;
  const perms mode = std::filesystem::status(file, error).permissions();
  if (error || (mode & (perms::group_all | perms::others_all)) != perms::none)
    return Fail(ErrorKind::kIo, "others may read this private key", file,
                "chmod 600 " + ShellWord(file));
  return {};
}

Result<std::string> PassphraseForNew(const KeySource& source, bool plain) {
  AVOUCH_TRY(auto passphrase, PassphraseFrom(source));
  if (passphrase || plain) return passphrase.value_or("");
  if (source.no_input || !os::CanAsk())
    return Fail(ErrorKind::kUsage, "a passphrase is wanted", "",
                "--passphrase-file FILE, a terminal, or --plain for none");
  const auto once = os::AskHidden("A passphrase for the new key: ");
  const auto twice = os::AskHidden("Once more: ");
  if (!once || !twice || *once != *twice)
    return Fail(ErrorKind::kUsage, "the two passphrases differ");
  return *once;
}

// 0600 from the first byte: nobody reads it before its mode is set.
Status WriteForOwner(const std::string& file, BytesView text) {
  const mode_t before = umask(077);
  auto written = os::WriteNewFileDurably(file, text);
  umask(before);
  return written;
}

}  // namespace

Result<crypto::PrivateKey> OpenKeyFile(const KeySource& source) {
  if (source.file.empty()) return Fail(ErrorKind::kUsage, "no file with a private key is named");
  AVOUCH_TRY(Bytes text, os::ReadWholeFile(source.file, kMaxKeyFile));
  const crypto::Secret kept{BytesView(text)};
  crypto::Cleanse(text);
  AVOUCH_CHECK_OK(OnlyTheOwners(source.file));
  if (!crypto::IsProtectedKey(kept.view())) {
    auto key = crypto::ReadKey(kept.view());
    if (!key) key.error().where = source.file;
    return key;
  }
  AVOUCH_TRY(auto passphrase, PassphraseFrom(source));
  if (!passphrase && !source.no_input && os::CanAsk())
    passphrase = os::AskHidden("Passphrase of " + Printable(source.file) + ": ");
  if (!passphrase)
    return Fail(ErrorKind::kUsage, "this key wants a passphrase", source.file,
                "--passphrase-file FILE, AVOUCH_PASSPHRASE, or a terminal");
  auto key = crypto::OpenProtectedKey(kept.view(), *passphrase);
  crypto::Cleanse(*passphrase);
  if (!key) key.error().where = source.file;
  return key;
}

Answer NewKey(const KeySource& source, bool plain) {
  auto passphrase = PassphraseForNew(source, plain);
  if (!passphrase) return Refuse(passphrase.error());
  if (passphrase->empty() && !plain)
    return Refuse({ErrorKind::kUsage, "an empty passphrase protects nothing", "",
                   "--plain, if that is what is wanted"});
  auto key = crypto::PrivateKey::Generate();
  if (!key) return Refuse(key.error());
  std::string text;
  if (passphrase->empty()) {
    text = crypto::WriteKey(*key).view();
  } else {
    auto protected_text = crypto::ProtectKey(*key, *passphrase);
    if (!protected_text) return Refuse(protected_text.error());
    text = std::move(*protected_text);
  }
  crypto::Cleanse(*passphrase);
  auto written = WriteForOwner(source.file, text);
  crypto::Cleanse(text);
  if (!written) return Refuse(written.error());
  return {
      kDone,
      crypto::SshKeyText(key->public_key()) + "\n" + crypto::Fingerprint(key->public_key()) + "\n",
      "avouch: wrote " + Printable(source.file) +
          "; the first line above is its public key, for avouch.org.yaml\n"};
}

crypto::Secret LogSecret(const crypto::PrivateKey& key) {
  const Digest digest = crypto::HmacSha256(key.seed(), "avouch-log-secret-v1");
  return crypto::Secret(
      BytesView(reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()));
}

}  // namespace avouch::app
