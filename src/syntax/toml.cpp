#include "syntax/toml.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.h"
#include "syntax/eight_bytes.h"
#include "syntax/limits.h"
#include "syntax/toml_scalar.h"
#include "syntax/toml_tables.h"
#include "syntax/tree_builder.h"
#include "syntax/utf8.h"

namespace avouch::syntax {
namespace {

// ---- The text of a document ----

constexpr auto kBareKeyBytes = [] {
  std::array<bool, 256> out{};
  for (const char c :
       std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                        "_-"))
    out[static_cast<unsigned char>(c)] = true;
  return out;
}();
bool IsBareKeyByte(char c) { return kBareKeyBytes[static_cast<unsigned char>(c)]; }
bool IsScalarByte(char c) { return IsBareKeyByte(c) || c == '+' || c == '.' || c == ':'; }
bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

constexpr std::size_t kBytesAValue = 24;  // In lock files, mostly

class TomlParser {
 public:
  explicit TomlParser(BytesView toml)
      : builder_(Duplicates::kRefused, nullptr), items_(toml.size() / kBytesAValue) {
    toml_ = builder_.Keep(toml);
    if (toml_.starts_with("\xEF\xBB\xBF")) toml_.remove_prefix(3);
  }

  Result<Node> Parse() {
    while (at_ < toml_.size()) AVOUCH_CHECK_OK(Line());
    AVOUCH_CHECK_OK(Convert(kTomlRoot));
    return builder_.Finish();
  }

 private:
  [[nodiscard]] Place Here() const {
    return {line_, static_cast<std::uint32_t>(at_ - line_start_ - continuation_bytes_ + 1)};
  }
  [[nodiscard]] std::unexpected<Error> Wrong(std::string what) const {
    return FailAt(ErrorKind::kMalformed, std::move(what), Here());
  }
  [[nodiscard]] bool Is(char c) const { return at_ < toml_.size() && toml_[at_] == c; }
  [[nodiscard]] bool Is(std::string_view text) const {
    return toml_.substr(at_, text.size()) == text;
  }
  // So many of it, one behind the other.
  [[nodiscard]] bool IsRun(char c, std::size_t count) const {
    if (toml_.size() - at_ < count) return false;
    for (std::size_t i = 0; i < count; ++i)
      if (toml_[at_ + i] != c) return false;
    return true;
  }
  [[nodiscard]] bool Take(char c) { return Is(c) ? (++at_, true) : false; }

  // Steps over one byte of a text or comment.
  void Step() {
    if ((static_cast<unsigned char>(toml_[at_]) & 0xC0) == 0x80) ++continuation_bytes_;
    ++at_;
  }
  [[nodiscard]] bool AtNewLine() const { return Is('\n') || Is("\r\n"); }
  void TakeNewLine() {
    at_ += Is('\n') ? 1 : 2;
    ++line_;
    line_start_ = at_;
    continuation_bytes_ = 0;
  }
  void SkipBlanks() {
    while (Is(' ') || Is('\t')) ++at_;
  }

  Status SkipComment() {
    if (!Is('#')) return {};
    while (at_ < toml_.size() && !AtNewLine()) {
      if (IsControl(toml_[at_])) return Wrong("a control character in a comment");
      Step();
    }
    return {};
  }

  // Blanks, new lines and comments: what may stand between items of a list.
  Status SkipLines() {
    while (true) {
      SkipBlanks();
      AVOUCH_CHECK_OK(SkipComment());
      if (!AtNewLine()) return {};
      TakeNewLine();
    }
  }

  Status Line() {
    SkipBlanks();
    if (Is('[')) {
      AVOUCH_CHECK_OK(Header());
    } else if (at_ < toml_.size() && !Is('#') && !AtNewLine()) {
      AVOUCH_CHECK_OK(KeyAndValue(table_, 0));
    }
    SkipBlanks();
    AVOUCH_CHECK_OK(SkipComment());
    if (at_ == toml_.size()) return {};
    if (!AtNewLine()) return Wrong("something after the value");
    TakeNewLine();
    return {};
  }

  Status Header() {
    const Place place = Here();
    ++at_;
    const bool adds = Take('[');
    key_.clear();
    AVOUCH_CHECK_OK(ReadKey());
    if (!Take(']') || (adds && !Take(']'))) return Wrong("a header that does not end");
    AVOUCH_TRY(table_, adds ? items_.AddTable(key_, place) : items_.OpenTable(key_, place));
    return CheckSize(place);
  }

  Status CheckSize(Place place) const {
    if (items_.size() <= kMaxNodes) return {};
    return FailAt(ErrorKind::kTooLarge, "more than " + std::to_string(kMaxNodes) + " values",
                  place);
  }

  // Dotted parts, with blanks around each, into key_.
  Status ReadKey() {
    do {
      SkipBlanks();
      if (key_.size() == kMaxTomlKeyParts) {
        return FailAt(ErrorKind::kTooLarge,
                      "a key of more than " + std::to_string(kMaxTomlKeyParts) + " parts", Here());
      }
      AVOUCH_TRY(const TomlKeyPart part, ReadKeyPart());
      key_.push_back(part);
      SkipBlanks();
    } while (Take('.'));
    return {};
  }

  Result<TomlKeyPart> ReadKeyPart() {
    const Place place = Here();
    if (Is('"') || Is('\'')) {
      if (Is("\"\"\"") || Is("'''")) return Wrong("a key of several lines");
      AVOUCH_TRY(const std::string_view text, Text());
      return TomlKeyPart{text, place};
    }
    const std::size_t start = at_;
    while (at_ < toml_.size() && IsBareKeyByte(toml_[at_])) ++at_;
    if (at_ == start) return Wrong("a key is missing");
    return TomlKeyPart{toml_.substr(start, at_ - start), place};
  }

  Status KeyAndValue(TomlId table, int depth) {
    key_.clear();
    AVOUCH_CHECK_OK(ReadKey());
    if (!Take('=')) return Wrong("expected '=' after a key");
    SkipBlanks();
    AVOUCH_TRY(const TomlId home, items_.OpenDotted(table, key_));
    const TomlKeyPart last = key_.back();  // The value may have keys of its own
    AVOUCH_TRY(const TomlId value, Value(depth));
    items_.Set(home, last, value);
    return CheckSize(last.place);
  }

  // Recursion is held to kMaxTomlNesting.
  Result<TomlId> Value(int depth) {
    const Place place = Here();
    if (Is('[') || Is('{')) {
      if (depth == kMaxTomlNesting) {
        return FailAt(ErrorKind::kTooLarge,
                      "more than " + std::to_string(kMaxTomlNesting) + " levels of nesting", place);
      }
      return Is('[') ? List(depth + 1) : InlineTable(depth + 1);
    }
    if (Is('"') || Is('\'')) {
      AVOUCH_TRY(const std::string_view text, Text());
      return items_.AddScalar(TreeBuilder::MakeText(text, place));
    }
    return Scalar(place);
  }

  Result<TomlId> List(int depth) {
    const TomlId list = items_.Add(Kind::kList, TomlOrigin::kValue, Here());
    ++at_;
    while (true) {
      AVOUCH_CHECK_OK(SkipLines());
      if (Take(']')) return list;
      AVOUCH_TRY(const TomlId value, Value(depth));
      items_.Append(list, value);
      AVOUCH_CHECK_OK(CheckSize(items_.PlaceOf(value)));
      AVOUCH_CHECK_OK(SkipLines());
      if (!Take(',') && !Is(']')) return Wrong("expected ',' or ']'");
    }
  }

  Result<TomlId> InlineTable(int depth) {
    const TomlId table = items_.Add(Kind::kMap, TomlOrigin::kValue, Here());
    ++at_;
    while (true) {  // Over several lines, and with a ',' at its end, since TOML 1.1
      AVOUCH_CHECK_OK(SkipLines());
      if (Take('}')) return table;
      AVOUCH_CHECK_OK(KeyAndValue(table, depth));
      AVOUCH_CHECK_OK(SkipLines());
      if (!Take(',') && !Is('}')) return Wrong("expected ',' or '}'");
    }
  }

  Result<TomlId> Scalar(Place place) {
    const std::size_t start = at_;
    while (at_ < toml_.size() && IsScalarByte(toml_[at_])) ++at_;
    const bool time_follows = IsTomlDate(toml_.substr(start, at_ - start)) && Is(' ') &&
                              at_ + 1 < toml_.size() && toml_[at_ + 1] >= '0' &&
                              toml_[at_ + 1] <= '9';
    if (time_follows) {
      ++at_;
      while (at_ < toml_.size() && IsScalarByte(toml_[at_])) ++at_;
    }
    const TomlScalar scalar = ReadTomlScalar(toml_.substr(start, at_ - start));
    if (const bool* value = std::get_if<bool>(&scalar)) {
      return items_.AddScalar(TreeBuilder::MakeBoolean(*value, place));
    }
    if (const auto* value = std::get_if<std::int64_t>(&scalar)) {
      return items_.AddScalar(TreeBuilder::MakeInteger(*value, place));
    }
    if (const auto* number = std::get_if<TomlNumber>(&scalar)) {
      return items_.AddScalar(TreeBuilder::MakeNumber(builder_.Keep(number->spelling), place));
    }
    if (const auto* text = std::get_if<std::string>(&scalar)) {
      return items_.AddScalar(TreeBuilder::MakeText(builder_.Keep(*text), place));
    }
    return FailAt(ErrorKind::kMalformed, at_ == start ? "a value is missing" : "not a value",
                  place);
  }

  // ---- Texts ----

  // Over what stands for itself in every text, eight bytes at once.
  void SkipPlain() {
    while (at_ + kEight <= toml_.size()) {
      const std::uint64_t word = LoadEight(&toml_[at_]);
      const std::uint64_t odd = MarkOdd(word) | MarkByte(word, '\'') | MarkByte(word, 0x7F);
      if (odd != 0) return void(at_ += BytesBefore(odd));
      at_ += kEight;
    }
  }

  // REQUIRES: at a quote.
  Result<std::string_view> Text() {
    const Place start = Here();
    const char quote = toml_[at_];
    const bool lines = IsRun(quote, 3);
    at_ += lines ? 3 : 1;
    if (lines && AtNewLine()) TakeNewLine();
    const std::size_t first = at_;
    std::optional<std::string> resolved;  // Once the text differs from what is written.
    while (at_ < toml_.size()) {
      if (!resolved) SkipPlain();
      if (at_ == toml_.size()) break;
      if (IsRun(quote, lines ? 3 : 1)) return EndOfText(quote, lines, first, resolved);
      if (Is('\\') && quote == '"') {
        if (!resolved) resolved = toml_.substr(first, at_ - first);
        AVOUCH_CHECK_OK(Escape(*resolved, lines));
      } else if (AtNewLine()) {
        if (!lines) break;
        if (!resolved && Is('\r')) resolved = toml_.substr(first, at_ - first);
        TakeNewLine();
        if (resolved) *resolved += '\n';
      } else {
        if (IsControl(toml_[at_])) return Wrong("a control character in a text");
        if (resolved) *resolved += toml_[at_];
        Step();
      }
    }
    return FailAt(ErrorKind::kMalformed, "a text that does not end", start);
  }

  std::string_view EndOfText(char quote, bool lines, std::size_t first,
                             std::optional<std::string>& resolved) {
    // Up to two quotes before the closing three belong to the text.
    for (int extra = 0; lines && extra < 2 && IsRun(quote, 4); ++extra) {
      if (resolved) *resolved += quote;
      ++at_;
    }
    const std::string_view written = toml_.substr(first, at_ - first);
    at_ += lines ? 3 : 1;
    return resolved ? builder_.Keep(*resolved) : written;
  }

  Status Escape(std::string& out, bool lines) {
    ++at_;
    constexpr std::string_view kNames = "btnfr\"\\";
    constexpr std::string_view kValues = "\b\t\n\f\r\"\\";
    if (at_ < toml_.size()) {
      if (const std::size_t known = kNames.find(toml_[at_]); known != std::string_view::npos) {
        out += kValues[known];
        ++at_;
        return {};
      }
    }
    if (Is('u') || Is('U')) return CodePoint(out, Is('u') ? 4 : 8);
    return lines ? JoinLines() : Wrong("an unknown escape");
  }

  Status CodePoint(std::string& out, std::size_t digits) {
    const std::string_view hex = toml_.substr(at_ + 1, digits);
    std::uint32_t code = 0;
    const auto [stop, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    const bool whole = hex.size() == digits && error == std::errc() && stop == hex.data() + digits;
    if (!whole || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
      return Wrong("an escape that names no character");
    }
    AppendUtf8(out, code);
    at_ += digits + 1;
    return {};
  }

  // A backslash at the end of a line takes away all blanks up to the next text.
  Status JoinLines() {
    SkipBlanks();
    if (!AtNewLine()) return Wrong("an unknown escape");
    while (AtNewLine()) {
      TakeNewLine();
      SkipBlanks();
    }
    return {};
  }

  // ---- The tree ----

  Status Convert(TomlId id) {
    const TomlBranch* branch = items_.BranchAt(id);
    if (branch == nullptr) return builder_.Add(TreeBuilder::Share(items_.ScalarAt(id)));
    AVOUCH_CHECK_OK(builder_.Begin(branch->kind, branch->place));
    for (TomlId child = branch->first; child != kNoToml; child = items_.NextOf(child)) {
      builder_.Key(items_.KeyOf(child).text, items_.KeyOf(child).place);
      AVOUCH_CHECK_OK(Convert(child));
    }
    if (auto ended = builder_.End(); !ended) return std::unexpected(std::move(ended).error());
    return {};
  }

  TreeBuilder builder_;
  std::string_view toml_;
  TomlTables items_;
  std::vector<TomlKeyPart> key_;  // The one read last
  TomlId table_ = kTomlRoot;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::size_t continuation_bytes_ = 0;  // On this line so far: they take no column.
  std::uint32_t line_ = 1;
};

}  // namespace

Result<Node> ParseToml(BytesView toml) {
  if (toml.size() > kMaxDocumentBytes) {
    return Fail(ErrorKind::kTooLarge,
                "a document of more than " + std::to_string(kMaxDocumentBytes) + " bytes");
  }
  if (!IsUtf8(toml)) return Fail(ErrorKind::kMalformed, "bytes that are not UTF-8");
  return TomlParser(toml).Parse();
}

}  // namespace avouch::syntax
