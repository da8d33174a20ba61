// A Python program as names, texts and signs: enough to read literals out of it.
//
// Spec: the Python language reference, "Lexical analysis". Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

struct PythonToken {
  enum class Kind {
    kName,      // And keywords and numbers
    kText,      // A literal of one value: `text` is that
    kComputed,  // One that stands for more than it says: f"{x}", b"", escapes not followed
    kSign,      // One character of anything else
  };
  Kind kind = Kind::kSign;
  std::string text;
  int line = 0;
  bool starts_line = false;  // At the first column

  [[nodiscard]] bool Is(char sign) const { return kind == Kind::kSign && text[0] == sign; }
  [[nodiscard]] bool IsName(std::string_view name) const {
    return kind == Kind::kName && text == name;
  }
};

// Comments are left out; texts side by side are one, as Python has it. A text that does not end
// is kComputed and the last token.
[[nodiscard]] std::vector<PythonToken> PythonTokens(std::string_view program);

}  // namespace avouch::formats
