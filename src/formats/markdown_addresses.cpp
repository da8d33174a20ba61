#include <algorithm>

#include "base/text.h"
#include "formats/markdown.h"

namespace avouch::formats {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || IsUpper(c) || (c >= '0' && c <= '9');
}

bool IsLocal(char c) {
  return IsLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

}  // namespace

std::vector<std::string> AddressesIn(std::string_view text) {
  std::string mended(text);
  if (text.find("at") != text.npos || text.find("AT") != text.npos) {
    for (std::string_view sign :
         {" [at] ", "[at]", " (at) ", "(at)", " {at} ", " <at> ", " [AT] ", " (AT) "})
      mended = ReplaceAll(mended, sign, "@");
    if (mended.size() != text.size())
      for (std::string_view sign : {" [dot] ", "[dot]", " (dot) ", "(dot)", " [DOT] ", " (DOT) "})
        mended = ReplaceAll(mended, sign, ".");
  }
  std::vector<std::string> out;
  for (std::size_t at = mended.find('@'); at != mended.npos; at = mended.find('@', at + 1)) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && at - begin < 64 && IsLocal(mended[begin - 1])) --begin;
    while (end < mended.size() && end - at < 254 &&
           (IsLetterOrDigit(mended[end]) || mended[end] == '.' || mended[end] == '-'))
      ++end;
    while (end > at && (mended[end - 1] == '.' || mended[end - 1] == '-')) --end;
    std::string_view domain = std::string_view(mended).substr(at + 1, end - at - 1);
    std::size_t dot = domain.rfind('.');
    if (begin == at || dot == domain.npos || dot == 0 || domain.size() - dot < 3) continue;
    if (begin > 0 && (mended[begin - 1] == '/' || mended[begin - 1] == ':') && begin > 1 &&
        mended[begin - 2] != 'o' && mended[begin - 1] == '/')
      continue;  // https://host/@name or user@host in an address of a page
    std::string_view top = domain.substr(dot + 1);
    if (!std::all_of(top.begin(), top.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || IsUpper(c); }))
      continue;  // package@1.2.3
    out.push_back(Lower(std::string_view(mended).substr(begin, end - begin)));
  }
  return out;
}

}  // namespace avouch::formats
