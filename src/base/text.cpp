#include "base/text.h"

#include <cstdint>
#include <cstring>

namespace avouch {
namespace {

char LowerChar(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Length of the valid UTF-8 sequence that starts `text`, or 0; `code` is set.
std::size_t Utf8Length(std::string_view text, std::uint32_t& code) {
  auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  std::uint32_t a = byte(0);
  if (a < 0x80) return code = a, 1;
  if (a >= 0xC2 && a <= 0xDF && tail(1)) return code = (a & 31) << 6 | (byte(1) & 63), 2;
  if (a >= 0xE0 && a <= 0xEF && tail(1) && tail(2)) {
    code = (a & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63);
    return code >= 0x800 && (code < 0xD800 || code > 0xDFFF) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4 && tail(1) && tail(2) && tail(3)) {
    code = (a & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63);
    return code >= 0x10000 && code <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  std::uint32_t code;
  for (std::size_t i = 0; i < text.size();) {
    if (std::uint64_t eight; i + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    std::size_t n = Utf8Length(text.substr(i), code);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

std::string ToUtf8(std::string_view text) {
  if (IsUtf8(text)) return std::string(text);
  std::string out;
  std::uint32_t code;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t n = Utf8Length(text.substr(i), code);
    if (n == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      out += text.substr(i, n);
      i += n;
    }
  }
  return out;
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = LowerChar(c);
  return out;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (LowerChar(a[i]) != LowerChar(b[i])) return false;
  return true;
}

bool ContainsIgnoreCase(std::string_view text, std::string_view part) {
  if (part.empty()) return true;
  const char first = LowerChar(part[0]);
  for (std::size_t i = 0; i + part.size() <= text.size(); ++i)
    if (LowerChar(text[i]) == first && EqualsIgnoreCase(text.substr(i, part.size()), part))
      return true;
  return false;
}

std::string ReplaceAll(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t at; !from.empty() && (at = text.find(from, start)) != text.npos;
       start = at + from.size()) {
    out += text.substr(start, at - start);
    out += to;
  }
  out += text.substr(start);
  return out;
}

std::string Join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i) out += between;
    out += parts[i];
  }
  return out;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t start = 0;;) {
    std::size_t at = text.find(separator, start);
    out.push_back(text.substr(start, at - start));
    if (at == text.npos) return out;
    start = at + 1;
  }
}

std::vector<std::string_view> Lines(std::string_view text) {
  auto out = Split(text, '\n');
  if (out.back().empty()) out.pop_back();
  for (auto& line : out)
    if (line.ends_with('\r')) line.remove_suffix(1);
  return out;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) ++i;
    std::size_t start = i;
    while (i < text.size() && text[i] != ' ' && text[i] != '\t') ++i;
    if (i > start) out.push_back(text.substr(start, i - start));
  }
  return out;
}

std::string Printable(std::string_view text) {
  std::string out;
  std::uint32_t code;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t n = Utf8Length(text.substr(i), code);
    bool hostile = n == 0 || code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
                   (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
                   (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
    if (hostile)
      out += '?';
    else
      out += text.substr(i, n);
    i += n == 0 ? 1 : n;
  }
  return out;
}

std::string Thousands(long long number) {
  auto size = static_cast<unsigned long long>(number);
  std::string digits =
      std::to_string(number < 0 ? 0 - size : size);  // The smallest has no positive.
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(at, ",");
  return number < 0 ? "-" + digits : digits;
}

std::string Count(std::string_view noun, long long number, std::string_view plural) {
  std::string out = Thousands(number) + " ";
  if (number == 1) return out.append(noun);
  if (!plural.empty()) return out.append(plural);
  return out.append(noun) + "s";
}

}  // namespace avouch
