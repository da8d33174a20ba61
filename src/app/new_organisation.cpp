#include "app/new_organisation.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/keys_ssh.h"
#include "crypto/webauthn.h"
#include "os/file.h"
#include "statement/organisation_file.h"
#include "statement/starting_documents.h"
#include "statement/strict_yaml.h"
#include "syntax/canonical.h"

namespace avouch::app {
namespace {

constexpr std::string_view kHead =
    "# Said once, for every product. Keys: docs/schemas/avouch-org-1.schema.json\n"
    "# A change of people: counts when the commit is signed by a key that is listed already.\n"
    "avouch: 1\n";
constexpr std::uint64_t kMaxKeyFile = 16384;

std::unexpected<Error> Bad(std::string_view flag, std::string what, std::string hint = {}) {
  return Fail(ErrorKind::kUsage, std::move(what), std::string(flag), std::move(hint));
}

// Answers are one line each.
Status CheckLine(std::string_view flag, std::string_view answer) {
  if (IsUtf8(answer) && Printable(answer) == answer && answer.find('\n') == answer.npos &&
      answer.find('\t') == answer.npos)
    return {};
  return Bad(flag, "'" + Printable(ToUtf8(answer)) + "' is no answer: one line of text is wanted");
}

// "Asha Rao" is "asha-rao": what an id may hold.
std::string Slug(std::string_view text) {
  std::string out;
  for (const char c : Lower(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) out += c;
    if (!plain && !out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.substr(0, 40);
}

std::string NewId(const OrganisationAnswers& answers, const std::string& name) {
  const auto taken = [&](const std::string& id) {
    return std::ranges::find(answers.people, id, &NewPerson::id) != answers.people.end();
  };
  const std::string first = Slug(std::string_view(name).substr(0, name.find(' ')));
  for (const std::string& id : {first, Slug(name)})
    if (statement::IsId(id) && !taken(id)) return id;
  for (std::size_t n = answers.people.size() + 1;; ++n)
    if (std::string id = (first.empty() ? "p" : first + "-") + std::to_string(n); !taken(id))
      return id;
}

Result<std::string> KeyText(std::string_view text) {
  if (crypto::IsPasskeyText(text)) {
    AVOUCH_TRY(const crypto::Passkey passkey, crypto::ParsePasskey(text));
    return crypto::PasskeyText(passkey);
  }
  AVOUCH_TRY(const crypto::PublicKey key, crypto::ParseSshKey(text));
  return crypto::SshKeyText(key);
}

std::string PersonLine(const NewPerson& person) {
  std::string out = "  " + person.id + ": { name: " + syntax::JsonQuote(person.name) +
                    ", roles: [" + Join(person.roles, ", ") + "]";
  if (!person.key.empty()) out += ", key: " + syntax::JsonQuote(person.key);
  if (!person.email.empty()) out += ", git: [" + syntax::JsonQuote(person.email) + "]";
  return out + " }" + (person.key.empty() ? "   # no key yet: nothing they say counts\n" : "\n");
}

std::string Documents(bool written) {
  std::string out = written ? "documents:" : "# documents:";
  out += "   # the text of each is the evidence; [blanks] are found and count for nothing\n";
  for (const auto& document : statement::StartingDocuments())
    out += (written ? "  " : "#   ") + std::string(document.purpose) + ": " +
           std::string(document.path) + "\n";
  return out;
}

constexpr std::string_view kRest =
    "# machines:      # accounts that are no person's, each with its owner\n"
    "#   deploy: { owner: ID, github: \"example-deploy[bot]\", credential: OIDC for 1 h }\n"
    "# framework: { name: NIST SSDF, version: \"1.1\", document: documents/secure-development.md "
    "}\n"
    "# tools: { supported-by: tools.csv, required-training: [secure-coding] }\n"
    "# build-environments:   # each is assessed once, for all that is built there\n"
    "#   cloud: { is: what builds and deploys, separate-from: laptops, changes-by: how }\n"
    "# policy:        # numbers that the Code does not state; without them ours count\n"
    "#   fix-within: { critical: 7d, high: 14d, medium: 90d }\n";

}  // namespace

Status AddPerson(OrganisationAnswers& answers, std::string_view who, std::string_view role,
                 std::string_view flag) {
  AVOUCH_CHECK_OK(CheckLine(flag, who));
  const std::size_t open = who.find('<');
  const std::string name(Trim(who.substr(0, open)));
  std::string email;
  if (open != who.npos) {
    const std::string_view rest = Trim(who.substr(open + 1));
    if (!rest.ends_with('>') || rest.find('@') == rest.npos)
      return Bad(flag, "'" + std::string(who) + "' is no person",
                 "a name, or: Name <name@example.org>");
    email = Lower(rest.substr(0, rest.size() - 1));
  }
  if (name.empty()) return Bad(flag, "a person needs a name", "Name <name@example.org>");
  auto at = std::ranges::find_if(answers.people, [&](const NewPerson& person) {
    return EqualsIgnoreCase(person.name, name) || person.id == name;
  });
  if (at == answers.people.end()) {
    answers.people.push_back({NewId(answers, name), name, {}, {}, {}, {}});
    at = answers.people.end() - 1;
  }
  if (!email.empty() && !at->email.empty() && email != at->email)
    return Bad(flag, name + " has two addresses: " + at->email + " and " + email);
  if (!email.empty()) at->email = email;
  if (std::ranges::find(at->roles, role) == at->roles.end()) at->roles.emplace_back(role);
  return {};
}

Status GiveKey(OrganisationAnswers& answers, std::string_view who, std::string_view key) {
  const auto at = std::ranges::find_if(answers.people, [&](const NewPerson& person) {
    return person.id == who || EqualsIgnoreCase(person.name, who);
  });
  if (at == answers.people.end())
    return Bad("--key", "nobody here is called '" + Printable(who) + "'");
  if (!at->key.empty()) return Bad("--key", "'" + at->id + "' has a key already");
  key = Trim(key);
  std::string text(key);
  if (key.find(' ') == key.npos && !crypto::IsPasskeyText(key)) {
    if (!key.ends_with(".pub"))
      return Bad("--key", "'" + Printable(key) + "' is no public key",
                 "a file whose name ends in .pub, or the line in it");
    const auto bytes = os::ReadWholeFile(std::string(key), kMaxKeyFile);
    if (!bytes) {
      Error error = bytes.error();
      error.where = "--key " + std::string(key);
      return std::unexpected(std::move(error));
    }
    text = Trim(*bytes);
    at->key_file = key;
  }
  auto listed = KeyText(text);
  if (!listed) return Bad("--key", "for " + at->id + ": " + listed.error().what);
  at->key = std::move(*listed);
  return {};
}

Result<std::string> WriteOrganisation(const OrganisationAnswers& answers) {
  const std::string_view name = Trim(answers.name);
  if (name.empty()) return Bad("--name", "an organisation needs a name");
  if (answers.people.empty()) return Bad("--sro", "somebody has to be there to sign");
  AVOUCH_CHECK_OK(CheckLine("--name", name));
  AVOUCH_CHECK_OK(CheckLine("--country", answers.country));
  AVOUCH_CHECK_OK(CheckLine("--company-number", answers.company_number));

  std::string text = std::string(kHead) + "organisation: { name: " + syntax::JsonQuote(name);
  const auto add = [&](const char* key, std::string_view value) {
    if (!value.empty()) text += std::string(", ") + key + ": " + syntax::JsonQuote(value);
  };
  add("company-number", Trim(answers.company_number));
  add("country", Trim(answers.country));
  text += " }\n\npeople:   # id: who it is; outside this file only the id appears\n";
  for (const NewPerson& person : answers.people) text += PersonLine(person);
  text += "\n" + Documents(answers.documents) + "\n# What else can be said, when it is so:\n" +
          std::string(kRest);

  // What was written reads back, or it is our defect, or two people share a name.
  const auto file = statement::ReadOrganisationFile(text);
  if (!file) return Bad("--developer", file.error().what);
  if (file->name != name || file->people.size() != answers.people.size())
    return Fail(ErrorKind::kInternal, "avouch.org.yaml would not be read as it was written");
  return text;
}

}  // namespace avouch::app
