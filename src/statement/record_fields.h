// Where each key of a record's file stands in model::Record; one table for the
// reader and the writer, so that neither knows a key the other does not.
//
// Constants only; any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"

namespace avouch::statement {

enum class Holds {
  kText,       // `text`
  kTexts,      // `texts`
  kId,         // `text`, a person's
  kIds,        // `texts`, persons'
  kPath,       // `text`, a path below the organisation's folder or the product's
  kFile,       // Record::of
  kDecisions,  // Record::decisions
  kTelling,    // The one of Record::tellings whose `whom` is the key
  kFindings,   // Record::findings
  kNone,       // Record::none, written "none"
  kDuration,   // Record::at_least
  kKind,       // Record::kind
};

struct RecordField {
  std::string_view key;
  Holds holds = Holds::kText;
  std::string model::Record::* text = nullptr;
  std::vector<std::string> model::Record::* texts = nullptr;
};

[[nodiscard]] std::span<const RecordField> RecordFields();
// The row of `key`; null if no record has such a key.
[[nodiscard]] const RecordField* FieldOf(std::string_view key);

// Whom a record can say was told, in the order of Record::tellings.
inline constexpr std::string_view kWhom[] = {"internal", "customers", "others"};

}  // namespace avouch::statement
