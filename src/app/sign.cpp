#include "app/sign.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "app/key_file.h"
#include "app/organisation_place.h"
#include "app/passkey_page.h"
#include "app/shell_words.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "crypto/secret.h"
#include "crypto/sshsig.h"
#include "os/durable.h"
#include "os/file.h"
#include "os/loopback.h"
#include "statement/organisation_file.h"
#include "statement/passkey.h"
#include "trust/ring.h"

namespace avouch::app {
namespace {

using Confine = std::function<Status(const std::string&, bool)>;

constexpr std::uint64_t kMaxSigned = 64u << 20;
constexpr std::size_t kTokenBytes = 24;

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// The organisation that the file belongs to: the folder that was named, else the
// nearest above the file, else as the other verbs find it.
Result<model::Organisation> OrganisationOf(const std::string& file, const std::string& org) {
  if (org.empty()) {
    AVOUCH_TRY(std::string folder, os::RealPath(FolderOf(file)));
    for (; !folder.empty(); folder.resize(folder.rfind('/')))
      if (os::KindOf(JoinPath(folder, statement::kOrganisationFileName)) == os::FileKind::kFile)
        return ReadOrganisationAt(folder);
  }
  AVOUCH_TRY(const std::string folder, FindOrganisationFolder(org));
  return ReadOrganisationAt(folder);
}

std::string CommitLine(const std::string& beside) {
  return "avouch: keep it beside the file and commit both:\n  git add " + ShellWord(beside) +
         " && git commit\n";
}

// ---- With a key of ours ----

Answer SignWithKey(const SignFlags& flags, const Bytes& bytes, bool no_input, Time now) {
  const auto key = OpenKeyFile({flags.key, flags.passphrase_file, no_input});
  if (!key) return Refuse(key.error());
  const std::string armoured = crypto::MakeSshSig(*key, trust::kStatementNamespace, bytes);
  const std::string beside = flags.file + ".sig";
  if (const Status written = os::WriteFileDurably(beside, armoured); !written)
    return Refuse(written.error());
  std::string talk = "avouch: signed with " + crypto::SshKeyText(key->public_key()) + "\n";
  if (const auto organisation = OrganisationOf(flags.file, flags.org)) {
    const trust::Signer signer = trust::Ring(*organisation).OfSshSig(bytes, armoured, now);
    talk += signer.counts ? "avouch: it counts as the word of " + signer.person + "\n"
                          : "avouch: it counts for nobody yet: " + signer.how + "\n";
  }
  return {kDone, beside + "\n", talk + CommitLine(beside)};
}

// ---- With a passkey ----

std::string Base64Url(BytesView bytes) {
  std::string out = ToBase64(bytes);
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out.substr(0, out.find('='));
}

// Serves one page until it has its answer.
Status ServePage(const PageTask& task, int port, const PasskeyPage::Take& take,
                 const PasskeyPage::TakeKey& take_key) {
  AVOUCH_TRY(const Bytes random, crypto::RandomBytes(kTokenBytes));
  AVOUCH_TRY(const os::Loopback server, os::Loopback::Listen(port));
  PasskeyPage page(task, ToHex(random), server.port(), take, take_key);
  std::fputs(("avouch: open this page in a browser on this machine, within five minutes:\n  " +
              page.Address() + "\n")
                 .c_str(),
             stderr);
  return server.Serve([&](const os::HttpRequest& request) { return page.Answer(request); },
                      kPageSeconds);
}

Answer SignWithPasskey(const SignFlags& flags, const Bytes& bytes, Time now) {
  const auto organisation = OrganisationOf(flags.file, flags.org);
  if (!organisation) return Refuse(organisation.error());
  const bool any = std::ranges::any_of(organisation->people, [](const auto& person) {
    return std::ranges::any_of(person.keys, crypto::IsPasskeyText);
  });
  if (!any)
    return Refuse({ErrorKind::kNotFound, "nobody under people: has a passkey", flags.file,
                   "avouch sign --register makes one"});
  const trust::Ring ring(*organisation);
  const std::string beside = flags.file + std::string(statement::kPasskeySuffix);
  std::optional<trust::Signer> signer;
  std::string last_refusal = "too many answers that were none";
  const auto take = [&](const statement::PasskeyFile& file) -> Status {
    trust::Signer found = ring.OfAssertion(bytes, file.View(), now);
    if (!found.counts) {
      last_refusal = found.how;
      return Fail(ErrorKind::kIntegrity, found.how);
    }
    AVOUCH_CHECK_OK(os::WriteFileDurably(beside, statement::WritePasskeyFile(file)));
    signer = std::move(found);
    return {};
  };
  const PageTask task{false, std::string(PathName(flags.file)), "", bytes,
                      crypto::StatementChallenge(bytes)};
  const Status served = ServePage(task, flags.port, take, nullptr);
  if (!served) return Refuse(served.error());
  if (!signer) return Refuse({ErrorKind::kIntegrity, last_refusal, flags.file, ""});
  return {kDone, beside + "\n",
          "avouch: it counts as the word of " + signer->person + "\n" + CommitLine(beside)};
}

Answer MakePasskey(const SignFlags& flags) {
  const auto random = crypto::RandomBytes(32);
  if (!random) return Refuse(random.error());
  std::optional<crypto::Passkey> made;
  const auto take = [&](const crypto::Passkey& passkey) -> Status {
    made = passkey;
    return {};
  };
  const std::string who = flags.person.empty() ? "a new signer" : flags.person;
  const Status served =
      ServePage({true, "", who, "", Base64Url(*random)}, flags.port, nullptr, take);
  if (!served) return Refuse(served.error());
  if (!made) return Refuse({ErrorKind::kIntegrity, "no passkey was made", "", ""});
  return {kDone, crypto::PasskeyText(*made) + "\n",
          "avouch: list it under people: in avouch.org.yaml, as key: \"passkey:v1:...\"; the "
          "commit is signed by who is listed already\n"};
}

}  // namespace

Answer Sign(const SignFlags& flags, bool no_input, Time now, const Confine& confine) {
  if (flags.make == !flags.file.empty())
    return Refuse(
        {ErrorKind::kUsage, "one of a FILE to sign and --register is wanted", "sign", ""});
  if (flags.make && !flags.key.empty())
    return Refuse({ErrorKind::kUsage, "--register makes a passkey and takes no --key", "sign", ""});
  if (flags.make) {
    if (const Status confined = confine("", true); !confined) return Refuse(confined.error());
    return MakePasskey(flags);
  }
  if (const Status confined = confine(FolderOf(flags.file), flags.key.empty()); !confined)
    return Refuse(confined.error());
  const auto bytes = os::ReadWholeFile(flags.file, kMaxSigned);
  if (!bytes) return Refuse(bytes.error());
  return flags.key.empty() ? SignWithPasskey(flags, *bytes, now)
                           : SignWithKey(flags, *bytes, no_input, now);
}

}  // namespace avouch::app
