// What several products share of an organisation, without personal data.
//
// Names, addresses and accounts become ids of people and machines, so that who is
// meant stays the same to every check; what would still name somebody stays at
// home, whole. What is missing was never shown: it opens claims and makes none
// met. Pure; any thread.

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/organisation.h"
#include "statement/organisation_export.h"

namespace avouch::app {

// `by`, `on` and `program` are left empty.
// Fails with kUsage when personal data would be left in what cannot stay at home:
// avouch.org.yaml itself; `where` says whose.
[[nodiscard]] Result<statement::OrganisationExport> WithoutPersonalData(
    const OrganisationFolder::Reading& reading);

// Who is meant by a name, an address or an account; and what of them may not leave.
class Pseudonyms {
 public:
  explicit Pseudonyms(const model::Organisation& organisation);

  // One text for one text: a person's id as it is, "tom.1" for another name, address
  // or account of theirs; a machine's as it is; "unknown.1" for what nobody listed.
  [[nodiscard]] std::string Of(std::string_view text);
  // From now on `text` is a name of whoever `other` is, if that is a person.
  void Join(std::string_view text, std::string_view other);
  // The texts that stand for a person beside the id.
  [[nodiscard]] std::vector<std::string> AliasesOf(std::string_view id) const;

  // True when `text` holds a name, an address or an account of a listed person, or
  // any e-mail address but that of a post ("security@", "support@").
  [[nodiscard]] bool Names(std::string_view text) const;

 private:
  std::map<std::string, std::string, std::less<>> person_;  // Of a text in lower case: the id
  std::map<std::string, std::string, std::less<>> given_;   // What stands for it
  std::set<std::string, std::less<>> machines_;             // Lower case
  std::map<std::string, int> count_;                        // Of an id, or "unknown"
  std::map<std::string, std::vector<std::string>, std::less<>> personal_;  // By the first word
};

}  // namespace avouch::app
