#include "formats/ruby_literals.h"

#include <algorithm>

#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

char Closing(char open) {
  return open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : open == '<' ? '>' : open;
}

// The word that ends a heredoc opened on this line: "<<~EOS", "<<-'EOS'"; else "".
std::string HeredocEnd(std::string_view line) {
  std::size_t at = line.find("<<");
  if (at == line.npos) return {};
  at += 2;
  if (at < line.size() && (line[at] == '~' || line[at] == '-')) ++at;
  if (at < line.size() && (line[at] == '\'' || line[at] == '"')) ++at;
  std::size_t end = at;
  while (end < line.size() && IsWord(line[end])) ++end;
  if (end == at || line[at] < 'A' || line[at] > 'Z') return {};
  return std::string(line.substr(at, end - at));
}

// One line's characters outside of strings decide what goes on.
class Splitter {
 public:
  explicit Splitter(std::vector<RubyStatement>& out) : out_(out) {}

  void Line(std::string_view line, int number) {
    if (now_.text.empty()) now_.line = number;
    bool continued = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (quote_ != 0) {
        now_.text += c;
        if (c == '\\' && i + 1 < line.size())
          now_.text += line[++i];
        else if (c == quote_)
          quote_ = 0;
        continue;
      }
      if (c == '#') break;
      if (c == '\\' && i + 1 == line.size()) {
        continued = true;
        break;
      }
      if (c == ';' && depth_ == 0) {
        End();
        now_.line = number;
        continue;
      }
      if (c == '"' || c == '\'') quote_ = c;
      if (c == '(' || c == '[' || c == '{') ++depth_;
      if (c == ')' || c == ']' || c == '}') depth_ = std::max(0, depth_ - 1);
      now_.text += c;
    }
    const std::string_view text = Trim(now_.text);
    const bool open = quote_ != 0 || depth_ > 0 || continued || text.ends_with(',') ||
                      text.ends_with("=>") || text.ends_with("||") || text.ends_with("&&");
    if (!open) return End();
    now_.text += ' ';
  }

  [[nodiscard]] int OpenSince() const { return quote_ != 0 || depth_ > 0 ? now_.line : 0; }

  void End() {
    quote_ = 0, depth_ = 0;
    const std::string_view text = Trim(now_.text);
    if (!text.empty()) out_.push_back({std::string(text), now_.line});
    now_ = {};
  }

 private:
  std::vector<RubyStatement>& out_;
  RubyStatement now_;
  char quote_ = 0;
  int depth_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  RubyArguments Arguments() {
    RubyArguments out;
    Blanks();
    const bool closed = Take('(');
    while (at_ < text_.size()) {
      Blanks();
      if (closed && Take(')')) break;
      if (Condition(out)) return out;
      if (!Argument(out)) break;
      Blanks();
      if (!Take(',') && !(closed && Peek() == ')')) break;
    }
    Blanks();
    Condition(out);
    return out;
  }

 private:
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool Take(char c) { return Peek() == c && at_ < text_.size() ? (++at_, true) : false; }
  void Blanks() {
    while (Peek() == ' ' || Peek() == '\t' || Peek() == '\n') ++at_;
  }

  bool Condition(RubyArguments& out) {
    for (const std::string_view word : {"if ", "unless ", "if(", "unless("})
      if (text_.substr(at_).starts_with(word)) {
        out.condition = Trim(text_.substr(at_));
        at_ = text_.size();
        return true;
      }
    return false;
  }

  bool Argument(RubyArguments& out) {
    const std::size_t before = at_;
    std::string key = Label();
    if (!key.empty()) {
      Blanks();
      out.named.emplace_back(std::move(key), Value(0));
      return true;
    }
    RubyValue value = Value(0);
    Blanks();
    if (text_.substr(at_).starts_with("=>")) {
      at_ += 2;
      Blanks();
      out.named.emplace_back(std::move(value.text), Value(0));
      return true;
    }
    if (at_ == before) return false;
    out.values.push_back(std::move(value));
    return true;
  }

  // "key:" with a blank or value behind it, not "key::".
  std::string Label() {
    std::size_t end = at_;
    while (end < text_.size() && IsWord(text_[end])) ++end;
    if (end == at_ || end >= text_.size() || text_[end] != ':') return {};
    if (end + 1 < text_.size() && text_[end + 1] == ':') return {};
    std::string key(text_.substr(at_, end - at_));
    at_ = end + 1;
    return key;
  }

  RubyValue Value(int depth) {
    RubyValue value;
    const std::size_t start = at_;
    if (depth > kMaxLiteralDepth) return Computed(start);
    const char c = Peek();
    bool literal = true;
    if (c == '"' || c == '\'') {
      value.kind = RubyValue::Kind::kText;
      ++at_;
      literal = Quoted(c, c == '"', value.text);
    } else if (c == ':' && (Peek(1) == '"' || IsWord(Peek(1)))) {
      value.kind = RubyValue::Kind::kSymbol;
      ++at_;
      if (Take('"'))
        literal = Quoted('"', true, value.text);
      else
        while (IsWord(Peek())) value.text += text_[at_++];
    } else if (c == '[') {
      ++at_;
      List(value, depth);
    } else if (c == '%') {
      literal = Percent(value);
    } else {
      return Computed(start);
    }
    if (text_.substr(at_).starts_with(".freeze")) at_ += 7;
    Blanks();
    const char next = Peek();
    const bool ends = next == '\0' || next == ',' || next == ')' || next == ']' || next == '}' ||
                      text_.substr(at_).starts_with("=>") || text_.substr(at_).starts_with("if ") ||
                      text_.substr(at_).starts_with("unless ") ||
                      text_.substr(at_).starts_with("do");
    return literal && ends ? std::move(value) : Computed(start);
  }

  void List(RubyValue& value, int depth) {
    value.kind = RubyValue::Kind::kList;
    while (at_ < text_.size()) {
      Blanks();
      if (Take(']')) return;
      const std::size_t before = at_;
      value.items.push_back(Value(depth + 1));
      Blanks();
      Take(',');
      if (at_ == before) ++at_;
    }
  }

  // Up to `close`; false where something is put into the text.
  bool Quoted(char close, bool interpolated, std::string& text) {
    bool literal = true;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == close) return literal;
      if (c == '\\' && at_ < text_.size()) {
        text += text_[at_++];
        continue;
      }
      if (interpolated && c == '#' && Peek() == '{') literal = false;
      text += c;
    }
    return false;
  }

  // %q(..), %Q(..), %w(a b), %i(a b), %(..)
  bool Percent(RubyValue& value) {
    ++at_;
    const char kind = IsWord(Peek()) ? text_[at_++] : 'Q';
    if (at_ >= text_.size() || Peek() == ' ') return false;
    const char close = Closing(text_[at_++]);
    std::string inner;
    const bool literal = Quoted(close, kind == 'Q' || kind == 'W' || kind == 'I', inner);
    if (kind == 'q' || kind == 'Q') {
      value.kind = RubyValue::Kind::kText;
      value.text = std::move(inner);
      return literal;
    }
    if (kind != 'w' && kind != 'W' && kind != 'i' && kind != 'I') return false;
    value.kind = RubyValue::Kind::kList;
    for (const auto word : Words(inner))
      value.items.push_back({RubyValue::Kind::kText, std::string(word), {}});
    return literal;
  }

  // To the next ',' or closing bracket outside of brackets and strings.
  RubyValue Computed(std::size_t start) {
    at_ = start;
    int depth = 0;
    char quote = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote != 0) {
        if (c == '\\')
          ++at_;
        else if (c == quote)
          quote = 0;
        continue;
      }
      if (c == '"' || c == '\'') quote = c;
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth-- == 0) break;
      if (c == ',' && depth == 0) break;
    }
    at_ = std::min(at_, text_.size());
    return {RubyValue::Kind::kComputed, std::string(Trim(text_.substr(start, at_ - start))), {}};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<std::string> RubyValue::Texts() const {
  if (kind == Kind::kText || kind == Kind::kSymbol) return {text};
  std::vector<std::string> out;
  for (const auto& item : items)
    if (item.kind == Kind::kText || item.kind == Kind::kSymbol) out.push_back(item.text);
  return out;
}

const RubyValue* RubyArguments::Named(std::string_view key) const {
  for (const auto& [name, value] : named)
    if (name == key) return &value;
  return nullptr;
}

Result<std::vector<RubyStatement>> RubyStatements(std::string_view text) {
  std::vector<RubyStatement> out;
  Splitter splitter(out);
  std::string heredoc;
  bool block = false;
  int number = 0, passed_over_since = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    if (!heredoc.empty()) {
      if (Trim(line) == heredoc) heredoc.clear();
      continue;
    }
    if (!block && line == "__END__") break;
    if (line.starts_with("=begin")) block = true, passed_over_since = number;
    if (!block) {
      splitter.Line(line, number);
      heredoc = HeredocEnd(line);
      passed_over_since = number;
    }
    if (line.starts_with("=end")) block = false;
  }
  int open = splitter.OpenSince();
  if (open == 0 && (block || !heredoc.empty())) open = passed_over_since;
  splitter.End();
  if (open != 0)
    return Fail(ErrorKind::kUnsupported, "a text that does not end",
                "line " + std::to_string(open));
  return out;
}

RubyArguments ParseRubyArguments(std::string_view text) { return Parser(text).Arguments(); }

}  // namespace avouch::formats
