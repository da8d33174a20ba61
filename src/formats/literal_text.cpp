#include "formats/literal_text.h"

#include <utility>

#include "base/text.h"

namespace avouch::formats {

bool LiteralText::Take(std::string_view what) {
  if (!Next(what)) return false;
  for (std::size_t i = 0; i < what.size(); ++i) Advance();
  return true;
}

void LiteralText::SkipLine() {
  while (!done() && Peek() != '\n') Advance();
}

void LiteralText::SkipBehind(std::string_view end) {
  while (!done() && !Take(end)) Advance();
}

void LiteralText::SkipBlanks() {
  while (Peek() == ' ' || Peek() == '\t' || Peek() == '\r' || Peek() == '\n') Advance();
}

std::string LiteralText::Until(std::string_view stops) {
  std::string out;
  while (!done() && stops.find(Peek()) == stops.npos) out += Advance();
  return out;
}

Result<std::string> LiteralText::Quoted(char quote) {
  const int start = line_;
  Advance();
  std::string out;
  while (!done()) {
    char c = Advance();
    if (c == quote) return out;
    if (c == '\\' && !done()) {
      c = Advance();
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    out += c;
  }
  line_ = start;
  return Bad("a text that does not end");
}

std::unexpected<Error> LiteralText::Bad(std::string what, ErrorKind kind) const {
  return Fail(kind, std::move(what), ToUtf8(path_.bytes) + ", line " + std::to_string(line_));
}

}  // namespace avouch::formats
