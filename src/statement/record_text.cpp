#include "statement/record_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "statement/record_fields.h"
#include "statement/record_file.h"
#include "statement/record_shape.h"
#include "statement/yaml_text.h"

namespace avouch::statement {
namespace {

using model::Record;

constexpr std::size_t kWidth = 100;  // Columns; what is longer goes on lines of its own.

// A key and a value that is written already.
using Pair = std::pair<std::string, std::string>;

std::string Flow(const std::vector<Pair>& pairs) {
  std::string out;
  for (const auto& [key, value] : pairs) out += (out.empty() ? "{ " : ", ") + key + ": " + value;
  return out.empty() ? "{}" : out + " }";
}

// After "key:", on the same line if there is room, else one a line.
std::string Value(std::string_view key, const std::vector<Pair>& pairs) {
  const std::string flow = Flow(pairs);
  if (key.size() + flow.size() < kWidth || pairs.empty()) return " " + flow;
  std::string out;
  for (const auto& [name, value] : pairs) out += "\n  " + name + ": " + value;
  return out;
}
std::string Value(std::string_view key, const std::vector<std::string>& texts) {
  const std::string flow = YamlList(texts);
  if (key.size() + flow.size() < kWidth) return " " + flow;
  std::string out;
  for (const std::string& text : texts) out += "\n  - " + YamlScalar(text);
  return out;
}

std::string WriteFile(std::string_view key, const model::AboutFile& of) {
  if (of.sha256.empty()) return " " + YamlScalar(of.file);
  return Value(key, {{"file", YamlScalar(of.file)}, {"sha256", of.sha256}});
}

std::string WriteTelling(std::string_view key, const model::Telling& telling) {
  std::vector<Pair> pairs;
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) pairs.emplace_back(name, YamlScalar(text));
  };
  if (!telling.considered.empty()) pairs.emplace_back("considered", YamlList(telling.considered));
  if (!telling.considered.empty() || !telling.told.empty())
    pairs.emplace_back("told", YamlList(telling.told));
  add("to", telling.to), add("how", telling.how), add("at", telling.at), add("text", telling.text);
  if (telling.of > 0) pairs.emplace_back("of", std::to_string(telling.of));
  if (telling.bounced > 0) pairs.emplace_back("bounced", std::to_string(telling.bounced));
  add("because", telling.because);
  return Value(key, pairs);
}

std::string WriteDuration(long long seconds) {
  constexpr long long kHour = 3600, kDay = 24 * kHour, kYear = 365 * kDay;
  for (const auto& [unit, letter] : {std::pair(kYear, "y"), std::pair(kDay, "d")})
    if (seconds % unit == 0) return std::to_string(seconds / unit) + letter;
  return std::to_string(seconds / kHour) + "h";
}

// What stands after "key:"; empty when the record says nothing of it. `asked`
// keys are written even when they hold nothing, where that is an answer: [].
std::string ValueOf(const Record& record, const RecordField& field, bool asked) {
  switch (field.holds) {
    case Holds::kKind:
      return " " + std::string(Name(record.kind));
    case Holds::kText:
    case Holds::kId:
    case Holds::kPath: {
      const std::string& text = record.*field.text;
      const bool said = !text.empty() && (field.key != "visibility" || text != "internal");
      return said ? " " + YamlScalar(text) : "";
    }
    case Holds::kTexts:
    case Holds::kIds: {
      const auto& texts = record.*field.texts;
      return texts.empty() && !asked ? "" : Value(field.key, texts);
    }
    case Holds::kFile:
      return record.of.file.empty() ? "" : WriteFile(field.key, record.of);
    case Holds::kDecisions: {
      std::vector<Pair> pairs;
      for (const auto& one : record.decisions)
        pairs.emplace_back(YamlScalar(one.of), YamlScalar(one.decision));
      return pairs.empty() ? "" : Value(field.key, pairs);
    }
    case Holds::kTelling:
      for (const auto& telling : record.tellings)
        if (telling.whom == field.key) return WriteTelling(field.key, telling);
      return "";
    case Holds::kFindings: {
      std::vector<Pair> pairs;
      for (const auto& one : record.findings)
        pairs.emplace_back(YamlScalar(one.name), std::to_string(one.count));
      return pairs.empty() ? "" : Value(field.key, pairs);
    }
    case Holds::kNone:
      return record.none ? " none" : "";
    case Holds::kDuration:
      return record.at_least > 0 ? " " + WriteDuration(record.at_least) : "";
  }
  return "";
}

std::string Head(const RecordRow& row) {
  std::string out = "# " + std::string(row.says) + ".";
  if (!row.bears_on.empty()) out += " Bears on " + std::string(row.bears_on) + ".";
  out += "\n# Counts when " +
         (row.duty.empty() ? "the one named under by:"
                           : std::string("one who is ") + std::string(row.duty)) +
         " signs the commit, or FILE.sig.\n";
  return out;
}

// What the reader gives back, whatever the caller left to it.
Record AsRead(Record record) {
  record.id = {};
  record.said.clear();
  record.place = {};
  if (record.visibility.empty()) record.visibility = "internal";
  const auto rank = [](const model::Telling& telling) {
    return std::ranges::find(kWhom, telling.whom) - std::begin(kWhom);
  };
  std::ranges::stable_sort(record.tellings, {}, rank);
  return record;
}

// "CVE-2026-41234" is "cve-2026-41234": letters, digits and single dashes.
std::string Slug(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::string out;
  for (const char c : Lower(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) out.push_back(c);
    if (!plain && !out.empty() && out.back() != '-') out.push_back('-');
    if (out.size() == kLongest) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace

Result<std::string> WriteRecord(const Record& record) {
  const RecordRow& row = RowOf(record.kind);
  std::string out = Head(row), left;
  for (const Key& key : row.shape->keys) {
    const RecordField* field = FieldOf(key.name);
    const std::string value = field == nullptr ? "" : ValueOf(record, *field, key.required);
    if (!value.empty()) {
      out += std::string(key.name) + ":" + value + "\n";
    } else if (!key.required) {
      left += "# " + std::string(key.name) + ":   # " + std::string(key.says) + "\n";
    }
  }
  out += left;
  // What was written reads back, or it is not written.
  const Path path = record.path.empty() ? Path(RecordFileName(record)) : record.path;
  const auto read = ReadRecord(out, path, record.in_product);
  if (!read)
    return Fail(ErrorKind::kUsage, read.error().what, std::string(Name(record.kind)),
                read.error().hint);
  Record wanted = record;
  wanted.path = path;
  if (AsRead(*read) != AsRead(std::move(wanted)))
    return Fail(ErrorKind::kUsage, "a value of this record cannot be written as it is",
                std::string(Name(record.kind)));
  return out;
}

std::string RecordFileName(const Record& record, int nth) {
  std::string out = record.on + "-" + std::string(Name(record.kind));
  for (const std::string* text :
       {&record.about, &record.person, &record.topic, &record.report_kind, &record.claim}) {
    const std::string slug = Slug(*text);
    if (slug.empty()) continue;
    out += "-" + slug;
    break;
  }
  if (nth > 1) out += "-" + std::to_string(nth);
  return out + ".yaml";
}

}  // namespace avouch::statement
