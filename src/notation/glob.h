// Glob patterns of the dialects that repositories use, in bounded time.
//
// Spec: gitignore(5); GitHub's pages on CODEOWNERS and on workflow filter
// patterns. Every dialect becomes one small automaton that is run over the text
// once: time is at most |pattern| x |text|, so no pattern can blow up. Any thread.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::notation {

enum class Dialect : std::uint8_t {
  // gitignore: * ? [a-z] stop at '/'; "**/", "/**", "/**/" cross it; a pattern
  // with no '/' but at its end matches at any depth; what matches a folder
  // matches everything in it; a final '/' means folders only; \ escapes.
  kPath,
  // As kPath, but a final "/*" holds for files of that folder alone, and [ ] are literal.
  kCodeowners,
  // Workflow filters for branches, tags and paths: * stops at '/', ** does not;
  // ? is zero or one and + one or more of what precedes; [a-z]; \ escapes; the
  // whole text must match.
  kRef,
  // Shells and package manifests: * ? [a-z] [!a-z] stop at '/', "**/" crosses
  // it, {a,b} alternatives; the whole text must match.
  kShell,
};

// Patterns longer than this, or with more {} alternatives, match nothing.
inline constexpr std::size_t kMaxGlobBytes = 4096;
inline constexpr std::size_t kMaxGlobAlternatives = 64;

// A pattern made ready. A leading '!' is an ordinary character here: what
// negation means belongs to the list that holds the pattern.
class Glob {
 public:
  Glob(std::string_view pattern, Dialect dialect);

  // `text` is a path without leading '/', or a ref's short name such as "release/1.2".
  [[nodiscard]] bool Matches(std::string_view text) const;

  // One step of the automaton; for glob.cpp.
  struct Token {
    enum class Kind : std::uint8_t { kByte, kAny, kAnyButSlash, kClass, kFolders } kind;
    enum class Times : std::uint8_t { kOne, kOptional, kSome, kMany } times;
    std::uint8_t byte;          // For kByte.
    std::uint16_t class_index;  // For kClass.
  };
  using ByteSet = std::array<std::uint64_t, 4>;
  struct Program {
    std::vector<Token> tokens;
    std::vector<ByteSet> classes;
  };

 private:
  enum class End : std::uint8_t { kWhole, kPathOrFolder, kFolder };

  [[nodiscard]] bool Run(const Program& program, std::string_view text) const;

  std::vector<Program> programs_;  // One per {} alternative.
  End end_ = End::kWhole;
};

// Glob(pattern, dialect).Matches(text); keep a Glob where one pattern meets many texts.
[[nodiscard]] bool GlobMatch(std::string_view pattern, std::string_view text, Dialect dialect);

// A list of patterns in which '!' takes back what an earlier one matched; the
// last that matches decides. True when `text` is in. A list of negations only matches nothing.
[[nodiscard]] bool GlobListMatch(std::span<const std::string> patterns, std::string_view text,
                                 Dialect dialect);

}  // namespace avouch::notation
