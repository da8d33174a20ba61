// Whose word counts, and whether it is fresh: the rules every check over
// statements, records and exports shares.
//
// A word is signed when a key listed for the person made the signature (trust
// says so) and the person holds the duty; else it is only claimed, with the
// reason why. Statements dated after the assessment do not count. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/check.h"

namespace avouch::claims {

struct Word {
  model::Grade grade = model::Grade::kClaimed;
  std::string who;  // Person's id; empty: nobody
  std::string why;  // kClaimed: what would have to be so
  Digest by = {};   // The record that says it of other bytes: an approval's; else zero
};

// The day or moment that `text` says; nothing when it says none.
[[nodiscard]] std::optional<Time> When(std::string_view text);
// True for a time that is said and is not after `now`.
[[nodiscard]] bool IsPast(std::string_view text, Time now);
// Past its end: the last day is still inside. False when `text` says none.
[[nodiscard]] bool IsOver(std::string_view text, Time now);

// Records of `kind` that count: dated, not after the assessment, about this
// product or all, replaced by no other that counts. Newest first.
[[nodiscard]] std::vector<const model::Record*> RecordsOf(const Inputs& in, model::RecordKind kind);

// A record's own speaker, with `duty`; an empty duty is anyone's under people:.
[[nodiscard]] Word WordOf(const Inputs& in, const model::Record& record, std::string_view duty);
// The value at `key` of the organisation's file; with "product:" before it, of avouch.yaml.
[[nodiscard]] Word WordOf(const Inputs& in, std::string_view key, std::string_view duty);
// A list kept by hand is as good as its signature; another system's answer is
// exported, when its digest is recorded.
[[nodiscard]] Word WordOf(const Inputs& in, const model::ExportHead& head, std::string_view duty);
// Who approved exactly the bytes of a paper, with `duty`, and did not write them
// alone: the one whom its front matter names and who signed it, or an approval's
// speaker. A signature of somebody whom nothing names as approver says who wrote it.
[[nodiscard]] Word WordOf(const Inputs& in, const model::Paper& paper, std::string_view duty);

// Makes the check rest on a word; one that is only claimed is said to be
// missing, with its reason. `id` is of what the word is about. True when it counts.
bool Take(Examination& examination, const Word& word, const Digest& id);

// True when the record's speaker holds `duty` and signed it.
[[nodiscard]] bool Counts(const Inputs& in, const model::Record& record, std::string_view duty);
// The first of `records` that counts, and the check rests on it. When none does,
// null, and what the first lacks is missing; when there are none, only null. An
// unsigned record so never hides a signed one.
const model::Record* NewestThatCounts(const Inputs& in, Examination& examination,
                                      const std::vector<const model::Record*>& records,
                                      std::string_view duty);

// The paper named for a purpose, the product's own or else the organisation's; null
// if none.
[[nodiscard]] const model::Paper* PaperFor(const Inputs& in, std::string_view purpose);

// Nothing left from a template, which contradicts; inside its review; approved. True
// when it is approved.
bool ExamineWhole(const Inputs& in, Examination& examination, const model::Paper& paper,
                  std::string_view duty);

// Parts that are asked of a paper, and that it is whole. Good counts the parts.
struct AskedPart {
  std::string_view id, words;
};
void ExaminePaper(const Inputs& in, Examination& examination, std::string_view purpose,
                  std::initializer_list<AskedPart> parts, std::string_view duty);

// Where a statement stands, as a place of the organisation's folder.
[[nodiscard]] model::Place PlaceOf(const model::ExportHead& head, long long row);

// The person of the organisation behind an account, address or name; null if none.
[[nodiscard]] const model::PersonEntry* PersonBehind(const Inputs& in, std::string_view text);
[[nodiscard]] const model::MachineEntry* MachineBehind(const Inputs& in, std::string_view account);

// The build environment that the product is built in; null when none is said.
[[nodiscard]] const model::BuildEnvironment* EnvironmentOf(const Inputs& in);

}  // namespace avouch::claims
