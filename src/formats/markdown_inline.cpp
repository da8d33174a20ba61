#include "formats/markdown_inline.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::formats {
namespace {

// Looking further ahead than this for a closing bracket would make hostile
// input quadratic; real link words and targets are far shorter.
constexpr std::size_t kMaxWords = 600, kMaxTarget = 2000;
constexpr std::size_t kMaxTag = 300;

constexpr auto kTags = std::to_array<std::string_view>(
    {"a",      "b",       "br",         "code",    "dd",    "details", "div",     "dl",
     "dt",     "em",      "h1",         "h2",      "h3",    "h4",      "hr",      "i",
     "img",    "kbd",     "li",         "ol",      "p",     "pre",     "s",       "small",
     "span",   "sub",     "strong",     "summary", "sup",   "table",   "tbody",   "td",
     "th",     "thead",   "tr",         "u",       "ul",    "center",  "picture", "source",
     "video",  "font",    "blockquote", "section", "h5",    "h6",      "nav",     "input",
     "svg",    "path",    "iframe",     "script",  "style", "link",    "meta",    "tt",
     "del",    "ins",     "q",          "cite",    "abbr",  "address", "main",    "header",
     "footer", "article", "aside"});

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Reader {
 public:
  Reader(std::string_view input, Markup markup, const LinkLabels& labels)
      : in_(input), markup_(markup), labels_(labels) {}

  InlineText Read() {
    while (at_ < in_.size()) Step();
    return std::move(out_);
  }

 private:
  void Put(char c) {
    out_.text.push_back(c);
    out_.source.push_back(at_);
  }
  void PutAll(std::string_view text) {
    for (char c : text) Put(c);
  }
  void Take(std::size_t count) {
    for (std::size_t i = 0; i < count && at_ < in_.size(); ++i) {
      Put(in_[at_]);
      ++at_;
    }
  }
  void Link(std::string words, std::string_view target) {
    target = Trim(target);
    if (target.empty() || target.size() > kMaxTarget) return;
    out_.links.push_back({std::move(words), std::string(target), out_.text.size()});
  }

  void Step() {
    char c = in_[at_];
    if (markup_ == Markup::kPlain) return BareOr(c);
    if (c == '`') return markup_ == Markup::kRst ? RstTicks() : CodeSpan();
    if (c == '\\' && at_ + 1 < in_.size() && !IsAlnum(in_[at_ + 1]) && in_[at_ + 1] != ' ') {
      ++at_;
      return Take(1);
    }
    if (c == '!' && at_ + 1 < in_.size() && in_[at_ + 1] == '[' && Image()) return;
    if (c == '[' && Bracket()) return;
    if (c == '<' && Angle()) return;
    if (c == '&' && Entity()) return;
    if (c == '*') return Stars();
    if (c == '_' && Underscore()) return;
    if (markup_ == Markup::kAsciidoc && AsciidocLink()) return;
    BareOr(c);
  }

  void CodeSpan() {
    std::size_t ticks = 0;
    while (at_ + ticks < in_.size() && in_[at_ + ticks] == '`') ++ticks;
    std::string fence(std::min<std::size_t>(ticks, 16), '`');
    std::size_t end =
        in_.substr(0, std::min(in_.size(), at_ + kMaxTarget)).find(fence, at_ + ticks);
    if (end == in_.npos) return Take(ticks);
    Take(end + fence.size() - at_);
  }

  // `words <target>`_ , ``code`` and `role`.
  void RstTicks() {
    if (in_.substr(at_).starts_with("``")) return CodeSpan();
    std::size_t end = in_.substr(0, std::min(in_.size(), at_ + kMaxTarget)).find('`', at_ + 1);
    if (end == in_.npos) return Take(1);
    std::string_view inside = in_.substr(at_ + 1, end - at_ - 1);
    std::size_t open = inside.rfind('<');
    if (open != inside.npos && inside.ends_with('>')) {
      std::string words(Trim(inside.substr(0, open)));
      Link(words, inside.substr(open + 1, inside.size() - open - 2));
      PutAll(words);
    } else {
      if (auto label = labels_.find(Lower(inside)); label != labels_.end())
        Link(std::string(inside), label->second);
      PutAll(inside);
    }
    at_ = end + 1;
    while (at_ < in_.size() && in_[at_] == '_') ++at_;
  }

  // The offset of the ']' that closes the '[' at `open`, or npos.
  std::size_t Close(std::size_t open) const {
    int depth = 0;
    std::size_t stop = std::min(in_.size(), open + kMaxWords);
    for (std::size_t i = open; i < stop; ++i) {
      if (in_[i] == '\\')
        ++i;
      else if (in_[i] == '[')
        ++depth;
      else if (in_[i] == ']' && --depth == 0)
        return i;
    }
    return in_.npos;
  }

  // "(target "title")" at `open`; sets `end` behind it.
  bool Target(std::size_t open, std::string_view& target, std::size_t& end) const {
    if (open >= in_.size() || in_[open] != '(') return false;
    int depth = 0;
    std::size_t stop = std::min(in_.size(), open + kMaxTarget);
    for (std::size_t i = open; i < stop; ++i) {
      if (in_[i] == '(') ++depth;
      if (in_[i] != ')' || --depth != 0) continue;
      target = Trim(in_.substr(open + 1, i - open - 1));
      if (target.starts_with('<'))
        target = target.substr(1, target.find('>') - 1);
      else
        target = target.substr(0, target.find_first_of(" \n\t"));
      end = i + 1;
      return true;
    }
    return false;
  }

  bool Image() {
    std::size_t close = Close(at_ + 1), end = 0;
    std::string_view target;
    if (close == in_.npos) return false;
    if (Target(close + 1, target, end)) return at_ = end, true;
    if (close + 1 < in_.size() && in_[close + 1] == '[') {
      std::size_t second = Close(close + 1);
      if (second != in_.npos) return at_ = second + 1, true;
    }
    return false;
  }

  bool Bracket() {
    std::size_t close = Close(at_), end = 0;
    if (close == in_.npos) return false;
    std::string_view inside = in_.substr(at_ + 1, close - at_ - 1), target;
    if (Target(close + 1, target, end)) return Linked(inside, target, end);
    std::string label = Lower(Trim(inside));
    std::size_t after = close + 1;
    if (after < in_.size() && in_[after] == '[') {
      std::size_t second = Close(after);
      if (second != in_.npos) {
        std::string_view given = Trim(in_.substr(after + 1, second - after - 1));
        if (!given.empty()) label = Lower(given);
        after = second + 1;
      }
    }
    auto found = labels_.find(label);
    if (found == labels_.end()) return false;
    return Linked(inside, found->second, after);
  }

  bool Linked(std::string_view inside, std::string_view target, std::size_t end) {
    std::string words = Plain(inside);
    Link(words, target);
    PutAll(words);
    at_ = end;
    return true;
  }

  // Link words without images, stars and ticks. One level: enough for badges.
  static std::string Plain(std::string_view inside) {
    std::string out;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (inside[i] == '!' && i + 1 < inside.size() && inside[i + 1] == '[') {
        std::size_t close = inside.find(']', i);
        if (close == inside.npos) break;
        out += inside.substr(i + 2, close - i - 2);
        std::size_t end = inside.find(')', close);
        i = end == inside.npos ? inside.size() : end;
      } else if (inside[i] != '*' && inside[i] != '`') {
        out.push_back(inside[i]);
      }
    }
    return std::string(Trim(out));
  }

  bool Angle() {
    std::size_t end = in_.substr(0, std::min(in_.size(), at_ + kMaxTag)).find('>', at_);
    if (end == in_.npos) return false;
    std::string_view inside = in_.substr(at_ + 1, end - at_ - 1);
    if (inside.starts_with("http://") || inside.starts_with("https://") ||
        inside.starts_with("mailto:")) {
      Link(std::string(inside), inside);
      if (inside.starts_with("mailto:")) inside.remove_prefix(7);
      PutAll(inside);
      return at_ = end + 1, true;
    }
    if (inside.find('@') != inside.npos && inside.find(' ') == inside.npos) {
      PutAll(inside);
      return at_ = end + 1, true;
    }
    std::string_view tag = inside;
    if (tag.starts_with('/')) tag.remove_prefix(1);
    std::string name = Lower(tag.substr(0, tag.find_first_of(" \t\n/")));
    if (std::find(kTags.begin(), kTags.end(), name) == kTags.end()) return false;
    Href(name, inside);
    if (name == "br" || name == "p" || name == "li" || name == "td") Put(' ');
    return at_ = end + 1, true;
  }

  void Href(const std::string& name, std::string_view tag) {
    if (name != "a") return;
    std::size_t at = tag.find("href=");
    if (at == tag.npos || at + 6 >= tag.size()) return;
    char quote = tag[at + 5];
    if (quote != '"' && quote != '\'') return;
    std::size_t end = tag.find(quote, at + 6);
    if (end != tag.npos) Link({}, tag.substr(at + 6, end - at - 6));
  }

  bool Entity() {
    constexpr std::array<std::array<std::string_view, 2>, 6> kEntities = {{{"&nbsp;", " "},
                                                                           {"&lt;", "<"},
                                                                           {"&gt;", ">"},
                                                                           {"&amp;", "&"},
                                                                           {"&quot;", "\""},
                                                                           {"&#39;", "'"}}};
    for (const auto& [name, text] : kEntities)
      if (in_.substr(at_).starts_with(name)) {
        PutAll(text);
        at_ += name.size();
        return true;
      }
    return false;
  }

  void Stars() {
    bool left = at_ > 0 && in_[at_ - 1] == ' ';
    std::size_t end = at_;
    while (end < in_.size() && in_[end] == '*') ++end;
    bool right = end >= in_.size() || in_[end] == ' ';
    if (left && right) return Take(end - at_);  // A star between words is itself.
    at_ = end;
  }
  bool Underscore() {
    std::size_t end = at_;
    while (end < in_.size() && in_[end] == '_') ++end;
    bool inside = at_ > 0 && IsAlnum(in_[at_ - 1]) && end < in_.size() && IsAlnum(in_[end]);
    if (inside || end - at_ > 3) return Take(end - at_), true;
    at_ = end;
    return true;
  }

  // https://x[words], link:x[words], mailto:x[words]
  bool AsciidocLink() {
    std::string_view rest = in_.substr(at_);
    std::size_t skip = rest.starts_with("link:") ? 5 : 0;
    if (!skip && !rest.starts_with("http://") && !rest.starts_with("https://") &&
        !rest.starts_with("mailto:"))
      return false;
    std::size_t open = rest.substr(0, kMaxTarget).find_first_of(" [\n");
    if (open == rest.npos || rest[open] != '[') return false;
    std::size_t close = Close(at_ + open);
    if (close == in_.npos) return false;
    std::string words(in_.substr(at_ + open + 1, close - at_ - open - 1));
    words = words.substr(0, words.find(','));
    Link(words, rest.substr(skip, open - skip));
    PutAll(words.empty() ? rest.substr(skip, open - skip) : std::string_view(words));
    at_ = close + 1;
    return true;
  }

  void BareOr(char c) {
    bool start = at_ == 0 || !IsAlnum(in_[at_ - 1]);
    if (!start || c != 'h' ||
        (!in_.substr(at_).starts_with("http://") && !in_.substr(at_).starts_with("https://")))
      return Take(1);
    std::size_t end = in_.find_first_of(" \t\n<>\"`|", at_);
    if (end == in_.npos) end = in_.size();
    while (end > at_ &&
           std::string_view(".,;:!?)'*_]").find(in_[end - 1]) != std::string_view::npos)
      --end;
    Link(std::string(in_.substr(at_, end - at_)), in_.substr(at_, end - at_));
    Take(end - at_);
  }

  std::string_view in_;
  Markup markup_;
  const LinkLabels& labels_;
  std::size_t at_ = 0;
  InlineText out_;
};

}  // namespace

InlineText ReadInline(std::string_view input, Markup markup, const LinkLabels& labels) {
  return Reader(input, markup, labels).Read();
}

}  // namespace avouch::formats
