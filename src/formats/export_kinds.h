// What exports become: one row for each part of model/export.h, with the fields
// that a profile may map to it and the reader of one item.
//
// To add a kind: a class that takes items, and a row. Pure; any thread.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "formats/export_items.h"
#include "formats/export_profile.h"
#include "model/export.h"

namespace avouch::formats {

// Reads the items of one export.
class KindReader {
 public:
  virtual ~KindReader() = default;
  // Why the item is left: "no e-mail address or account name"; empty when it was used.
  virtual std::string Take(const ExportItem& item) = 0;
  // What was used but not understood in full, told beside it: "'soon' is no date"; cleared.
  std::string TakeNote() { return std::exchange(note_, {}); }
  // When the newest thing in it happened, for kinds whose content says when it was made; or "".
  [[nodiscard]] virtual std::string Newest() const { return {}; }
  // Pages are missing: it does not list everybody.
  virtual void Cut() {}
  virtual void Finish(model::ExportHead head, model::ExportFacts& out) = 0;

 protected:
  // The date of a field; one that cannot be read becomes a note.
  std::string DateOf(const ExportItem& item, std::string_view field);
  std::string note_;
};

struct ExportKind {
  std::string_view name;                     // "accounts"
  std::span<const std::string_view> fields;  // That a profile may map
  std::unique_ptr<KindReader> (*make)(const Profile& profile);
};

[[nodiscard]] std::span<const ExportKind> ExportKinds();
[[nodiscard]] const ExportKind* FindKind(std::string_view name);

// A field as yes or no by the profile's words, else by those everybody uses. Unknown when the
// field is not mapped, is empty or has a word that nobody knows: never yes.
[[nodiscard]] model::Answer3 AnswerOf(const Profile& profile, const ExportItem& item,
                                      std::string_view field);

}  // namespace avouch::formats
