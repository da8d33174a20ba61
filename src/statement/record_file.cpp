#include "statement/record_file.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "statement/policy_shape.h"
#include "statement/record_fields.h"
#include "statement/record_shape.h"
#include "statement/shape.h"
#include "statement/strict_yaml.h"

namespace avouch::statement {
namespace {

using model::Record;
using model::RecordKind;
using syntax::Node;

constexpr auto kKindNames = NamesOf(RecordKind{});

std::string Quoted(std::string_view text) { return "'" + Printable(text.substr(0, 80)) + "'"; }

std::vector<std::string> TextsOf(const Node& list) {
  std::vector<std::string> out;
  for (const Node& item : list.items()) out.push_back(item.AsText());
  return out;
}

// "./a/b" is "a/b"; the shape holds, so it stays inside.
std::string Inside(std::string_view path) { return ResolvePath("", path); }

// One record from a map whose shape holds.
class Reader {
 public:
  Reader(const Node& root, const Path& path, RecordKind kind) : root_(root), path_(path) {
    out_.kind = kind;
    out_.path = path;
    out_.place = {path, static_cast<int>(root.line())};
    out_.visibility = "internal";
  }

  Result<Record> Read() {
    for (const auto& entry : root_.entries()) {
      const RecordField* field = FieldOf(entry.key);
      if (field == nullptr) return Bad(entry.place, "unknown key " + Quoted(entry.key));
      AVOUCH_CHECK_OK(ReadField(entry.value, *field));
    }
    for (const std::string_view whom : kWhom) AVOUCH_CHECK_OK(ReadTelling(whom));
    AVOUCH_CHECK_OK(FindDay());
    AVOUCH_CHECK_OK(CheckRules());
    return std::move(out_);
  }

 private:
  std::unexpected<Error> Bad(syntax::Place place, std::string what, std::string hint = {}) const {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(path_.bytes, place),
                std::move(hint));
  }

  Status ReadField(const Node& node, const RecordField& field) {
    switch (field.holds) {
      case Holds::kId:
        AVOUCH_CHECK_OK(CheckId(node));
        [[fallthrough]];
      case Holds::kText:
        out_.*field.text = node.AsText();
        return {};
      case Holds::kPath:
        out_.*field.text = Inside(node.AsText());
        return {};
      case Holds::kIds:
        for (const Node& item : node.items()) AVOUCH_CHECK_OK(CheckId(item));
        [[fallthrough]];
      case Holds::kTexts:
        out_.*field.texts = TextsOf(node);
        return {};
      case Holds::kFile:
        out_.of = {Inside(node.is_map() ? node["file"].AsText() : node.AsText()),
                   Lower(node["sha256"].AsText())};
        if (out_.of.file.empty()) return Bad(node.place(), "a folder is no file");
        return {};
      case Holds::kDecisions:
        return ReadDecisions(node);
      case Holds::kFindings:
        for (const auto& entry : node.entries())
          out_.findings.push_back({std::string(entry.key), entry.value.integer().value_or(0)});
        return {};
      case Holds::kNone:
        out_.none = true;
        return {};
      case Holds::kDuration:
        return ReadNotice(node);
      case Holds::kTelling:  // In a fixed order, below
      case Holds::kKind:
        break;
    }
    return {};
  }

  Status CheckId(const Node& node) const {
    if (IsId(node.AsText())) return {};
    return Bad(node.place(), Quoted(node.AsText()) + " is no id of a person");
  }

  // Accounts are joined without regard to case.
  Status ReadDecisions(const Node& node) {
    std::set<std::string> seen;
    for (const auto& entry : node.entries()) {
      if (!seen.insert(Lower(entry.key)).second)
        return Bad(entry.place, Quoted(entry.key) + " is decided on twice");
      out_.decisions.push_back({std::string(entry.key), entry.value.AsText()});
    }
    return {};
  }

  Status ReadNotice(const Node& node) {
    constexpr long long kYear = 365LL * 24 * 3600;
    out_.at_least = SecondsOf(node.text());
    if (out_.at_least >= kYear) return {};
    return Bad(node.place(), "less than a year, which is what the Code asks for",
               "a promise of less bears on no claim");
  }

  Status ReadTelling(std::string_view whom) {
    const Node& node = root_[whom];
    if (!node.present()) return {};
    const std::string text = node["text"].AsText();
    model::Telling telling{std::string(whom),
                           node["to"].AsText(),
                           node["how"].AsText(),
                           text.empty() ? text : Inside(text),
                           node["because"].AsText(),
                           node["at"].AsText(),
                           node["of"].integer().value_or(0),
                           node["bounced"].integer().value_or(0),
                           TextsOf(node["considered"]),
                           TextsOf(node["told"])};
    if (telling.at.empty() && telling.because.empty())
      return Bad(node.place(), Quoted(whom) + " wants at:, or because: they were not told");
    if (telling.bounced > telling.of)
      return Bad(node["bounced"].place(), "more bounced than there were to tell");
    out_.tellings.push_back(std::move(telling));
    return {};
  }

  // ---- Days ----

  Status FindDay() {
    AVOUCH_TRY(const std::string named, DayInName(path_));
    for (const char* key : {"on", "to"}) {
      const Node& node = root_[key];
      if (!named.empty() && node.AsText() > named)
        return Bad(node.place(),
                   "'" + std::string(key) + "' is after the day in the file's name, " + named);
    }
    if (out_.on.empty()) out_.on = named.empty() ? out_.to : named;
    if (out_.on.empty())
      return Bad(root_.place(), "no day: say 'on:', or begin the file's name with one",
                 "2026-11-24-" + std::string(Name(out_.kind)) + ".yaml");
    if (out_.to > out_.on) return Bad(root_["to"].place(), "'to' is after 'on'");
    if (out_.to < out_.from) return Bad(root_["to"].place(), "'to' is before 'from'");
    if (!out_.until.empty() && out_.until < out_.on)
      return Bad(root_["until"].place(), "'until' is before the day of the record, " + out_.on);
    return {};
  }

  // ---- What the shape cannot say ----

  Status CheckRules() const {
    for (const auto& [later, earlier] :
         {std::pair("decided-at", "known-at"), std::pair("closed-at", "known-at")}) {
      const Node& second = root_[later];
      if (second.present() && DayOf(second) < DayOf(root_[earlier]))
        return Bad(second.place(), Quoted(later) + " is before " + Quoted(earlier));
    }
    const Node& topic = root_["topic"];
    if (topic.present() && IsClaimNumber(Trim(topic.AsText())))
      return Bad(topic.place(), "a topic is in words: no record of evidence names a claim");
    if (!out_.replaces.empty() && out_.replaces == path_.bytes)
      return Bad(root_["replaces"].place(), "a record cannot replace itself");
    return {};
  }

  // By the day as written: one of two times may be said by its day alone.
  static std::string DayOf(const Node& node) { return node.AsText().substr(0, 10); }

  static bool IsClaimNumber(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
  }

  const Node& root_;
  const Path& path_;
  Record out_;
};

Result<RecordKind> KindOf(const Node& root, const Path& path) {
  const auto bad = [&](syntax::Place place, std::string what, std::string hint) {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(path.bytes, place),
                std::move(hint));
  };
  if (!root.is_map())
    return bad(root.place(), "a record wants keys and values", "it starts with 'record: KIND'");
  const Node& word = root["record"];
  if (!word.present()) return bad(root.place(), "a record lacks 'record'", "record: KIND");
  if (const auto kind = model::FromName<RecordKind>(word.text())) return *kind;
  std::string all;
  for (const std::string_view name : kKindNames)
    all += (all.empty() ? "" : ", ") + std::string(name);
  const std::string_view nearest = Nearest(word.text(), kKindNames);
  return bad(word.place(), Quoted(word.AsText()) + " is no kind of record",
             nearest.empty() ? "one of " + all : "did you mean " + Quoted(nearest) + "?");
}

// A key that names a claim is told apart from a misspelt one.
Status NamesNoClaim(const Node& root, RecordKind kind, const Path& path) {
  if (NamesWhatItIsAbout(kind)) return {};
  for (const char* key : {"claim", "claims"}) {
    const auto* entry = root.FindEntry(key);
    if (entry == nullptr) continue;
    const RecordRow& row = RowOf(kind);
    return Fail(ErrorKind::kConfiguration, "a record of evidence names no claim: its kind decides",
                WhereIn(path.bytes, entry->place),
                row.bears_on.empty()
                    ? std::string(Name(kind)) + " decides nothing alone"
                    : std::string(Name(kind)) + " bears on " + std::string(row.bears_on));
  }
  return {};
}

}  // namespace

Result<Record> ReadRecord(BytesView yaml, const Path& path, bool in_product) {
  AVOUCH_TRY(const Node root, ParseStrict(yaml, path.bytes, kMaxRecordBytes, "record: KIND"));
  AVOUCH_TRY(const RecordKind kind, KindOf(root, path));
  AVOUCH_CHECK_OK(NamesNoClaim(root, kind, path));
  AVOUCH_CHECK_OK(CheckShape(root, *RowOf(kind).shape, path.bytes));
  AVOUCH_TRY(Record record, Reader(root, path, kind).Read());
  record.id = crypto::Sha256Of(yaml);
  record.in_product = in_product;
  return record;
}

Result<std::string> DayInName(const Path& path) {
  constexpr std::size_t kDay = 10;
  const std::string_view name = path.name();
  const std::string_view head = name.substr(0, kDay);
  const bool looks = head.size() == kDay && head[4] == '-' && head[7] == '-' &&
                     head.find_first_not_of("0123456789-") == head.npos;
  if (!looks) return std::string();
  const bool ends = name.size() == kDay || name[kDay] == '-' || name[kDay] == '.';
  if (!ends || !ParseDate(head))
    return Fail(ErrorKind::kConfiguration, "the file's name begins with no day: " + Quoted(name),
                path.bytes, "2026-11-24-told.yaml");
  return std::string(head);
}

Result<std::vector<Record>> ReadAccepted(BytesView yaml, const Path& path, bool in_product) {
  AVOUCH_TRY(const Node root, ParseStrict(yaml, path.bytes, kMaxRecordBytes, "- { about: ..."));
  AVOUCH_CHECK_OK(CheckShape(root, AcceptedShape(), path.bytes));
  const Digest id = crypto::Sha256Of(yaml);
  std::vector<Record> out;
  for (const Node& item : root.items()) {
    AVOUCH_TRY(Record record, Reader(item, path, RecordKind::kWaiver).Read());
    record.id = id;
    record.in_product = in_product;
    out.push_back(std::move(record));
  }
  return out;
}

}  // namespace avouch::statement
