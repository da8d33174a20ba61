#include "statement/record_fields.h"

#include <algorithm>

namespace avouch::statement {
namespace {

using model::Record;

constexpr RecordField kFields[] = {
    {"record", Holds::kKind},
    {"by", Holds::kId, &Record::by},
    {"on", Holds::kText, &Record::on},
    {"replaces", Holds::kPath, &Record::replaces},
    {"products", Holds::kTexts, nullptr, &Record::products},
    {"visibility", Holds::kText, &Record::visibility},
    {"of", Holds::kFile},
    {"file", Holds::kFile},
    {"decisions", Holds::kDecisions},
    {"internal", Holds::kTelling},
    {"customers", Holds::kTelling},
    {"others", Holds::kTelling},
    {"findings", Holds::kFindings},
    {"incidents", Holds::kNone},
    {"vulnerabilities", Holds::kNone},
    {"at-least", Holds::kDuration},
    {"about", Holds::kText, &Record::about},
    {"because", Holds::kText, &Record::because},
    {"changed", Holds::kTexts, nullptr, &Record::changed},
    {"claim", Holds::kText, &Record::claim},
    {"closed-at", Holds::kText, &Record::closed_at},
    {"course", Holds::kText, &Record::course},
    {"decided-at", Holds::kText, &Record::decided_at},
    {"decision", Holds::kText, &Record::decision},
    {"done-by", Holds::kText, &Record::done_by},
    {"ends", Holds::kText, &Record::ends},
    {"fixed-in", Holds::kText, &Record::fixed_in},
    {"found", Holds::kTexts, nullptr, &Record::found},
    {"from", Holds::kText, &Record::from},
    {"in", Holds::kText, &Record::in},
    {"kind", Holds::kText, &Record::report_kind},
    {"known-at", Holds::kText, &Record::known_at},
    {"looked-at", Holds::kTexts, nullptr, &Record::looked_at},
    {"owner", Holds::kId, &Record::owner},
    {"person", Holds::kId, &Record::person},
    {"released-at", Holds::kText, &Record::released_at},
    {"scenario", Holds::kText, &Record::scenario},
    {"scope", Holds::kText, &Record::scope},
    {"severity", Holds::kText, &Record::severity},
    {"to", Holds::kText, &Record::to},
    {"took-part", Holds::kIds, nullptr, &Record::took_part},
    {"topic", Holds::kText, &Record::topic},
    {"until", Holds::kText, &Record::until},
};

}  // namespace

std::span<const RecordField> RecordFields() { return kFields; }

const RecordField* FieldOf(std::string_view key) {
  const auto at = std::ranges::find(kFields, key, &RecordField::key);
  return at == std::end(kFields) ? nullptr : &*at;
}

}  // namespace avouch::statement
