#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "formats/export_items.h"
#include "formats/manifest_reading.h"
#include "formats/scan_report.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using syntax::Node;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Position behind the string that opens at `at`; npos when it does not end.
std::size_t EndOfString(BytesView text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      return at + 1;
  }
  return text.npos;
}

// A leaf as text: scalars as they are written; of maps what services put a name into.
std::string LeafText(const Node& node) {
  if (!node.is_map()) return node.AsText();
  for (const auto* key : {"value", "name", "displayName", "login", "key"})
    if (node[key].is_scalar()) return node[key].AsText();
  return {};
}

void Collect(const Node& node, std::string_view path, std::vector<std::string>& out) {
  if (path.empty()) {
    if (node.is_list()) {
      for (const auto& item : node.items()) Collect(item, {}, out);
    } else if (auto text = LeafText(node); !text.empty()) {
      out.push_back(std::move(text));
    }
    return;
  }
  if (const Node* whole = node.Find(path)) return Collect(*whole, {}, out);
  const auto dot = path.find('.');
  const auto part = path.substr(0, dot), rest = dot == path.npos ? "" : path.substr(dot + 1);
  if (part == "{true}") {
    for (const auto& entry : node.entries())
      if (entry.value.boolean() == true) out.emplace_back(entry.key);
    return;
  }
  if (part == "[]") {
    for (const auto& item : node.items()) Collect(item, rest, out);
    return;
  }
  if (const Node* found = node.Find(part)) Collect(*found, rest, out);
}

// The error of a value by the line of its file: "line 2, column 7" of what starts on line 10 is
// line 11.
Error Moved(Error error, std::uint32_t starts_on) {
  constexpr std::string_view kLine = "line ";
  if (!error.where.starts_with(kLine)) return error;
  const std::string_view where = std::string_view(error.where).substr(kLine.size());
  std::uint32_t line = 0;
  const auto [end, bad] = std::from_chars(where.data(), where.data() + where.size(), line);
  if (bad != std::errc()) return error;
  error.where = "line " + std::to_string(line + starts_on - 1) +
                std::string(where.substr(static_cast<std::size_t>(end - where.data())));
  return error;
}

}  // namespace

JsonValues::JsonValues(BytesView json) : rest_(WithoutBom(json)) {}

std::unexpected<Error> JsonValues::Bad(std::string what) const {
  return Fail(ErrorKind::kMalformed, std::move(what), "line " + std::to_string(line_));
}

void JsonValues::SkipBlanks() {
  std::size_t at = 0;
  for (; at < rest_.size() && IsBlank(rest_[at]); ++at) line_ += rest_[at] == '\n';
  rest_.remove_prefix(at);
}

// The value that starts here, brackets and strings balanced; what is in it is for ParseJson.
Result<BytesView> JsonValues::Cut() {
  std::size_t at = 0;
  int depth = 0;
  do {
    const char c = rest_[at];
    if (c == '"') {
      at = EndOfString(rest_, at);
      if (at == rest_.npos) return Bad("a text that never ends");
    } else if (depth == 0 && c != '{' && c != '[') {
      while (at < rest_.size() && !IsBlank(rest_[at]) &&
             !std::string_view(",]}").contains(rest_[at]))
        ++at;
      if (at == 0) return Bad(std::string("a value was expected, not '") + c + "'");
    } else {
      depth += c == '{' || c == '[';
      depth -= c == '}' || c == ']';
      ++at;
    }
  } while (depth > 0 && at < rest_.size());
  if (depth > 0) return Bad("JSON that ends before it is whole");
  const BytesView value = rest_.substr(0, at);
  rest_.remove_prefix(at);
  return value;
}

Result<bool> JsonValues::Next(Value& value) {
  for (;;) {
    SkipBlanks();
    if (rest_.empty()) {
      if (open_ > 0) return Bad("JSON that ends before its list does");
      return false;
    }
    if (open_ > 0 && rest_[0] == ']') {
      rest_.remove_prefix(1);
      --open_;
      after_value_ = true;
      continue;
    }
    if (open_ > 0 && after_value_) {
      if (rest_[0] != ',') return Bad("a comma was expected");
      rest_.remove_prefix(1);
      after_value_ = false;
      SkipBlanks();
      if (rest_.empty() || rest_[0] == ']') return Bad("a value was expected behind a comma");
    }
    if (rest_[0] == '[' && open_ < 2) {
      rest_.remove_prefix(1);
      ++open_;
      after_value_ = false;
      continue;
    }
    value.line = line_;
    AVOUCH_TRY(value.bytes, Cut());
    line_ += static_cast<std::uint32_t>(std::ranges::count(value.bytes, '\n'));
    after_value_ = true;
    return true;
  }
}

std::vector<std::string> ValuesAt(const Node& node, std::string_view path) {
  std::vector<std::string> out;
  Collect(node, path, out);
  return out;
}

const Node& NodeAt(const Node& node, std::string_view path) {
  const Node* at = &node;
  while (!path.empty() && at->present()) {
    if (const Node* whole = at->Find(path)) return *whole;
    const auto dot = path.find('.');
    at = &(*at)[path.substr(0, dot)];
    path = dot == path.npos ? "" : path.substr(dot + 1);
  }
  return *at;
}

JsonItems::JsonItems(BytesView bytes, const Profile& profile)
    : values_(bytes), profile_(&profile) {}

Status JsonItems::Load(const JsonValues::Value& value) {
  auto node = syntax::ParseJson(value.bytes, {.allow_bom = false});
  if (!node) return std::unexpected(Moved(std::move(node).error(), value.line));
  value_ = *std::move(node);
  single_ = profile_->list.empty();
  list_ = single_ ? std::span<const Node>() : NodeAt(value_, profile_->list).items();
  if (const auto count = NodeAt(value_, profile_->count).integer();
      !profile_->count.empty() && count)
    announced_ = std::max(announced_, static_cast<long long>(*count));
  // The last page decides whether there is another one.
  if (!profile_->next.empty()) {
    const auto next = ValuesAt(value_, profile_->next);
    more_ = !next.empty() && next[0] != "false";
  }
  for (const auto& path : profile_->dated)
    for (const auto& text : ValuesAt(value_, path))
      if (auto at = ExportDate(text); dated_.empty() && !at.empty()) dated_ = std::move(at);
  return {};
}

Result<bool> JsonItems::Next(ExportItem& item) {
  while (!single_ && list_.empty()) {
    JsonValues::Value value;
    AVOUCH_TRY(const bool more, values_.Next(value));
    if (!more) return false;
    AVOUCH_CHECK_OK(Load(value));
  }
  item.row = ++row_;
  item.profile_ = profile_;
  if (single_) {
    single_ = false;
    item.node = &value_;
  } else {
    item.node = &list_.front();
    list_ = list_.subspan(1);
  }
  return true;
}

}  // namespace avouch::formats
