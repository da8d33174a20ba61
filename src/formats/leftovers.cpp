#include "formats/leftovers.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxBlank = 80;  // Bytes in a bracket; longer ones are sentences.

// A blank that opens with one of these says what to put there.
constexpr auto kOpeners = std::to_array<std::string_view>(
    {"insert", "your", "enter", "fill", "replace", "specify", "tbd", "todo", "tbc", "placeholder"});

// A blank made of these alone is a field of a form.
constexpr auto kFields = std::to_array<std::string_view>(
    {"company",  "name",      "organization", "organisation", "date",
     "project",  "product",   "contact",      "email",        "e-mail",
     "mail",     "address",   "phone",        "telephone",    "number",
     "role",     "title",     "team",         "department",   "url",
     "link",     "the",       "of",           "here",         "person",
     "owner",    "approver",  "manager",      "effective",    "review",
     "last",     "first",     "updated",      "next",         "month",
     "year",     "day",       "time",         "signature",    "author",
     "location", "city",      "country",      "security",     "your",
     "my",       "dd",        "mm",           "yyyy",         "and",
     "or",       "a",         "an",           "vendor",       "customer",
     "software", "method",    "info",         "information",  "details",
     "primary",  "secondary", "backup"});
// At least one of these must be among them.
constexpr auto kStrong = std::to_array<std::string_view>(
    {"company", "name", "organization", "organisation", "date", "email", "e-mail", "phone",
     "telephone", "role", "title", "owner", "approver", "signature", "contact", "project",
     "product", "department", "yyyy"});

template <std::size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::vector<std::string> FieldWords(std::string_view inside) {
  std::vector<std::string> words;
  std::string word;
  for (char c : inside) {
    if (IsWordChar(c) && c != '_') {
      word.push_back(c);
    } else if (c == '-' && Lower(word) == "e") {
      word.push_back(c);  // e-mail
    } else if (!word.empty()) {
      words.push_back(Lower(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(Lower(word));
  return words;
}

bool IsBlank(std::string_view inside, bool angle) {
  if (inside.size() < 3 || inside.size() > kMaxBlank) return false;
  std::vector<std::string> words = FieldWords(inside);
  if (words.empty()) return false;
  if (OneOf(words[0], kOpeners)) return words.size() > 1 || !angle || words[0] == "tbd";
  bool fields =
      std::all_of(words.begin(), words.end(), [](const auto& w) { return OneOf(w, kFields); });
  bool strong =
      std::any_of(words.begin(), words.end(), [](const auto& w) { return OneOf(w, kStrong); });
  // <name> and <date> stand in commands as well; [name] in prose does not.
  return fields && strong && (!angle || words.size() > 1);
}

// "[...]" or "<...>" at `at`; its end, or npos.
std::size_t BlankAt(std::string_view text, std::size_t at) {
  bool angle = text[at] == '<';
  char close = angle ? '>' : ']';
  std::size_t end = text.substr(0, std::min(text.size(), at + kMaxBlank + 2)).find(close, at + 1);
  if (end == text.npos || !IsBlank(text.substr(at + 1, end - at - 1), angle)) return text.npos;
  // A link, or a reference to one.
  if (!angle && end + 1 < text.size() && (text[end + 1] == '(' || text[end + 1] == ':'))
    return text.npos;
  return end + 1;
}

// TBD, REPLACE_WITH_x, YOUR_NAME, "TODO:"
std::size_t WordAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsWordChar(text[end])) ++end;
  std::string_view word = text.substr(at, end - at);
  if (word == "TBD" || word == "TBC" || word == "FIXME" || word == "REPLACEME" ||
      word == "CHANGEME")
    return end;
  if (word == "TODO" && (end == text.size() || text[end] == ':' || text[end] == '(' || at == 0))
    return end;
  for (std::string_view start : {"REPLACE_WITH", "REPLACE_ME", "CHANGE_ME", "INSERT_", "YOUR_"})
    if (word.starts_with(start)) return end;
  return text.npos;
}

}  // namespace

std::vector<std::string> LeftoversIn(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = text.npos;
    char c = text[i];
    if (c == '`') {  // A code span
      std::size_t close = text.find('`', i + 1);
      i = close == text.npos ? i + 1 : close + 1;
      continue;
    }
    bool template_variable = c == '{' || (c == '$' && i + 1 < text.size() && text[i + 1] == '{');
    if (template_variable) {
      std::size_t close = text.substr(0, std::min(text.size(), i + 200)).find('}', i);
      i = close == text.npos ? i + 1 : close + 1;
      continue;
    }
    if (c == '[' || c == '<')
      end = BlankAt(text, i);
    else if (c >= 'A' && c <= 'Z' && (i == 0 || !IsWordChar(text[i - 1])))
      end = WordAt(text, i);
    if (end == text.npos) {
      ++i;
      continue;
    }
    out.push_back(Shorten(text.substr(i, end - i), 80));
    i = end;
  }
  if (ContainsIgnoreCase(text, "lorem ipsum")) out.push_back("lorem ipsum");
  return out;
}

bool IsPlaceholderAddress(std::string_view address) {
  std::string lower = Lower(address);
  std::size_t at = lower.rfind('@');
  std::string_view host = lower;
  if (at != lower.npos)
    host = host.substr(at + 1);
  else if (std::size_t scheme = lower.find("://"); scheme != lower.npos)
    host = host.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  constexpr auto kNobody = std::to_array<std::string_view>(
      {"example.com",     "example.org",      "example.net",     "example.edu",
       "yourdomain.com",  "your-domain.com",  "yourcompany.com", "your-company.com",
       "yourproject.com", "yourproject.org",  "domain.com",      "company.com",
       "mycompany.com",   "yourorg.com",      "email.com",       "foo.bar",
       "yourdomain.tld",  "your-project.org", "project.org",     "organization.org"});
  for (std::string_view nobody : kNobody)
    if (host == nobody ||
        (host.size() > nobody.size() && host.ends_with(nobody) &&
         host[host.size() - nobody.size() - 1] == '.' && nobody.starts_with("example")))
      return true;
  return host.ends_with(".invalid");
}

std::vector<model::Leftover> FindLeftovers(const Prose& prose, const Path& path, bool contacts) {
  std::vector<model::Leftover> out;
  auto see = [&](std::string_view text, int line) {
    for (auto& found : LeftoversIn(text))
      if (out.size() < kMaxLeftovers) out.push_back({std::move(found), {path, line}});
  };
  for (const auto& heading : prose.headings) see(heading.text, heading.line);
  for (const auto& sentence : prose.sentences) see(sentence.text, sentence.line);
  for (const auto& row : prose.rows)
    for (const auto& cell : row.cells) see(cell, row.line);
  for (const auto& entry : prose.front) see(entry.value, entry.line);
  if (contacts)
    for (const auto& address : prose.addresses)
      if (IsPlaceholderAddress(address.address) && out.size() < kMaxLeftovers)
        out.push_back({address.address, {path, address.line}});
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.place.line < b.place.line; });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace avouch::formats
