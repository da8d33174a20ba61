#include "formats/erlang_terms.h"

#include <algorithm>
#include <utility>

#include "formats/limits.h"

namespace avouch::formats {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsWord(char c) { return IsWordStart(c) || IsDigit(c) || c == '@' || c == '?' || c == '!'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool IsClosing(char c) { return c == '}' || c == ']' || c == ')'; }

class Parser {
 public:
  Parser(std::string_view text, std::size_t at, int line) : text_(text), at_(at), line_(line) {}

  Result<std::vector<Term>> All() {
    std::vector<Term> out;
    for (Blanks(); at_ < text_.size(); Blanks()) {
      if (Peek() == '.' || Peek() == ',') {
        ++at_;
        continue;
      }
      if (IsClosing(Peek())) return Malformed("a bracket that was not opened");
      AVOUCH_TRY(Term term, Value(0));
      out.push_back(std::move(term));
    }
    return out;
  }

  Result<Term> One() {
    Blanks();
    return Value(0);
  }

  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  std::unexpected<Error> Malformed(std::string what, ErrorKind kind = ErrorKind::kMalformed) const {
    return Fail(kind, std::move(what), "line " + std::to_string(line_));
  }
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool Next(std::string_view what) const {
    return text_.substr(at_).starts_with(what);
  }
  char Advance() {
    if (text_[at_] == '\n') ++line_;
    return text_[at_++];
  }

  void Blanks() {
    while (at_ < text_.size()) {
      if (IsBlank(Peek())) {
        Advance();
        continue;
      }
      const bool map = Next("%{") || Next("#{");
      if ((Peek() != '%' && Peek() != '#') || map) return;
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
  }

  Result<Term> Value(int depth) {
    if (depth > kMaxLiteralDepth)
      return Malformed("brackets inside each other too deep", ErrorKind::kTooLarge);
    Term term;
    term.line = line_;
    const char c = Peek();
    if (Next("%{") || Next("#{")) return at_ += 2, Group(Term::Kind::kMap, '}', depth);
    if (Next("<<")) return Binary(depth);
    if (c == '{') return ++at_, Group(Term::Kind::kTuple, '}', depth);
    if (c == '[') return ++at_, Group(Term::Kind::kList, ']', depth);
    if (c == '(') return ++at_, Group(Term::Kind::kComputed, ')', depth);
    if (c == '"' || c == '\'') {
      term.kind = Term::Kind::kText;
      AVOUCH_CHECK_OK(Quoted(term.text));
      return Key(std::move(term), depth);
    }
    if (c == ':' && (Peek(1) == '"' || IsWordStart(Peek(1)))) {
      ++at_;
      term.kind = Term::Kind::kAtom;
      if (Peek() != '"') return Word(term.text), term;
      AVOUCH_CHECK_OK(Quoted(term.text));
      return term;
    }
    if (IsDigit(c)) {
      term.kind = Term::Kind::kNumber;
      while (IsWord(Peek()) || (Peek() == '.' && IsDigit(Peek(1)))) term.text += Advance();
      return term;
    }
    if (IsWordStart(c)) {
      term.kind = Term::Kind::kWord;
      Word(term.text);
      if (Peek() != '(') return Key(std::move(term), depth);
      ++at_;
      return Group(Term::Kind::kComputed, ')', depth);  // A call.
    }
    if (c == '~') {
      AVOUCH_CHECK_OK(Sigil());
      return term;
    }
    Advance();  // An operator, '@', '&': of something computed.
    return term;
  }

  void Word(std::string& out) {
    while (IsWord(Peek()) || (Peek() == '.' && IsWordStart(Peek(1)))) out += Advance();
  }

  // "key: value", of a word or text with ':' right behind it.
  Result<Term> Key(Term key, int depth) {
    if (Peek() != ':' || Peek(1) == ':' || Peek(1) == '=') return key;
    ++at_;
    if (key.kind == Term::Kind::kWord) key.kind = Term::Kind::kAtom;
    Blanks();
    if (at_ >= text_.size() || Peek() == ',' || IsClosing(Peek())) return key;
    AVOUCH_TRY(Term value, Value(depth + 1));
    return Pair(std::move(key), std::move(value));
  }

  static Term Pair(Term key, Term value) {
    Term pair;
    pair.kind = Term::Kind::kTuple;
    pair.line = key.line;
    pair.items.push_back(std::move(key));
    pair.items.push_back(std::move(value));
    return pair;
  }

  Result<Term> Group(Term::Kind kind, char close, int depth) {
    Term group;
    group.kind = kind;
    group.line = line_;
    while (true) {
      Blanks();
      if (at_ >= text_.size()) return Malformed("a bracket that does not end");
      if (Peek() == close) break;
      if (IsClosing(Peek())) return Malformed("a bracket that was not opened");
      if (Peek() == ',') {
        ++at_;
        continue;
      }
      AVOUCH_TRY(Term item, Item(depth));
      group.items.push_back(std::move(item));
    }
    ++at_;
    return group;
  }

  // Up to ',' or a closing bracket: a value, "a => b", or what an operator joins.
  Result<Term> Item(int depth) {
    AVOUCH_TRY(Term first, Value(depth + 1));
    for (Blanks(); at_ < text_.size() && Peek() != ',' && !IsClosing(Peek()) && !Next(">>");
         Blanks()) {
      const bool arrow = Next("=>");
      if (arrow) at_ += 2;
      Blanks();
      if (at_ >= text_.size() || IsClosing(Peek())) break;
      AVOUCH_TRY(Term next, Value(depth + 1));
      if (arrow) {
        first = Pair(std::move(first), std::move(next));
        continue;
      }
      const int line = first.line;
      first = Term();
      first.line = line;
    }
    return first;
  }

  Result<Term> Binary(int depth) {
    at_ += 2;
    Term binary;
    binary.line = line_;
    int parts = 0;
    while (true) {
      Blanks();
      if (at_ >= text_.size()) return Malformed("a binary that does not end");
      if (Next(">>")) break;
      if (Peek() == ',') {
        ++at_;
        continue;
      }
      if (IsClosing(Peek())) return Malformed("a bracket that was not opened");
      AVOUCH_TRY(Term part, Item(depth));
      if (++parts == 1) binary = std::move(part);
    }
    at_ += 2;
    if (parts != 1 || !binary.is_text()) binary.kind = Term::Kind::kComputed;
    return binary;
  }

  Status Quoted(std::string& out) {
    const char quote = Peek();
    if (Next("\"\"\"")) return Heredoc();
    Advance();
    while (at_ < text_.size()) {
      char c = Advance();
      if (c == quote) return {};
      if (c == '\\' && at_ < text_.size()) c = Advance();
      out += c;
    }
    return Malformed("a text that does not end");
  }

  Status Heredoc() {
    at_ += 3;
    const std::size_t end = text_.find("\"\"\"", at_);
    if (end == text_.npos) return Malformed("a text that does not end");
    while (at_ < end + 3) Advance();
    return {};
  }

  // ~w(a b), ~r/x/: passed over.
  Status Sigil() {
    ++at_;
    while (IsWordStart(Peek())) ++at_;
    if (at_ >= text_.size()) return {};
    const char open = Advance();
    const char close = open == '('   ? ')'
                       : open == '[' ? ']'
                       : open == '{' ? '}'
                       : open == '<' ? '>'
                                     : open;
    while (at_ < text_.size()) {
      const char c = Advance();
      if (c == '\\' && at_ < text_.size()) {
        Advance();
        continue;
      }
      if (c != close) continue;
      while (IsWordStart(Peek())) ++at_;
      return {};
    }
    return Malformed("a text that does not end");
  }

  std::string_view text_;
  std::size_t at_;
  int line_;
};

const Term& Nothing() {
  static const Term nothing;
  return nothing;
}

}  // namespace

const Term& Term::At(std::size_t index) const {
  return index < items.size() ? items[index] : Nothing();
}

const Term& Term::Named(std::string_view key) const {
  for (const Term& item : items)
    if (item.kind == Kind::kTuple && item.items.size() == 2 && item.items[0].text == key)
      return item.items[1];
  return Nothing();
}

Result<std::vector<Term>> ReadTerms(std::string_view text) { return Parser(text, 0, 1).All(); }

Result<Term> ReadTerm(std::string_view text, std::size_t& offset, int line) {
  Parser parser(text, offset, line);
  auto term = parser.One();
  offset = parser.at();
  return term;
}

}  // namespace avouch::formats
