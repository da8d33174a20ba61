#include "app/record.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "statement/record_file.h"
#include "statement/record_shape.h"
#include "statement/record_text.h"
#include "syntax/canonical.h"
#include "syntax/node.h"

namespace avouch::app {
namespace {

using model::Record;
using model::RecordKind;
using statement::Form;
using statement::Key;
using statement::RecordRow;
using syntax::Node;

constexpr auto kKindNames = NamesOf(RecordKind{});

std::unexpected<Error> Bad(std::string where, std::string what, std::string hint = {}) {
  return Fail(ErrorKind::kUsage, std::move(what), std::move(where), std::move(hint));
}

bool IsFile(const statement::Shape& shape) {
  return !shape.keys.empty() && shape.keys.front().name == "file";
}

RecordFlag FlagOf(const Key& key, const Key* part) {
  const Key& holds = part == nullptr ? key : *part;
  RecordFlag flag;
  flag.name = std::string(key.name) + (part == nullptr ? "" : "-" + std::string(part->name));
  flag.key = key.name;
  flag.part = part == nullptr ? std::string_view() : part->name;
  flag.shape = holds.shape;
  flag.says = holds.says;
  flag.required = key.required && part == nullptr;
  flag.many = holds.shape->form == Form::kList || holds.shape->form == Form::kTable;
  return flag;
}

const RecordFlag* Find(const std::vector<RecordFlag>& flags, std::string_view name) {
  const auto at = std::ranges::find(flags, name, &RecordFlag::name);
  return at == flags.end() ? nullptr : &*at;
}

std::string Hint(std::string_view word, const std::vector<std::string_view>& names,
                 std::string_view before, std::string otherwise) {
  const std::string_view nearest = statement::Nearest(word, names);
  if (nearest.empty()) return otherwise;
  return "did you mean " + std::string(before) + std::string(nearest) + "?";
}

// ---- Values ----

// What YAML would read otherwise than it was typed, or a terminal would obey.
Status CheckPlain(const std::string& flag, std::string_view value) {
  const bool plain =
      IsUtf8(value) && Printable(value) == value && value.find_first_of("\n\t") == value.npos &&
      value.find("\xC2\x85") == value.npos && value.find("\xE2\x80\xA8") == value.npos &&
      value.find("\xE2\x80\xA9") == value.npos;
  if (plain) return {};
  return Bad("--" + flag, "one line of plain text is wanted");
}

Result<Node> Scalar(const RecordFlag& flag, const statement::Shape& shape, std::string_view text) {
  if (shape.form != Form::kInteger) return Node::Text(text);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return Bad("--" + flag.name, "'" + std::string(text) + "' is no whole number");
  return Node::Integer(number);
}

// The value of one flag: all that was typed for it.
Result<Node> ValueOf(const RecordFlag& flag, const RecordValues& values) {
  std::optional<Node> node;
  for (const auto& [name, value] : values) {
    if (name != flag.name) continue;
    AVOUCH_CHECK_OK(CheckPlain(flag.name, value));
    if (!flag.many) return Scalar(flag, *flag.shape, value);
    const bool table = flag.shape->form == Form::kTable;
    if (!node) node = table ? Node::Map() : Node::List();
    if (value.empty()) continue;  // "nobody", "nothing": an empty list is an answer
    const std::size_t equals = value.rfind('=');
    if (table && equals == value.npos)
      return Bad("--" + flag.name, "'" + value + "' says nothing of it", "NAME=VALUE");
    AVOUCH_TRY(Node item, Scalar(flag, *flag.shape->item,
                                 table ? std::string_view(value).substr(equals + 1) : value));
    if (!table)
      node->Add(std::move(item));
    else if (node->Find(std::string_view(value).substr(0, equals)) != nullptr)
      return Bad("--" + flag.name, "'" + value.substr(0, equals) + "' is there twice");
    else
      node->Set(std::string_view(value).substr(0, equals), std::move(item));
  }
  return node ? std::move(*node) : Node();
}

// Held to the shape under the flag's own name, which the error then says.
Status CheckNode(const RecordFlag& flag, const Node& node) {
  const Key keys[] = {{flag.name, flag.shape, flag.says}};
  const statement::Shape map{.form = Form::kMap, .keys = keys};
  Status fits = statement::CheckShape(Node::Map().Set(flag.name, node.Clone()), map, "");
  if (fits) return {};
  fits.error().kind = ErrorKind::kUsage;
  fits.error().where = "--" + flag.name;
  return fits;
}

bool Given(const RecordValues& values, std::string_view name) {
  return std::ranges::any_of(values, [&](const auto& pair) { return pair.first == name; });
}

Status Put(Node& root, const RecordFlag& flag, const RecordValues& values) {
  if (!Given(values, flag.name)) return {};
  AVOUCH_TRY(Node node, ValueOf(flag, values));
  AVOUCH_CHECK_OK(CheckNode(flag, node));
  if (flag.part.empty()) {
    root.Set(flag.key, std::move(node));
    return {};
  }
  Node map = root[flag.key].is_map() ? root[flag.key].Clone() : Node::Map();
  map.Set(flag.part, std::move(node));
  root.Set(flag.key, std::move(map));
  return {};
}

// A file without a digest is written as its path alone, where the shape lets it.
void Flatten(Node& root, const RecordRow& row) {
  for (const Key& key : row.shape->keys) {
    const Node& node = root[key.name];
    if (key.shape->form != Form::kEither || !node.is_map() || node["sha256"].present()) continue;
    root.Set(key.name, node["file"].Clone());
  }
}

Result<Record> Read(const Node& root, const Path& path, RecordKind kind) {
  AVOUCH_TRY(const Bytes json, syntax::WriteJson(root, 0));
  auto record = statement::ReadRecord(json, path);
  if (!record) {
    record.error().kind = ErrorKind::kUsage;
    record.error().where = std::string(Name(kind));
  }
  return record;
}

}  // namespace

std::vector<RecordFlag> RecordFlagsOf(RecordKind kind) {
  std::vector<RecordFlag> out;
  for (const Key& key : statement::RowOf(kind).shape->keys) {
    if (key.name == "record") continue;
    if (IsFile(*key.shape)) {
      RecordFlag file = FlagOf(key, &key.shape->keys.front());
      file.name = key.name;
      file.says = key.says;
      file.required = key.required;
      file.file = true;
      out.push_back(file);
      out.push_back(FlagOf(key, &key.shape->keys.back()));
    } else if (key.shape->form == Form::kMap) {
      for (const Key& part : key.shape->keys) out.push_back(FlagOf(key, &part));
    } else {
      out.push_back(FlagOf(key, nullptr));
    }
  }
  return out;
}

Status CheckRecordValue(const RecordFlag& flag, const std::string& value) {
  AVOUCH_TRY(const Node node, ValueOf(flag, {{flag.name, value}}));
  return CheckNode(flag, node);
}

Result<RecordArguments> ReadRecordArguments(const std::vector<std::string>& words) {
  RecordArguments out;
  std::vector<RecordFlag> flags;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--help" || word == "-h") {
      out.help = true;
      continue;
    }
    if (word == "--no-input") {
      out.no_input = true;
      continue;
    }
    if (!word.starts_with("--")) {
      const auto kind = model::FromName<RecordKind>(word);
      if (!out.kind.empty())
        return Bad("record", "'" + Printable(word) + "' belongs to no flag",
                   "quote what has spaces");
      if (!kind)
        return Bad(
            "record", "'" + Printable(word) + "' is no kind of record",
            Hint(word, {kKindNames.begin(), kKindNames.end()}, "", "avouch record lists them"));
      out.kind = word;
      flags = RecordFlagsOf(*kind);
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(2, equals == word.npos ? equals : equals - 2);
    const RecordFlag* flag = Find(flags, name);
    if (name != "org" && flag == nullptr) {
      std::vector<std::string_view> names;
      for (const RecordFlag& one : flags) names.push_back(one.name);
      return Bad(out.kind.empty() ? "record" : "record " + out.kind,
                 "no such flag: '" + Printable("--" + name) + "'",
                 out.kind.empty()
                     ? "the kind comes first: avouch record KIND --KEY VALUE"
                     : Hint(name, names, "--", "avouch record " + out.kind + " --help lists them"));
    }
    if (equals == word.npos && i + 1 == words.size()) return Bad("--" + name, "wants a value");
    std::string value = equals == word.npos ? words[++i] : word.substr(equals + 1);
    if (flag != nullptr && !flag->many && Given(out.values, name))
      return Bad("--" + name, "is there twice, and holds one value");
    if (name == "org")
      out.org = std::move(value);
    else
      out.values.emplace_back(name, std::move(value));
  }
  return out;
}

Result<Record> MakeRecord(RecordKind kind, const RecordValues& values, const std::string& today) {
  const RecordRow& row = statement::RowOf(kind);
  Node root = Node::Map().Set("record", Name(kind));
  for (const RecordFlag& flag : RecordFlagsOf(kind)) {
    AVOUCH_CHECK_OK(Put(root, flag, values));
    // Where there is one thing that can be said, it is said: incidents: none.
    const bool one = flag.shape->form == Form::kChoice && flag.shape->choices.size() == 1;
    if (flag.required && one && !Given(values, flag.name))
      root.Set(flag.key, flag.shape->choices.front());
    if (flag.required && !one && !Given(values, flag.name))
      return Bad("--" + flag.name, "is wanted: " + std::string(flag.says));
  }
  Flatten(root, row);
  // The name begins with the day of writing; what it is about can be earlier.
  AVOUCH_TRY(Record record, Read(root, today + ".yaml", kind));
  Record named = record;
  named.on = today;
  return Read(root, "records/" + statement::RecordFileName(named), kind);
}

}  // namespace avouch::app
