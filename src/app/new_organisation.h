// avouch init --new-organisation: a few answers to avouch.org.yaml, and the
// folder around it.
//
// Answers, what each may be, and the text are pure. NewOrganisation asks on a
// terminal and writes; one thread.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/check.h"
#include "base/result.h"
#include "model/organisation.h"

namespace avouch::app {

struct NewPerson {
  std::string id;                  // "priya"; see AddPerson
  std::string name;                // "Priya Nair"
  std::vector<std::string> roles;  // In the order they were said
  std::string email;               // Of their commits, or empty
  std::string key;                 // As listed: "ssh-ed25519 AAAA...", "passkey:v1:..."; or empty
  std::string key_file;            // Where it came from, or empty

  bool operator==(const NewPerson&) const = default;
};

struct OrganisationAnswers {
  std::string name;            // Required
  std::string country;         // "GB", or empty
  std::string company_number;  // Or empty
  std::vector<NewPerson> people;
  bool documents = false;  // Starting documents are written, too
};

// Adds `role` to the person called `who`: "Priya Nair", or "Priya Nair
// <priya@larkhill.example>"; one who is not there yet is added. The id is the
// first name, or as much of the whole as tells them apart; "p2" for a name that
// has no letter of ASCII.
// Fails with kUsage, naming `flag`.
[[nodiscard]] Status AddPerson(OrganisationAnswers& answers, std::string_view who,
                               std::string_view role, std::string_view flag);

// Gives a key to the one called `who`, an id or a whole name. `key` is a line of
// an SSH public key, a passkey, or the path of a file whose name ends in ".pub";
// no other file is opened.
// Fails with kUsage, kNotFound, naming --key.
[[nodiscard]] Status GiveKey(OrganisationAnswers& answers, std::string_view who,
                             std::string_view key);

// The text of avouch.org.yaml. What is read back from it
// (statement/organisation_file.h) is what was answered.
// Fails with kUsage, naming the flag.
[[nodiscard]] Result<std::string> WriteOrganisation(const OrganisationAnswers& answers);

struct NewOrganisationFlags {
  std::string folder;
  std::string name, country, company_number;
  std::string sro, security_lead;
  std::vector<std::string> developers, support;
  std::vector<std::string> keys;  // "WHO=KEY"
  bool documents = false;
};

// Asks for what the flags left open, when somebody is there and `no_input` is
// false; writes the folder; says the fingerprint (on stdout) and what to do next.
// What is there already stays: an avouch.org.yaml refuses all (4), of other files
// it is said that they were kept. `confine` is called with the one folder that is
// written to, once it is there.
[[nodiscard]] Answer NewOrganisation(const NewOrganisationFlags& flags, bool no_input,
                                     const std::function<Status(const std::string&)>& confine);

}  // namespace avouch::app
