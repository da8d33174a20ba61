#include "collect/people_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::collect {
namespace {

// Latin letters U+00C0 to U+017F without their marks; '?' keeps the letter.
constexpr std::string_view kLatin1 =
    "aaaaaaaceeeeiiiidnooooo?ouuuuy?saaaaaaaceeeeiiiidnooooo?ouuuuy?y";
constexpr std::string_view kLatinA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk?lllllll"
    "lllnnnnnn???oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 64 && kLatinA.size() == 128);

bool IsAsciiWord(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Lower-case words without marks and punctuation, one space between.
std::string Fold(std::string_view name) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    auto c = static_cast<unsigned char>(name[i]);
    if (c == '(' || c == '[') ++depth;
    if (depth > 0) {
      if (c == ')' || c == ']') --depth;
      continue;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + 32);
    if (IsAsciiWord(c)) {
      out.push_back(static_cast<char>(c));
    } else if (c >= 0xC3 && c <= 0xC5 && i + 1 < name.size()) {
      auto low = static_cast<unsigned char>(name[i + 1]);
      std::size_t at = static_cast<std::size_t>((c & 0x1F) << 6 | (low & 0x3F));
      char plain =
          at < 0x100 ? kLatin1[at - 0xC0] : kLatinA[std::min(at - 0x100, kLatinA.size() - 1)];
      if (plain == '?')
        out.append(name.substr(i, 2));
      else
        out.push_back(plain);
      ++i;
    } else if (c >= 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (c != '\'' && !out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

std::string NameKey(std::string_view name) {
  if (name.find('@') != name.npos) return {};
  std::string key = Fold(name);
  auto words = Words(key);
  std::size_t longest = 0;  // "Rex P" is a name, "J P" is not
  for (auto word : words) longest = std::max(longest, word.size());
  if (words.size() < 2 || longest < 3) return {};
  constexpr auto kNobodies = std::to_array<std::string_view>(
      {"your name",    "john doe",   "jane doe",   "unknown user",     "unknown author",
       "no name",      "no author",  "first last", "author name",      "test user",
       "dev user",     "root user",  "full name",  "ec2 default user", "cloud user",
       "default user", "local user", "git user",   "the author",       "not committed yet"});
  return std::find(kNobodies.begin(), kNobodies.end(), key) == kNobodies.end() ? key
                                                                               : std::string();
}

std::string EmailKey(std::string_view email) {
  std::string key = Lower(Trim(email));
  std::size_t first = key.find('@'), last = key.rfind('@');
  if (first == key.npos) return {};
  if (first != last) {
    std::string_view tail = std::string_view(key).substr(last + 1);
    if (tail.size() == 36 && std::count(tail.begin(), tail.end(), '-') == 4) key.resize(last);
  }
  std::string_view local = std::string_view(key).substr(0, first);
  std::string_view host = std::string_view(key).substr(first + 1);
  if (local.empty() || host.empty() || host == "localhost" || host.starts_with("localhost.") ||
      host == "example.com" || host == "example.org" || host == "none" || host == "(none)")
    return {};
  for (std::string_view nobody : {"noreply", "no-reply", "donotreply", "none", "nobody", "unknown"})
    if (local == nobody) return {};
  return key;
}

ForgeLogin ForgeLoginOf(std::string_view email) {
  std::string key = Lower(Trim(email));
  for (std::string_view host : {"@users.noreply.github.com", "@users.noreply.gitlab.com"}) {
    if (!key.ends_with(host)) continue;
    std::string local = key.substr(0, key.size() - host.size());
    std::size_t sign = local.find(host.find("gitlab") == host.npos ? '+' : '-');
    bool id = sign != local.npos && sign > 0 &&
              std::all_of(local.begin(), local.begin() + static_cast<std::ptrdiff_t>(sign),
                          [](char c) { return c >= '0' && c <= '9'; });
    if (!id) return {local, {}};
    return {local.substr(sign + 1), local.substr(0, sign)};
  }
  return {};
}

}  // namespace avouch::collect
