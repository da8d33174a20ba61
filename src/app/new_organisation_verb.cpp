#include <algorithm>
#include <filesystem>

#include "app/git_identity.h"
#include "app/new_organisation.h"
#include "app/shell_words.h"
#include "base/text.h"
#include "crypto/keys_ssh.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"
#include "os/terminal.h"
#include "statement/organisation_file.h"
#include "statement/starting_documents.h"
#include "trust/said.h"

namespace avouch::app {
namespace {

constexpr std::string_view kIgnored =
    "# Exports hold personal data, and git cannot forget. It keeps their digests instead:\n"
    "# records/inbox.sums, which `avouch import` writes.\n"
    "inbox/\n";
constexpr std::size_t kMaxKeyFiles = 1000;

struct OfferedKey {
  std::string file, text;
};

// The SSH public keys of ~/.ssh; no file of another name is opened.
std::vector<OfferedKey> OfferedKeys() {
  std::vector<OfferedKey> out;
  const std::string home = os::Environment("HOME").value_or("");
  if (home.empty()) return out;
  const auto listed = os::ListFolder(home + "/.ssh", kMaxKeyFiles);
  if (!listed) return out;
  for (const auto& entry : *listed) {
    if (!entry.name.ends_with(".pub") || entry.kind == os::FileKind::kFolder) continue;
    const std::string file = home + "/.ssh/" + entry.name;
    const auto bytes = os::ReadWholeFile(file, 16384);
    if (!bytes) continue;
    if (const auto key = crypto::ParseSshKey(Trim(*bytes)))
      out.push_back({file, crypto::SshKeyText(*key)});
  }
  return out;
}

std::string OnceMore(const Error& error) { return "  " + ToString(error) + "; once more:"; }

// One line, or nothing at the end of input.
std::optional<std::string> AskLine(const std::string& prompt) {
  auto typed = os::Ask(prompt + "\n> ");
  if (typed) typed = std::string(Trim(*typed));
  return typed;
}

// Asks until the answer can be, or is empty. False at the end of input.
bool AskPerson(OrganisationAnswers& answers, std::string prompt, std::string_view role) {
  for (;;) {
    const auto typed = AskLine(prompt);
    if (!typed) return false;
    if (typed->empty()) return true;
    const Status added = AddPerson(answers, *typed, role, "answer");
    if (added) return true;
    prompt = OnceMore(added.error());
  }
}

bool AskDevelopers(OrganisationAnswers& answers) {
  for (;;) {
    const std::size_t before = answers.people.size();
    std::vector<NewPerson> was = answers.people;
    if (!AskPerson(answers, "Who else develops? One at a time; empty: nobody else.", "developer"))
      return false;
    if (answers.people.size() == before && answers.people == was) return true;
  }
}

bool AskKey(OrganisationAnswers& answers, const std::string& id, const std::string& name,
            std::vector<OfferedKey>& offered) {
  std::string prompt = "Which public key does " + Printable(name) + " sign with?\n";
  for (std::size_t i = 0; i < offered.size(); ++i)
    prompt += "  " + std::to_string(i + 1) + "  " + Printable(offered[i].file) + "\n";
  prompt +=
      "  a number, the line of an SSH key, a file ending in .pub, or passkey:v1:...\n"
      "  (left empty: none yet; avouch sign --register makes a passkey for who never commits)";
  for (;;) {
    auto typed = AskLine(prompt);
    if (!typed) return false;
    if (typed->empty()) return true;
    std::size_t taken = offered.size();
    for (std::size_t i = 0; i < offered.size(); ++i)
      if (*typed == std::to_string(i + 1)) taken = i, typed = offered[i].file;
    const Status given = GiveKey(answers, id, *typed);
    if (given) {
      if (taken < offered.size())
        offered.erase(offered.begin() + static_cast<std::ptrdiff_t>(taken));
      return true;
    }
    prompt = OnceMore(given.error());
  }
}

// Asks what no flag answered; stops, with what there is, at the end of input.
void AskAll(OrganisationAnswers& answers, const NewOrganisationFlags& flags) {
  const auto text = [](std::string& answer, const char* prompt) {
    if (!answer.empty()) return true;
    const auto typed = AskLine(prompt);
    if (typed) answer = *typed;
    return typed.has_value();
  };
  if (!text(answers.name, "What is the organisation called?")) return;
  if (!text(answers.country, "In which country is it registered?\n  two letters: GB")) return;
  const GitIdentity git = FindGitIdentity();
  const std::string form =
      git.email.empty()
          ? "\n  Name <address of their commits>"
          : "\n  Name <address of their commits>; git here knows: " + Printable(git.name) + " <" +
                Printable(git.email) + ">";
  if (flags.sro.empty() &&
      !AskPerson(answers, "Who signs as Senior Responsible Owner?" + form, model::kSro))
    return;
  if (flags.security_lead.empty() &&
      !AskPerson(answers, "Who leads security?" + form, model::kSecurityLead))
    return;
  if (flags.developers.empty() && !AskDevelopers(answers)) return;
  std::vector<OfferedKey> offered = OfferedKeys();
  for (std::size_t i = 0; i < answers.people.size(); ++i) {
    const NewPerson person = answers.people[i];
    if (person.key.empty() && !AskKey(answers, person.id, person.name, offered)) return;
  }
}

Status TakeFlags(const NewOrganisationFlags& flags, OrganisationAnswers& answers) {
  answers = {flags.name, flags.country, flags.company_number, {}, flags.documents};
  if (!flags.sro.empty()) AVOUCH_CHECK_OK(AddPerson(answers, flags.sro, model::kSro, "--sro"));
  if (!flags.security_lead.empty())
    AVOUCH_CHECK_OK(
        AddPerson(answers, flags.security_lead, model::kSecurityLead, "--security-lead"));
  for (const std::string& one : flags.developers)
    AVOUCH_CHECK_OK(AddPerson(answers, one, "developer", "--developer"));
  for (const std::string& one : flags.support)
    AVOUCH_CHECK_OK(AddPerson(answers, one, "support", "--support"));
  return {};
}

Status TakeKeys(const NewOrganisationFlags& flags, OrganisationAnswers& answers) {
  for (const std::string& pair : flags.keys) {
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos)
      return Fail(ErrorKind::kUsage, "'" + Printable(pair) + "' gives a key to nobody", "--key",
                  "WHO=FILE.pub");
    AVOUCH_CHECK_OK(
        GiveKey(answers, Trim(std::string_view(pair).substr(0, equals)), pair.substr(equals + 1)));
  }
  return {};
}

// Writes one file unless there is one; says which it was.
Status WriteUnlessThere(const std::string& file, BytesView text, std::string& talk) {
  const Status written = os::WriteNewFileDurably(file, text);
  if (!written && written.error().kind != ErrorKind::kUsage) return written;
  talk += (written ? "avouch: wrote " : "avouch: kept what is there: ") + Printable(file) + "\n";
  return {};
}

Status WriteFolder(const std::filesystem::path& folder, const OrganisationAnswers& answers,
                   const std::string& text, std::string& talk) {
  for (const char* name : {"records", "documents", "inbox"})
    AVOUCH_CHECK_OK(os::MakeFolders((folder / name).lexically_normal()));
  // Last comes the file that makes it an organisation's folder.
  AVOUCH_CHECK_OK(WriteUnlessThere(folder / ".gitignore", kIgnored, talk));
  if (answers.documents)
    for (const auto& document : statement::StartingDocuments())
      AVOUCH_CHECK_OK(WriteUnlessThere(folder / document.path, statement::TextOf(document), talk));
  const std::string file = folder / statement::kOrganisationFileName;
  Status written = os::WriteNewFileDurably(file, text);
  if (!written && written.error().kind == ErrorKind::kUsage) written.error().kind = ErrorKind::kIo;
  AVOUCH_CHECK_OK(std::move(written));
  talk += "avouch: wrote " + Printable(file) + "\n";
  return {};
}

// What to do next, as lines for a shell.
std::string Next(const std::string& folder, const OrganisationAnswers& answers,
                 const std::string& fingerprint) {
  std::string key = "~/.ssh/id_ed25519.pub", keyless;
  for (const NewPerson& person : answers.people) {
    if (!person.key_file.empty())
      key = ShellWord(os::RealPath(person.key_file).value_or(person.key_file));
    if (person.key.empty()) keyless += (keyless.empty() ? "" : ", ") + person.id;
  }
  std::string out = "\nTell customers, by another road than the bundle, who you are:\n  " +
                    fingerprint + "\n\nThen, for one who has a key above:\n  cd " +
                    ShellWord(folder) + " && git init -b main\n" +
                    "  git config gpg.format ssh && git config user.signingkey " + key +
                    " && git config commit.gpgsign true\n" +
                    "  git add . && git commit -m \"Who we are\"\n";
  if (!keyless.empty())
    out += "\nWithout a key yet: " + keyless +
           ". ssh-keygen -t ed25519 makes one; for who never commits: avouch sign --register\n" +
           "Keys that are added later change the fingerprint only before the first commit.\n";
  return out;
}

}  // namespace

Answer NewOrganisation(const NewOrganisationFlags& flags, bool no_input,
                       const std::function<Status(const std::string&)>& confine) {
  // 1. Never in place of one that is there.
  const std::filesystem::path folder =
      std::filesystem::path(flags.folder.empty() ? "." : flags.folder).lexically_normal();
  const std::string file = folder / statement::kOrganisationFileName;
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, error)))
    return Refuse({ErrorKind::kIo, "is there already", file, "edit it"});
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error))
    return Refuse({ErrorKind::kIo, "is no folder", folder, ""});

  // 2. What flags and people say
  OrganisationAnswers answers;
  if (const Status taken = TakeFlags(flags, answers); !taken) return Refuse(taken.error());
  if (const Status taken = TakeKeys(flags, answers); !taken) return Refuse(taken.error());
  if (!no_input && os::CanAsk()) AskAll(answers, flags);
  const auto text = WriteOrganisation(answers);
  if (!text) return Refuse(text.error());
  const auto read = statement::ReadOrganisationFile(*text);
  if (!read) return Refuse(read.error());

  // 3. Written, the file itself last
  std::string talk;
  if (const Status made = os::MakeFolders(folder); !made) return Refuse(made.error());
  if (const Status confined = confine(folder); !confined) return Refuse(confined.error());
  if (const Status written = WriteFolder(folder, answers, *text, talk); !written)
    return Refuse(written.error());
  const std::string fingerprint = trust::FingerprintOf(*read);
  return {kDone, fingerprint + "\n", talk + Next(folder, answers, fingerprint)};
}

}  // namespace avouch::app
