#include "formats/opam_formula.h"

#include <utility>

#include "formats/limits.h"

namespace avouch::formats {
namespace {

bool IsOperator(char c) { return c == '=' || c == '<' || c == '>' || c == '!' || c == '~'; }

Result<std::string> Text(LiteralText& text) {
  if (!text.Take("\"\"\"")) return text.Quoted('"');
  std::string out;
  while (!text.done() && !text.Next("\"\"\"")) out += text.Advance();
  if (!text.Take("\"\"\"")) return text.Bad("a text that does not end");
  return out;
}

std::string Word(LiteralText& text) { return text.Until(" \t\r\n\"()[]{}=<>!&|,#"); }

// What a filter says: of versions, of the system, and whether it holds in a plain install.
struct Filter {
  std::string range, exact, condition, flag;
  bool holds = true;      // For who only builds and runs it
  bool holds_run = true;  // For who only runs it
};

std::string Joined(const std::string& a, const std::string& b, std::string_view sign) {
  if (a.empty() || b.empty()) return a + b;
  return a + std::string(sign) + b;
}

class Filters {
 public:
  Filters(LiteralText& text, std::string_view version) : text_(text), version_(version) {}

  // a | b & c, up to a closing bracket, which stays.
  Result<Filter> Any(int depth) {
    AVOUCH_TRY(Filter out, All(depth));
    while (Sign("|")) {
      AVOUCH_TRY(Filter next, All(depth));
      // One of several versions: none is the only one.
      out.range = Joined(out.range, next.range, " | ");
      out.exact.clear();
      out.condition = Joined(out.condition, next.condition, " | ");
      if (out.flag.empty() || next.flag == "test") out.flag = next.flag;
      out.holds |= next.holds;
      out.holds_run |= next.holds_run;
    }
    return out;
  }

 private:
  bool Sign(std::string_view sign) {
    SkipOpamBlanks(text_);
    return text_.Take(sign);
  }

  Result<Filter> All(int depth) {
    AVOUCH_TRY(Filter out, One(depth));
    while (Sign("&")) {
      AVOUCH_TRY(Filter next, One(depth));
      out.exact = out.exact.empty() ? next.exact : out.exact;
      out.range = Joined(out.range, next.range, " & ");
      out.condition = Joined(out.condition, next.condition, " & ");
      if (out.flag.empty() || next.flag == "test") out.flag = next.flag;
      out.holds &= next.holds;
      out.holds_run &= next.holds_run;
    }
    return out;
  }

  Result<Filter> One(int depth) {
    if (depth > kMaxLiteralDepth)
      return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    SkipOpamBlanks(text_);
    if (text_.Take("(")) {
      AVOUCH_TRY(Filter inner, Any(depth + 1));
      if (!Sign(")")) return text_.Bad("a bracket that does not end");
      if (!inner.range.empty()) inner.range = "(" + inner.range + ")";
      if (!inner.condition.empty()) inner.condition = "(" + inner.condition + ")";
      return inner;
    }
    if (text_.Peek() == '!' && text_.Peek(1) != '=') {
      text_.Advance();
      AVOUCH_TRY(Filter inner, One(depth + 1));
      if (!inner.condition.empty()) inner.condition = "!" + inner.condition;
      if (!inner.flag.empty()) inner.holds = inner.holds_run = true;
      inner.flag.clear(), inner.exact.clear();
      return inner;
    }
    return Atom();
  }

  // >= "1", = version, with-test, os = "linux", a word or text by itself.
  Result<Filter> Atom() {
    Filter out;
    std::string left, sign, right;
    bool word = false;
    if (!IsOperator(text_.Peek())) {
      AVOUCH_TRY(left, Side(word));
      SkipOpamBlanks(text_);
    }
    while (IsOperator(text_.Peek())) sign += text_.Advance();
    const bool flag = word && sign.empty();
    if (!sign.empty()) {
      SkipOpamBlanks(text_);
      AVOUCH_TRY(right, Side(word));
      if (word && right == "version") right = version_.empty() ? "version" : version_;
    }
    if (left.empty() && !sign.empty()) {
      out.range = sign + " " + right;
      if (sign == "=" && right != "version") out.exact = right;
    } else if (flag && (left.starts_with("with-") || left == "dev" || left == "build")) {
      out.flag = left == "with-test" ? "test" : left == "with-doc" ? "doc" : left;
      if (left == "with-dev-setup") out.flag = "dev";
      out.holds = left == "build", out.holds_run = false;
    } else if (flag && (left == "post" || left == "?vendor" || left == "true")) {
      // Needed, if only after it was built; copied into the tree by opam-monorepo, and built there.
    } else if (sign.empty() && !flag) {
      out.condition = left;
    } else {
      out.condition = left + (sign.empty() ? "" : " " + sign + " " + right);
    }
    return out;
  }

  Result<std::string> Side(bool& word) {
    word = text_.Peek() != '"';
    if (!word) return Text(text_);
    std::string out = Word(text_);
    if (!out.empty()) return out;
    if (text_.done() || text_.Peek() == ')' || text_.Peek() == '}' || text_.Peek() == ']')
      return text_.Bad("a value is missing");
    return std::string(1, text_.Advance());
  }

  LiteralText& text_;
  std::string version_;
};

class Formulas {
 public:
  Formulas(LiteralText& text, std::string_view version) : text_(text), version_(version) {}

  // Up to `close`, which is gone behind; of 0, one formula.
  Status List(char close, int depth) {
    if (depth > kMaxLiteralDepth)
      return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    const std::size_t first = needs_.size();
    bool several = false;
    while (true) {
      SkipOpamBlanks(text_);
      if (text_.done()) return text_.Bad("a bracket that does not end");
      if (text_.Peek() == close) break;
      if (text_.Take("|")) {
        several = true;
      } else if (!text_.Take("&") && !text_.Take(",")) {
        AVOUCH_CHECK_OK(One(depth));
      }
    }
    text_.Advance();
    if (several)
      for (std::size_t i = first; i < needs_.size(); ++i)
        needs_[i].condition = Joined(needs_[i].condition, "or others", ", ");
    return {};
  }

  Status One(int depth) {
    SkipOpamBlanks(text_);
    if (text_.Take("[")) return List(']', depth + 1);
    if (text_.Take("(")) {
      const std::size_t first = needs_.size();
      AVOUCH_CHECK_OK(List(')', depth + 1));
      AVOUCH_TRY(const Filter filter, Option());
      for (std::size_t i = first; i < needs_.size(); ++i) Hold(filter, needs_[i]);
      return {};
    }
    if (text_.Peek() != '"') {
      if (Word(text_).empty()) return text_.Bad("no package where one is asked for");
      return {};
    }
    OpamNeed need;
    need.line = text_.line();
    AVOUCH_TRY(need.name, Text(text_));
    AVOUCH_TRY(const Filter filter, Option());
    Hold(filter, need);
    needs_.push_back(std::move(need));
    return {};
  }

  std::vector<OpamNeed> Take() { return std::move(needs_); }

 private:
  Result<Filter> Option() {
    SkipOpamBlanks(text_);
    if (!text_.Take("{")) return Filter();
    SkipOpamBlanks(text_);
    if (text_.Take("}")) return Filter();
    AVOUCH_TRY(Filter filter, Filters(text_, version_).Any(0));
    SkipOpamBlanks(text_);
    if (!text_.Take("}")) return text_.Bad("a bracket that does not end");
    return filter;
  }

  static void Hold(const Filter& filter, OpamNeed& need) {
    need.range = Joined(need.range, filter.range, " & ");
    if (need.exact.empty()) need.exact = filter.exact;
    need.condition = Joined(need.condition, filter.condition, " & ");
    if (!filter.holds)
      need.group = filter.flag == "build" ? "dev" : filter.flag;
    else if (!filter.holds_run && need.group.empty())
      need.group = "build";
  }

  LiteralText& text_;
  std::string_view version_;
  std::vector<OpamNeed> needs_;
};

}  // namespace

void SkipOpamBlanks(LiteralText& text) {
  while (true) {
    text.SkipBlanks();
    if (text.Peek() == '#')
      text.SkipLine();
    else if (text.Take("(*"))
      text.SkipBehind("*)");
    else
      return;
  }
}

Result<std::vector<OpamNeed>> ReadOpamFormula(LiteralText& text, std::string_view version) {
  Formulas formulas(text, version);
  AVOUCH_CHECK_OK(formulas.One(0));
  return formulas.Take();
}

Result<std::vector<std::string>> ReadOpamTexts(LiteralText& text) {
  std::vector<std::string> out;
  std::size_t open = 0;
  do {
    SkipOpamBlanks(text);
    if (text.done()) break;
    const char c = text.Peek();
    if (c == '"') {
      AVOUCH_TRY(std::string one, Text(text));
      out.push_back(std::move(one));
    } else if (c == '[' || c == '(' || c == '{') {
      ++open;
      text.Advance();
    } else if (c == ']' || c == ')' || c == '}') {
      if (open == 0) return text.Bad("a bracket that was not opened");
      --open;
      text.Advance();
    } else if (Word(text).empty()) {
      text.Advance();
    }
    SkipOpamBlanks(text);
  } while (open > 0 || text.Peek() == '{');
  if (open > 0) return text.Bad("a bracket that does not end");
  return out;
}

}  // namespace avouch::formats
