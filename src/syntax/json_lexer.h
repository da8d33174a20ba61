// The words of JSON: where they start and end, and that they are spelled well.
//
// Spec: RFC 8259; comments as JSONC has them. What the tree (json.h) and the stream
// (json_reader.h) both stand on. Reads and never writes; the first error stays. One thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::syntax {

// Every function that answers bool is false after an error, and error() then tells it.
class JsonLexer {
 public:
  // Skips a byte order mark if `allow_bom`. `json` must outlive the lexer.
  JsonLexer(BytesView json, bool allow_bom, bool allow_comments, std::uint32_t first_line = 1);

  [[nodiscard]] bool at_end() const { return at_ == end_; }
  // The byte that comes, or NUL at the end; NUL starts nothing in JSON.
  [[nodiscard]] char peek() const { return at_ == end_ ? '\0' : *at_; }
  // REQUIRES: !at_end(), and that byte is punctuation.
  void Advance() { ++at_; }
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
  [[nodiscard]] Place place() const {
    return {line_, static_cast<std::uint32_t>(at_ - line_start_ - continuation_bytes_ + 1)};
  }

  [[nodiscard]] bool SkipSpace() {
    return (at_ != end_ && *at_ > ' ' && *at_ != '/') || SkipSpaces();
  }
  // What stands between the quotes, escapes unresolved but well formed; `escaped` if there are any.
  // REQUIRES: peek() is '"'.
  [[nodiscard]] bool String(std::string_view& raw, bool& escaped);
  // `whole` if it has neither fraction nor exponent.
  [[nodiscard]] bool Number(std::string_view& spelled, bool& whole);
  [[nodiscard]] bool Word(std::string_view word);  // "true", "false" or "null"

  // Records kMalformed at the place that is reached; false.
  bool Wrong(std::string what) { return WrongAt(std::move(what), place()); }
  bool WrongAt(std::string what, Place place, ErrorKind kind = ErrorKind::kMalformed);
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const Error& error() const { return error_; }

  // Resolves the escapes of what String() gave into `to`, which has room for raw.size() bytes and
  // may be where `raw` stands. Returns how many bytes it wrote.
  static std::size_t Unescape(std::string_view raw, char* to);

 private:
  [[nodiscard]] bool SkipSpaces();
  [[nodiscard]] bool SkipComment();
  [[nodiscard]] bool SkipCharacter();
  [[nodiscard]] bool Escape();
  void NewLine();

  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* line_start_ = nullptr;
  std::ptrdiff_t continuation_bytes_ = 0;  // On this line so far: they take no column.
  std::uint32_t line_ = 1;
  bool allow_comments_ = false;
  bool failed_ = false;
  Error error_;
};

}  // namespace avouch::syntax
