#include "syntax/xml_text.h"

#include "base/text.h"

namespace avouch::syntax {

std::string XmlText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const std::string clean = IsUtf8(text) ? std::string() : Printable(text);
  for (const char c : clean.empty() ? text : std::string_view(clean)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
      out += c;
    else
      out += ' ';
  }
  // The two characters of the basic plane that XML leaves out.
  out = ReplaceAll(out, "\xEF\xBF\xBE", "");
  return ReplaceAll(out, "\xEF\xBF\xBF", "");
}

}  // namespace avouch::syntax
