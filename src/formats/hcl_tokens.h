// HCL's native syntax as words, texts and signs, for the files of Terraform and OpenTofu.
//
// Spec: github.com/hashicorp/hcl, "HCL Native Syntax Specification". Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace avouch::formats {

struct HclToken {
  enum class Kind {
    kEnd,
    kWord,
    kText,      // In quotes, and nothing in it is worked out
    kComputed,  // A text with "${ }" or "%{ }", or one over several lines
    kSign,      // One byte
  };
  Kind kind = Kind::kEnd;
  std::string_view text;  // Of a text without its quotes, as written
  int line = 1;
  bool closed = true;  // False of a text that its line or the file ends

  [[nodiscard]] bool Is(char sign) const { return kind == Kind::kSign && text[0] == sign; }
  [[nodiscard]] std::string Unescaped() const;  // A backslash stands for what is behind it
};

// Comments and blanks are passed over; nothing is refused. Tokens are views into `text`.
class HclLexer {
 public:
  explicit HclLexer(std::string_view text) : text_(text) {}
  [[nodiscard]] HclToken Next();

 private:
  void To(std::size_t end);
  void Blanks();
  HclToken Quoted(HclToken token);
  bool Heredoc(HclToken& token);

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace avouch::formats
