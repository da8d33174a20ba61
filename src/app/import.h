// avouch import: other systems' exports, kept as they came.
//
// What a file is and which rows of it count is found by formats/exports.h and
// catalogues/profiles.yaml; here it gets a name and its digest is written down.
// Names and text are pure; Import reads and writes files; one thread.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/check.h"
#include "base/result.h"
#include "formats/exports.h"
#include "statement/record_lists.h"

namespace avouch::app {

struct ImportFlags {
  std::vector<std::string> files;  // With `how`: names of profiles
  std::string org;                 // The organisation's folder
  std::string on;                  // The day they were made, where the content says none
  bool how = false;                // Print the line that makes each
  bool unread = false;             // Keep what is not recognised, too: reports, certificates
};

// What one file was recognised as.
struct Imported {
  std::string as;                 // Profile; empty: kept unread
  std::string name;               // Of the inbox's file after its day, where no profile has it
  std::string said;               // One line for people: "GitHub: members ...; 4 rows, 3 used"
  std::vector<std::string> left;  // Why rows do not count
  std::string day;                // It was made on, by content or name; empty: neither says
};

// Reads `bytes`, which came as a file called `name`.
// Fails with kUnsupported when nothing known has this content, saying what was looked
// for, or when these are results of tests or scans, which belong to a commit;
// kMalformed, kConfiguration as ReadReceived does.
[[nodiscard]] Result<Imported> Recognise(const formats::ReceivedRules& rules,
                                         const std::string& name, BytesView bytes);

// A filled self-assessment form, ours or a supplier's: its name is kFormStem. Fails as
// ReadFilledForm, and with kUnsupported for a name that no form has.
[[nodiscard]] Result<Imported> RecogniseForm(const std::string& name, BytesView bytes);

// The bundle of a maker whose product is resold or bought in. Fails with kUnsupported for
// another name than "*.avouch", with kIntegrity when it does not hold in every byte.
[[nodiscard]] Result<Imported> RecogniseBundle(const std::string& name, BytesView bytes);

// Names to keep it under, best first: by day and profile, where it is still read as the
// same under that name; else by day and the name it came with.
[[nodiscard]] std::vector<std::string> InboxNames(const formats::ReceivedRules& rules,
                                                  const Imported& imported, const std::string& name,
                                                  const std::string& day, BytesView bytes);

// The line that makes each export, or those named. Fails with kUsage.
[[nodiscard]] Result<std::string> ImportHow(std::span<const formats::Profile> profiles,
                                            const std::vector<std::string>& names);

// Keeps all of the files, or none when one of them cannot be.
// `confine` is called with the organisation's folder before anything is read from a file.
[[nodiscard]] Answer Import(const ImportFlags& flags, Time now,
                            const std::function<Status(const std::string&)>& confine);

}  // namespace avouch::app
