// Profiles: what is known of another system's export, as data. One row says how
// it is made, how it is recognised and which of its columns or keys say what.
//
// Source: catalogues/profiles.yaml, docs/profiles.md. Values only; any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::formats {

enum class ExportShape { kCsv, kJson };

// Where a field of the model comes from: the first that is there counts.
struct FieldRule {
  std::string field;              // "second-factor"
  std::vector<std::string> from;  // Normalised column names, or JSON paths: "fields.status.name"
  bool own = false;               // An organisation's own column: it must be there
};

// What a system's own words mean, beside those that everybody uses (yes, true, enrolled ...).
struct WordRule {
  std::string field;
  std::vector<std::string> yes, no;
};

// What a system's codes are called: access level 40 is "maintainer".
struct RenameRule {
  std::string field, from, to;
};

struct Profile {
  std::string name;                   // "github-members"
  std::string system;                 // "GitHub"
  std::string kind;                   // Which part of model/export.h it becomes; see ExportKinds
  std::string about;                  // One line: what it lists
  std::string how;                    // The line that makes it, or the menu to take
  std::vector<std::string> bears_on;  // Claims
  ExportShape shape = ExportShape::kCsv;
  std::string list;   // JSON: path to the list inside each value; empty: the value itself
  std::string under;  // JSON: where an organisation's own keys are looked for too: "fields"
  std::string count;  // JSON: path to how many there are in all
  std::string next;   // JSON: path that is there when more pages follow
  std::vector<std::string> dated;  // JSON: paths to when it was made
  // What recognises it: each of these, "a|b" being either; and none of those.
  // JSON: a path that starts with '^' is one of the value that holds the list.
  std::vector<std::string> has, lacks;
  // Parts of file names that decide between profiles whose content is the same.
  std::vector<std::string> named, not_named;
  bool empty_counts = false;  // An empty list is an answer
  bool by_hand = false;       // Kept by people, unless it lies in inbox/
  bool whole = true;          // Lists everybody
  bool lacks_factor = false;  // Lists those without a second factor
  std::string unit;           // Of lifetimes: seconds, minutes, hours, days
  std::string dates;          // day-first, month-first; empty: learnt from the cells
  std::vector<FieldRule> fields;
  std::vector<WordRule> words;
  std::vector<RenameRule> renames;

  [[nodiscard]] const FieldRule* Field(std::string_view field) const;
  [[nodiscard]] const WordRule* Word(std::string_view field) const;
};

// Reads a profiles file. Fails with kConfiguration and a line on an unknown key or kind of
// value, a profile without name, kind, how or has, a name given twice.
[[nodiscard]] Result<std::vector<Profile>> ReadProfiles(BytesView yaml,
                                                        std::string_view name = "profiles.yaml");

[[nodiscard]] const Profile* FindProfile(std::span<const Profile> profiles, std::string_view name);

// "Email Address [Required]" is "emailaddress": lower case, without what stands in brackets and
// without spaces and punctuation.
[[nodiscard]] std::string NormalColumn(std::string_view column);

}  // namespace avouch::formats
