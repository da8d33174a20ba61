#include "formats/web_page.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/text.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// ---- Character references: those that prose has; others stay as they are written ----

constexpr std::pair<std::string_view, std::string_view> kNamed[] = {
    {"amp", "&"},         {"apos", "'"},       {"bull", "\u2022"},   {"copy", "\u00a9"},
    {"eacute", "\u00e9"}, {"gt", ">"},         {"hellip", "\u2026"}, {"ldquo", "\u201c"},
    {"lsquo", "\u2018"},  {"lt", "<"},         {"mdash", "\u2014"},  {"middot", "\u00b7"},
    {"nbsp", " "},        {"ndash", "\u2013"}, {"pound", "\u00a3"},  {"quot", "\""},
    {"rdquo", "\u201d"},  {"rsquo", "\u2019"}, {"shy", ""},
};

void AppendUtf8(std::string& out, unsigned long code) {
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || code == 0xa0) {
    out += ' ';
  } else if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

// "#8217" or "#x2019" without its '#'.
bool AppendNumbered(std::string& out, std::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  constexpr std::size_t kMostDigits = 7;  // 0x10ffff has six, 1114111 seven
  if (digits.empty() || digits.size() > kMostDigits) return false;
  unsigned long code = 0;
  for (const char c : digits) {
    const int value = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (value < 0) return false;
    code = code * (hex ? 16 : 10) + static_cast<unsigned long>(value);
  }
  AppendUtf8(out, code);
  return true;
}

// The reference at the start of `text`, which begins with '&': appends what it
// stands for and returns its length; 0 when it is none.
std::size_t TakeReference(std::string_view text, std::string& out) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (end == text.npos) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name.starts_with('#')) return AppendNumbered(out, name.substr(1)) ? end + 1 : 0;
  const auto* const known =
      std::ranges::find(kNamed, name, [](const auto& one) { return one.first; });
  if (known == std::end(kNamed)) return 0;
  out += known->second;
  return end + 1;
}

std::string Decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text[0] == '&')
      if (const std::size_t length = TakeReference(text, out); length > 0) {
        text.remove_prefix(length);
        continue;
      }
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

// ---- Tags ----

struct Tag {
  std::string name;  // Lower case, with its '/' when it ends something
  std::string href;  // Of an <a>
};

// The attributes of a tag, from behind its name to behind its '>'.
std::size_t TakeAttributes(std::string_view text, std::size_t at, Tag& tag) {
  while (at < text.size() && text[at] != '>') {
    if (IsSpace(text[at]) || text[at] == '/' || text[at] == '=') {
      ++at;
      continue;
    }
    const std::size_t from = at;
    while (at < text.size() && !IsSpace(text[at]) && text[at] != '=' && text[at] != '>' &&
           text[at] != '/')
      ++at;
    const std::string_view name = text.substr(from, at - from);
    while (at < text.size() && IsSpace(text[at])) ++at;
    if (at >= text.size() || text[at] != '=') continue;
    ++at;
    while (at < text.size() && IsSpace(text[at])) ++at;
    const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at] : 0;
    if (quote != 0) ++at;
    const std::size_t start = at;
    while (at < text.size() &&
           (quote != 0 ? text[at] != quote : !IsSpace(text[at]) && text[at] != '>'))
      ++at;
    if (tag.name == "a" && EqualsIgnoreCase(name, "href") && tag.href.empty())
      tag.href = Decoded(Trim(text.substr(start, at - start)));
    if (quote != 0 && at < text.size()) ++at;
  }
  return std::min(at + 1, text.size());
}

// Elements whose content is no prose, up to their end tag.
constexpr std::array<std::string_view, 8> kSkipped = {"script", "style",  "template", "noscript",
                                                      "svg",    "iframe", "textarea", "head"};
// Elements that stand on lines of their own.
constexpr std::array<std::string_view, 22> kBlocks = {
    "p",      "div",      "br",    "ul",    "ol",      "table", "section", "article",
    "header", "footer",   "main",  "nav",   "hr",      "aside", "dl",      "pre",
    "form",   "fieldset", "tbody", "thead", "address", "figure"};

class Writer {
 public:
  explicit Writer(std::string_view text) : text_(text) {}

  std::string Write() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (text_[at] == '<') {
        if (const std::size_t next = TakeMarkup(at); next > at) {
          at = next;
          continue;
        }
      }
      at = TakeText(at);
    }
    Line();
    return std::move(out_);
  }

 private:
  // Past a tag or comment at `at`; `at` itself when the '<' is only a character.
  std::size_t TakeMarkup(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = rest.find("-->");
      return end == rest.npos ? text_.size() : at + end + 3;
    }
    if (rest.starts_with("<!") || rest.starts_with("<?")) {
      const std::size_t end = rest.find('>');
      return end == rest.npos ? text_.size() : at + end + 1;
    }
    std::size_t name = at + 1;
    if (name < text_.size() && text_[name] == '/') ++name;
    if (name >= text_.size() || !IsLetter(text_[name])) return at;
    while (name < text_.size() && !IsSpace(text_[name]) && text_[name] != '>' && text_[name] != '/')
      ++name;
    Tag tag{Lower(text_.substr(at + 1, name - at - 1)), {}};
    const std::size_t end = TakeAttributes(text_, name, tag);
    if (std::ranges::find(kSkipped, tag.name) != kSkipped.end()) return PastEnd(tag.name, end);
    Take(tag);
    return end;
  }

  // Behind the end tag of a skipped element. One that is never closed takes the rest; each
  // kind is looked for once, so that many open ones stay linear.
  std::size_t PastEnd(const std::string& name, std::size_t from) {
    if (unclosed_.contains(name)) return from;
    for (std::size_t at = text_.find("</", from); at != text_.npos; at = text_.find("</", at + 2)) {
      if (!EqualsIgnoreCase(text_.substr(at + 2, name.size()), name)) continue;
      const std::size_t end = text_.find('>', at);
      return end == text_.npos ? text_.size() : end + 1;
    }
    unclosed_.insert(name);
    return name == "head" ? from : text_.size();
  }

  void Take(const Tag& tag) {
    const std::string_view name = tag.name.starts_with('/') ? std::string_view(tag.name).substr(1)
                                                            : std::string_view(tag.name);
    const bool opens = !tag.name.starts_with('/');
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      Line();
      if (opens)
        start_ = std::string(static_cast<std::size_t>(name[1] - '0'), '#') + " ";
      else
        out_ += '\n';
    } else if (name == "li" || name == "dt" || name == "dd") {
      Line();
      if (opens) start_ = "- ";
    } else if (name == "tr") {
      Line();
      row_ = opens;
    } else if (name == "td" || name == "th") {
      if (opens && row_) line_ += line_.empty() ? "| " : " | ";
    } else if (name == "a") {
      Link(opens ? tag.href : std::string());
    } else if (std::ranges::find(kBlocks, name) != kBlocks.end()) {
      if (row_ && name != "table") return;  // A cell's own paragraphs
      Line();
      if (name != "br") out_ += '\n';
    }
  }

  // A link to a place that a reader can go to; its words are in brackets.
  void Link(const std::string& href) {
    if (!href_.empty()) line_ += "](" + href_ + ")";
    href_.clear();
    const bool plain = !href.empty() && href.find_first_of("()<> \t\r\n\\") == href.npos;
    const std::string scheme = Lower(href.substr(0, href.find(':')));
    const bool place =
        href.find(':') == href.npos || scheme == "https" || scheme == "http" || scheme == "mailto";
    if (!plain || !place || href[0] == '#') return;
    href_ = href;
    line_ += '[';
  }

  std::size_t TakeText(std::size_t at) {
    const std::size_t from = at;
    std::size_t end = text_.find('<', at + (text_[at] == '<' ? 1 : 0));
    end = std::min(end, text_.size());
    for (const char c : Decoded(text_.substr(from, end - from))) {
      if (IsSpace(c)) {
        if (!line_.empty() && line_.back() != ' ') line_ += ' ';
        continue;
      }
      // What is a character here and markup there.
      if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) line_ += '\\';
      line_ += c;
    }
    return end;
  }

  void Line() {
    if (!href_.empty()) line_ += "](" + href_ + ")";
    href_.clear();
    const std::string_view said = Trim(line_);
    if (!said.empty()) out_.append(start_).append(said).append(row_ ? " |\n" : "\n");
    line_.clear(), start_.clear();
  }

  std::string_view text_;
  std::string out_, line_, start_, href_;
  std::set<std::string> unclosed_;
  bool row_ = false;
};

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

bool IsWebPage(BytesView bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string_view start = bytes.substr(0, 4096);
  while (true) {
    start = Trim(start);
    if (!start.starts_with("<!--")) break;
    const std::size_t end = start.find("-->");
    if (end == start.npos) return true;
    start.remove_prefix(end + 3);
  }
  for (const std::string_view tag : {"<!doctype html", "<html", "<head", "<body", "<title", "<h1"})
    if (EqualsIgnoreCase(start.substr(0, tag.size()), tag)) return true;
  return false;
}

std::string ProseOfPage(BytesView bytes) { return Writer(ToUtf8(bytes)).Write(); }

std::optional<std::string> ReportedDigest(BytesView bytes) {
  constexpr std::size_t kLongest = 1u << 20, kDigits = 64;
  constexpr std::string_view kPrefix = "sha256:";
  if (bytes.size() > kLongest) return std::nullopt;
  std::set<std::string> found;
  const std::string text = Lower(bytes);
  for (std::size_t at = text.find(kPrefix); at != text.npos; at = text.find(kPrefix, at + 1)) {
    const std::string digits = text.substr(at + kPrefix.size(), kDigits);
    const std::size_t after = at + kPrefix.size() + kDigits;
    if (ParseDigest(digits) && (after >= text.size() || !IsHexDigit(text[after])))
      found.insert(digits);
  }
  if (const auto json = syntax::ParseJson(bytes))
    for (const std::string_view key : {"digest", "sha256"})
      if (const auto digest = ParseDigest((*json)[key].text())) found.insert(digest->hex());
  return found.size() == 1 ? std::optional(*found.begin()) : std::nullopt;
}

}  // namespace avouch::formats
