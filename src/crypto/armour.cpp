#include "crypto/armour.h"

#include <vector>

#include "base/text.h"

namespace avouch::crypto {
namespace {

std::string Edge(std::string_view word, std::string_view label) {
  return std::string("-----").append(word).append(" ").append(label).append("-----");
}

std::unexpected<Error> NoArmour(std::string_view label, std::string_view why) {
  return Fail(ErrorKind::kMalformed, std::string("no ").append(label).append(": ").append(why));
}

}  // namespace

Result<Bytes> ParseArmour(std::string_view text, std::string_view label) {
  if (text.size() > kMaxArmour)
    return Fail(ErrorKind::kTooLarge, std::string(label) + " of more than 64 KiB");
  std::vector<std::string_view> lines = Lines(text);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  if (lines.size() < 3 || lines.front() != Edge("BEGIN", label)) return NoArmour(label, "no BEGIN");
  if (lines.back() != Edge("END", label)) return NoArmour(label, "no END, or text after it");
  std::string base64;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (lines[i].empty() || lines[i].size() > kMaxArmourLine)
      return NoArmour(label, "a line that is empty or too long");
    base64 += lines[i];
  }
  return FromBase64(base64);
}

std::string MakeArmour(BytesView bytes, std::string_view label, std::size_t width) {
  std::string base64 = ToBase64(bytes);
  std::string out = Edge("BEGIN", label) + "\n";
  for (std::size_t at = 0; at < base64.size(); at += width)
    out.append(base64, at, width).append("\n");
  return out + Edge("END", label) + "\n";
}

}  // namespace avouch::crypto
