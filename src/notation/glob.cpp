#include "notation/glob.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <optional>
#include <utility>

namespace avouch::notation {
namespace {

using Token = Glob::Token;
using ByteSet = Glob::ByteSet;

void AddByte(ByteSet& set, unsigned byte) { set[byte / 64] |= std::uint64_t{1} << (byte % 64); }
bool HasByte(const ByteSet& set, unsigned byte) { return set[byte / 64] >> (byte % 64) & 1; }

// The alternatives that {a,b} stands for: all of them, or none if there are too many.
std::vector<std::string> ExpandBraces(std::string_view pattern) {
  std::vector<std::string> done;
  std::vector<std::string> open{std::string(pattern)};
  while (!open.empty()) {
    if (done.size() + open.size() > kMaxGlobAlternatives) return {};
    const std::string text = std::move(open.back());
    open.pop_back();
    // The innermost group that is whole: its '}' is the first with a '{' before it.
    std::size_t start = std::string::npos, end = std::string::npos;
    for (std::size_t i = 0; i < text.size() && end == std::string::npos; ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '{') {
        start = i;
      } else if (text[i] == '}' && start != std::string::npos) {
        end = i;
      }
    }
    if (end == std::string::npos) {
      done.push_back(text);
      continue;
    }
    const std::string_view inside = std::string_view(text).substr(start + 1, end - start - 1);
    for (std::size_t from = 0; from <= inside.size();) {
      const std::size_t comma = std::min(inside.find(',', from), inside.size());
      open.push_back(text.substr(0, start) + std::string(inside.substr(from, comma - from)) +
                     text.substr(end + 1));
      from = comma + 1;
      if (done.size() + open.size() > kMaxGlobAlternatives) return {};
    }
  }
  return done;
}

}  // namespace

// Turns one pattern without {} into tokens.
class GlobCompiler {
 public:
  GlobCompiler(std::string_view pattern, Dialect dialect, Glob::Program& program)
      : rest_(pattern), dialect_(dialect), program_(program) {}

  void AddFolders() { Push(Token::Kind::kFolders, Token::Times::kOne); }

  void Compile() {
    bool at_start = true;  // Of the pattern, or right behind a '/'.
    while (!rest_.empty()) {
      const bool starts_part = std::exchange(at_start, false);
      const char c = rest_.front();
      if (c == '*') {
        at_start = Stars(starts_part);
      } else if (c == '?' || (c == '+' && dialect_ == Dialect::kRef)) {
        rest_.remove_prefix(1);
        Question(c);
      } else if (c == '[' && dialect_ != Dialect::kCodeowners && Class()) {
      } else {
        if (c == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
        at_start = rest_.front() == '/';
        PushByte(rest_.front());
        rest_.remove_prefix(1);
      }
    }
  }

 private:
  void Push(Token::Kind kind, Token::Times times) {
    program_.tokens.push_back({kind, times, 0, 0});
  }
  void PushByte(char c) {
    program_.tokens.push_back(
        {Token::Kind::kByte, Token::Times::kOne, static_cast<std::uint8_t>(c), 0});
  }

  // A run of '*'. True when it took the '/' behind it along.
  bool Stars(bool starts_part) {
    const std::size_t stars = std::min(rest_.find_first_not_of('*'), rest_.size());
    rest_.remove_prefix(stars);
    if (stars == 1) return Push(Token::Kind::kAnyButSlash, Token::Times::kMany), false;
    if (starts_part && rest_.starts_with('/')) {
      rest_.remove_prefix(1);
      AddFolders();
      return true;
    }
    const bool crosses = dialect_ == Dialect::kRef || (starts_part && rest_.empty());
    // "a/**" is what is in a, so not nothing; "**" alone is everything anyway.
    const bool some = dialect_ != Dialect::kRef && !program_.tokens.empty();
    Push(crosses ? Token::Kind::kAny : Token::Kind::kAnyButSlash,
         crosses && some ? Token::Times::kSome : Token::Times::kMany);
    return false;
  }

  void Question(char c) {
    if (dialect_ != Dialect::kRef) return Push(Token::Kind::kAnyButSlash, Token::Times::kOne);
    if (program_.tokens.empty()) return PushByte(c);
    Token& before = program_.tokens.back();
    if (before.times != Token::Times::kOne || before.kind == Token::Kind::kFolders) return;
    before.times = c == '?' ? Token::Times::kOptional : Token::Times::kSome;
  }

  // A whole [...] at the front; false, and nothing taken, if it does not end.
  bool Class() {
    std::size_t at = 1;
    const bool may_negate = dialect_ != Dialect::kRef;
    const bool negated = may_negate && at < rest_.size() && (rest_[at] == '!' || rest_[at] == '^');
    if (negated) ++at;
    ByteSet set{};
    for (bool first = true;; first = false) {
      if (at >= rest_.size()) return false;
      if (rest_[at] == ']' && !first) break;
      if (rest_[at] == '\\' && at + 1 < rest_.size()) ++at;
      const auto low = static_cast<unsigned char>(rest_[at]);
      auto high = low;
      if (at + 2 < rest_.size() && rest_[at + 1] == '-' && rest_[at + 2] != ']') {
        high = static_cast<unsigned char>(rest_[at + 2]);
        at += 2;
      }
      for (unsigned byte = low; byte <= high; ++byte) AddByte(set, byte);
      ++at;
    }
    rest_.remove_prefix(at + 1);
    if (negated) {
      for (std::uint64_t& word : set) word = ~word;
    }
    set['/' / 64] &= ~(std::uint64_t{1} << ('/' % 64));
    program_.tokens.push_back({Token::Kind::kClass, Token::Times::kOne, 0,
                               static_cast<std::uint16_t>(program_.classes.size())});
    program_.classes.push_back(set);
    return true;
  }

  std::string_view rest_;
  Dialect dialect_;
  Glob::Program& program_;
};

Glob::Glob(std::string_view pattern, Dialect dialect) {
  if (pattern.empty() || pattern.size() > kMaxGlobBytes) return;
  const bool tree = dialect == Dialect::kPath || dialect == Dialect::kCodeowners;
  bool any_depth = false;
  if (tree) {
    end_ = End::kPathOrFolder;
    if (dialect == Dialect::kCodeowners && pattern.ends_with("/*")) end_ = End::kWhole;
    if (pattern.ends_with('/')) {
      end_ = End::kFolder;
      pattern.remove_suffix(1);
    }
    any_depth = pattern.find('/') == std::string_view::npos;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    if (pattern.empty()) return;
  }
  std::vector<std::string> alternatives;
  if (dialect == Dialect::kShell) {
    alternatives = ExpandBraces(pattern);
  } else {
    alternatives.emplace_back(pattern);
  }
  for (const std::string& alternative : alternatives) {
    Program& program = programs_.emplace_back();
    GlobCompiler compiler(alternative, dialect, program);
    if (any_depth) compiler.AddFolders();
    compiler.Compile();
  }
}

namespace {

// The places in a program that a text read so far can have led to, as bits.
class States {
 public:
  explicit States(const std::vector<Token>& tokens)
      : tokens_(tokens), words_(tokens.size() / 64 + 1) {}

  // Goes to `state`, and past what may be there no times.
  void Enter(std::size_t state) {
    Put(state);
    while (state < tokens_.size() && MayBeEmpty(tokens_[state])) Put(++state);
  }
  void Put(std::size_t state) { bits_[state / 64] |= std::uint64_t{1} << (state % 64); }
  [[nodiscard]] bool Has(std::size_t state) const { return bits_[state / 64] >> (state % 64) & 1; }
  [[nodiscard]] bool none() const {
    return std::all_of(bits_.begin(), bits_.begin() + static_cast<std::ptrdiff_t>(words_),
                       [](std::uint64_t word) { return word == 0; });
  }
  void Clear() { std::fill_n(bits_.begin(), words_, 0); }

  template <class Visit>
  void ForEach(Visit visit) const {
    for (std::size_t w = 0; w < words_; ++w) {
      for (std::uint64_t word = bits_[w]; word != 0; word &= word - 1) {
        visit(w * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  static bool MayBeEmpty(const Token& token) {
    return token.kind == Token::Kind::kFolders || token.times == Token::Times::kOptional ||
           token.times == Token::Times::kMany;
  }

  const std::vector<Token>& tokens_;
  std::size_t words_;
  std::array<std::uint64_t, kMaxGlobBytes / 64 + 2> bits_{};
};

bool Accepts(const Token& token, const std::vector<ByteSet>& classes, unsigned char byte) {
  switch (token.kind) {
    case Token::Kind::kByte:
      return token.byte == byte;
    case Token::Kind::kAny:
    case Token::Kind::kFolders:
      return true;
    case Token::Kind::kAnyButSlash:
      return byte != '/';
    case Token::Kind::kClass:
      return HasByte(classes[token.class_index], byte);
  }
  return false;
}

}  // namespace

bool Glob::Run(const Program& program, std::string_view text) const {
  const std::vector<Token>& tokens = program.tokens;
  std::array<States, 2> both{States(tokens), States(tokens)};
  both[0].Enter(0);
  std::size_t turn = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    States& now = both[turn];
    States& next = both[turn ^= 1];
    if (c == '/' && end_ != End::kWhole && now.Has(tokens.size())) return true;
    next.Clear();
    now.ForEach([&](std::size_t state) {
      if (state == tokens.size() || !Accepts(tokens[state], program.classes, byte)) return;
      const Token& token = tokens[state];
      if (token.kind == Token::Kind::kFolders) {
        next.Put(state);  // More of the same part: not past it before a '/'.
        if (c == '/') next.Enter(state + 1);
        return;
      }
      if (token.times == Token::Times::kSome || token.times == Token::Times::kMany) {
        next.Put(state);
      }
      next.Enter(state + 1);
    });
    if (next.none()) return false;
  }
  return end_ != End::kFolder && both[turn].Has(tokens.size());
}

bool Glob::Matches(std::string_view text) const {
  return std::ranges::any_of(programs_, [&](const Program& program) { return Run(program, text); });
}

bool GlobMatch(std::string_view pattern, std::string_view text, Dialect dialect) {
  return Glob(pattern, dialect).Matches(text);
}

bool GlobListMatch(std::span<const std::string> patterns, std::string_view text, Dialect dialect) {
  bool in = false;
  for (const std::string& pattern : patterns) {
    const bool negated = pattern.starts_with('!');
    if (negated != in) continue;  // It could change nothing.
    const std::string_view bare = std::string_view(pattern).substr(negated ? 1 : 0);
    if (GlobMatch(bare, text, dialect)) in = !negated;
  }
  return in;
}

}  // namespace avouch::notation
