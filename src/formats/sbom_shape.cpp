#include "formats/sbom_shape.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/time.h"
#include "formats/sbom_parts.h"

namespace avouch::formats {
namespace {

// Reads one shape off the front of `text`.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Shape Next() {
    Space();
    Shape shape;
    if (text_.starts_with('(')) {
      text_.remove_prefix(1);
      shape.list = true;
      Space();
      shape.word = Word();
      for (Space(); !text_.empty() && text_[0] != ')'; Space()) shape.parts.push_back(Next());
      if (!text_.empty()) text_.remove_prefix(1);
    } else {
      shape.word = Word();
    }
    return shape;
  }

 private:
  void Space() { text_.remove_prefix(std::min(text_.find_first_not_of(" \n"), text_.size())); }

  std::string Word() {
    std::string word;
    if (text_.starts_with('"')) {
      std::size_t at = 1;
      for (; at < text_.size() && text_[at] != '"'; ++at) {
        if (text_[at] == '\\') ++at;
        word += text_[at];
      }
      text_.remove_prefix(std::min(at + 1, text_.size()));
      return word;
    }
    const std::size_t end = std::min(text_.find_first_of(" \n()"), text_.size());
    word = text_.substr(0, end);
    // A bracket that opens no shape would stand still.
    text_.remove_prefix(std::max<std::size_t>(end, text_.empty() ? 0 : end));
    return word;
  }

  std::string_view text_;
};

bool IsLowerHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsAlnum(char c) { return IsDigit(c) || IsUpper(c) || IsLower(c); }

template <class Test>
bool All(std::string_view text, const Test& test) {
  return !text.empty() && std::ranges::all_of(text, test);
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !IsLowerHex(text[i])) return false;
  }
  return true;
}

bool IsUuidUrn(std::string_view text) {
  return text.starts_with("urn:uuid:") && IsUuid(text.substr(9));
}

bool IsUuidXml(std::string_view text) {
  if (text.starts_with('{') && text.ends_with('}')) return IsUuid(text.substr(1, text.size() - 2));
  return IsUuidUrn(text);
}

bool IsHash(std::string_view text) {
  constexpr std::size_t kSizes[] = {32, 40, 64, 96, 128};
  return std::ranges::find(kSizes, text.size()) != std::end(kSizes) &&
         All(text, [](char c) { return IsLowerHex(c) || (c >= 'A' && c <= 'F'); });
}

// "urn:cdx:UUID/VERSION", and "#REF" behind it where `element`.
bool IsBomLink(std::string_view text, bool element) {
  if (!text.starts_with("urn:cdx:") || text.size() < 46 || !IsUuid(text.substr(8, 36)) ||
      text[44] != '/')
    return false;
  std::string_view rest = text.substr(45);
  const auto hash = rest.find('#');
  if (element != (hash != rest.npos) || (element && hash + 1 == rest.size())) return false;
  rest = rest.substr(0, hash);
  return All(rest, IsDigit) && rest[0] != '0';
}

bool IsMediaType(std::string_view text) {
  const auto slash = text.find('/');
  const auto part = [](std::string_view one) {
    return All(one,
               [](char c) { return IsDigit(c) || IsLower(c) || c == '-' || c == '+' || c == '.'; });
  };
  return slash != text.npos && part(text.substr(0, slash)) && part(text.substr(slash + 1));
}

bool IsLocale(std::string_view text) {
  if (text.size() != 2 && text.size() != 5) return false;
  if (!All(text.substr(0, 2), IsLower)) return false;
  return text.size() == 2 || (text[2] == '-' && All(text.substr(3), IsUpper));
}

bool IsCre(std::string_view text) {
  const auto dash = text.find('-');
  return text.starts_with("CRE:") && dash != text.npos && All(text.substr(4, dash - 4), IsDigit) &&
         All(text.substr(dash + 1), IsDigit);
}

bool IsPatentNumber(std::string_view text) {
  return text.size() >= 2 && text.size() <= 30 && IsAlnum(text.front()) && IsAlnum(text.back()) &&
         All(text, [](char c) { return IsAlnum(c) || std::string_view("-/.() \t\n").contains(c); });
}

// The prefixes of both bindings, and that what follows has their separators: the names of
// vendors are not spelled out again.
bool IsCpe(std::string_view text) {
  if (EqualsIgnoreCase(text.substr(0, 5), "cpe:/"))
    return std::ranges::count(text, ':') <= 8 && !text.contains(' ');
  if (!text.starts_with("cpe:2.3:") || text.size() < 9 ||
      !std::string_view("aho*-").contains(text[8]))
    return false;
  int colons = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == ':') {
      ++colons;
    } else if (text[i] == ' ') {
      return false;
    }
  }
  return colons == 12;
}

}  // namespace

long long Shape::Number(std::size_t at, long long otherwise) const {
  if (at >= parts.size()) return otherwise;
  const std::string& text = parts[at].word;
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

ShapeBook::ShapeBook(std::initializer_list<std::string_view> tables, char version) {
  for (const auto table : tables) Take(table, version);
}

void ShapeBook::Take(std::string_view table, char version) {
  for (std::size_t at = 0; at < table.size();) {
    // A row ends where a line starts that is not indented.
    std::size_t end = at;
    do end = std::min(table.find('\n', end) + 1, table.size());
    while (end != 0 && end < table.size() && table[end] == ' ');
    if (end == 0) end = table.size();
    const std::string_view row = table.substr(at, end - at);
    at = end;
    const auto name = row.find(' ');
    if (name == row.npos || name == 0) continue;
    const auto versions = row.find(' ', name + 1);
    const std::string_view of = row.substr(name + 1, versions - name - 1);
    if (of == "*" || of.contains(version)) rows_[row.substr(0, name)] = row.substr(versions + 1);
  }
}

const Shape* ShapeBook::Find(std::string_view name) {
  const auto row = rows_.find(name);
  if (row == rows_.end()) return nullptr;
  auto& shape = parsed_[row->first];
  if (!shape) shape = std::make_unique<Shape>(Parser(row->second).Next());
  return shape.get();
}

bool HasPattern(std::string_view pattern, std::string_view text) {
  if (pattern == "hash") return IsHash(text);
  if (pattern == "uuid-urn") return IsUuidUrn(text);
  if (pattern == "uuid-xml") return IsUuidXml(text);
  if (pattern == "bom-link") return IsBomLink(text, false);
  if (pattern == "bom-link-element") return IsBomLink(text, true);
  if (pattern == "media-type") return IsMediaType(text);
  if (pattern == "locale") return IsLocale(text);
  if (pattern == "country") return text.size() == 2 && All(text, IsUpper);
  if (pattern == "cre") return IsCre(text);
  if (pattern == "patent-number") return IsPatentNumber(text);
  if (pattern == "cpe") return IsCpe(text);
  return true;
}

bool HasFormat(std::string_view format, std::string_view text) {
  if (format == "date-time") return text.size() > 10 && ParseTime(text).has_value();
  if (format == "date") return ParseDate(text).has_value();
  if (format == "idn-email") {
    const auto at = text.rfind('@');
    return at != text.npos && at > 0 && at + 1 < text.size() && !text.contains(' ');
  }
  if (format == "iri-reference") return text.empty() || IsAddress(text);
  if (format == "uri") return IsAddress(text) && text.contains(':');
  // Of XML, where a zone may be absent.
  if (format == "xml-date-time")
    return text.size() > 10 &&
           (ParseTime(text).has_value() || ParseTime(std::string(text) + "Z").has_value());
  return true;
}

}  // namespace avouch::formats
