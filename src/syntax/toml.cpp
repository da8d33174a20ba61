#include "syntax/toml.h"

// The one place that compiles toml++: without exceptions, and with a bound on
// values inside each other.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_MAX_NESTED_VALUES 64
#define TOML_UNRELEASED_FEATURES 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "syntax/limits.h"
#include "syntax/tree_builder.h"

namespace avouch::syntax {
namespace {

static_assert(TOML_MAX_NESTED_VALUES == kMaxTomlNesting);

// ---- Before toml++ ----

// Finds dotted keys of too many parts. toml++ 3.3 makes a table inside a table
// for each part, without a bound, and frees them by recursion: "[a.a.a. ...]" of
// 100 kB would end the program. Texts and comments are stepped over.
class KeyScanner {
 public:
  explicit KeyScanner(std::string_view toml) : toml_(toml) {}

  Status Check() {
    int dots = 0;
    while (at_ < toml_.size()) {
      const char c = toml_[at_];
      if (c == '#') {
        at_ = std::min(toml_.find('\n', at_), toml_.size());
        continue;
      }
      if (c == '"' || c == '\'') {
        SkipText(c);
        continue;
      }
      ++at_;
      if (c == '\n') ++line_;
      if (std::string_view("\n=,{}[]").find(c) != std::string_view::npos) dots = 0;
      if (c == '.' && ++dots >= kMaxTomlKeyParts) {
        return FailAt(ErrorKind::kTooLarge,
                      "a key of more than " + std::to_string(kMaxTomlKeyParts) + " parts",
                      {line_, 1});
      }
    }
    return {};
  }

 private:
  void SkipText(char quote) {
    const std::string three(3, quote);
    const bool multi = toml_.substr(at_, 3) == three;
    at_ += multi ? 3 : 1;
    while (at_ < toml_.size()) {
      const char c = toml_[at_];
      if (!multi && (c == quote || c == '\n')) {
        at_ += c == quote ? 1 : 0;
        return;
      }
      if (multi && c == quote && toml_.substr(at_, 3) == three) {
        at_ += 3;
        while (at_ < toml_.size() && toml_[at_] == quote) ++at_;  // """a""""" ends with quotes.
        return;
      }
      if (c == '\n') ++line_;
      at_ += c == '\\' && quote == '"' ? 2 : 1;
    }
  }

  std::string_view toml_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

// ---- Scalars ----

Place PlaceOf(const toml::source_region& source) {
  return {static_cast<std::uint32_t>(source.begin.line),
          static_cast<std::uint32_t>(source.begin.column)};
}

std::string Text(const toml::date& date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04u-%02u-%02u", static_cast<unsigned>(date.year),
                static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
  return text.data();
}

std::string Text(const toml::time& time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02u:%02u:%02u", static_cast<unsigned>(time.hour),
                static_cast<unsigned>(time.minute), static_cast<unsigned>(time.second));
  std::string out = text.data();
  if (time.nanosecond == 0) return out;
  std::snprintf(text.data(), text.size(), ".%09u", static_cast<unsigned>(time.nanosecond));
  out += text.data();
  return out.erase(out.find_last_not_of('0') + 1);
}

std::string Text(const toml::date_time& when) {
  std::string out = Text(when.date) + "T" + Text(when.time);
  if (!when.offset) return out;
  if (when.offset->minutes == 0) return out + "Z";
  const int minutes = std::abs(when.offset->minutes);
  std::array<char, 16> zone{};
  std::snprintf(zone.data(), zone.size(), "%c%02d:%02d", when.offset->minutes < 0 ? '-' : '+',
                minutes / 60, minutes % 60);
  return out + zone.data();
}

// ---- The tree ----

class Converter {
 public:
  Converter() : builder_(Duplicates::kRefused, nullptr) {}

  // Recursion is held to kMaxDepth by the builder.
  Status Convert(const toml::node& node, Place fallback) {
    Place place = PlaceOf(node.source());
    if (place.line == 0) place = fallback;
    if (const toml::table* table = node.as_table()) return Table(*table, place);
    if (const toml::array* array = node.as_array()) return Array(*array, place);
    return builder_.Add(Scalar(node, place));
  }

  Node Finish() { return builder_.Finish(); }

 private:
  struct Part {
    Place place;
    const toml::key* key;
    const toml::node* value;
  };

  // toml++ sorts by key; their places bring back the order of the document.
  Status Table(const toml::table& table, Place place) {
    std::vector<Part> parts;
    parts.reserve(table.size());
    for (const auto& [key, value] : table) parts.push_back({PlaceOf(key.source()), &key, &value});
    std::ranges::stable_sort(parts, {}, [](const Part& part) {
      return std::pair(part.place.line, part.place.column);
    });
    AVOUCH_CHECK_OK(builder_.Begin(Kind::kMap, place));
    for (const Part& part : parts) {
      builder_.Key(builder_.Keep(part.key->str()), part.place);
      AVOUCH_CHECK_OK(Convert(*part.value, part.place));
    }
    return End();
  }

  Status Array(const toml::array& array, Place place) {
    AVOUCH_CHECK_OK(builder_.Begin(Kind::kList, place));
    for (const toml::node& item : array) AVOUCH_CHECK_OK(Convert(item, place));
    return End();
  }

  Status End() {
    if (auto ended = builder_.End(); !ended) return std::unexpected(std::move(ended).error());
    return {};
  }

  Node Scalar(const toml::node& node, Place place) {
    if (const auto* text = node.as_string()) return Kept(text->get(), place);
    if (const auto* value = node.as_integer()) return TreeBuilder::MakeInteger(value->get(), place);
    if (const auto* value = node.as_boolean()) return TreeBuilder::MakeBoolean(value->get(), place);
    if (const auto* value = node.as_floating_point()) return Float(value->get(), place);
    if (const auto* value = node.as_date()) return Kept(Text(value->get()), place);
    if (const auto* value = node.as_time()) return Kept(Text(value->get()), place);
    if (const auto* value = node.as_date_time()) return Kept(Text(value->get()), place);
    return TreeBuilder::MakeNull(place);
  }

  Node Kept(std::string_view text, Place place) {
    return TreeBuilder::MakeText(builder_.Keep(text), place);
  }

  Node Float(double value, Place place) {
    if (std::isnan(value)) return Kept("nan", place);
    if (std::isinf(value)) return Kept(value < 0 ? "-inf" : "inf", place);
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    std::string spelling(text.data(), end);
    if (spelling.find_first_of(".e") == std::string::npos) spelling += ".0";
    return TreeBuilder::MakeNumber(builder_.Keep(spelling), place);
  }

  TreeBuilder builder_;
};

}  // namespace

Result<Node> ParseToml(BytesView toml) {
  if (toml.size() > kMaxDocumentBytes) {
    return Fail(ErrorKind::kTooLarge,
                "a document of more than " + std::to_string(kMaxDocumentBytes) + " bytes");
  }
  if (!IsUtf8(toml)) return Fail(ErrorKind::kMalformed, "bytes that are not UTF-8");
  AVOUCH_CHECK_OK(KeyScanner(toml).Check());
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) {
    const std::string_view what = parsed.error().description();
    const bool too_deep = what.find("TOML_MAX_NESTED_VALUES") != std::string_view::npos;
    return FailAt(too_deep ? ErrorKind::kTooLarge : ErrorKind::kMalformed, Printable(what),
                  PlaceOf(parsed.error().source()));
  }
  Converter converter;
  AVOUCH_CHECK_OK(converter.Convert(parsed.table(), {1, 1}));
  return converter.Finish();
}

}  // namespace avouch::syntax
