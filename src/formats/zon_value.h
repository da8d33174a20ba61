// Zig Object Notation: .{ .name = .x, .list = .{ "a" }, .number = 0xff }.
//
// Spec: Zig's language reference, "Anonymous Struct Literals" and "Multiline String Literals".
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct ZonValue {
  struct Field;
  enum class Kind { kNone, kText, kWord, kStruct };
  Kind kind = Kind::kNone;
  std::string text;           // Of a text; of a word (".x", true, 0xff) without its point
  std::vector<Field> fields;  // Of a struct or list, in order
  int line = 0;

  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
  // The field of that name, or one of kNone. Linear.
  [[nodiscard]] const ZonValue& operator[](std::string_view key) const;
};
struct ZonValue::Field {
  std::string key;  // Empty in a list
  ZonValue value;
};

// Fails with kMalformed when a text or bracket does not end, kTooLarge beyond kMaxLiteralDepth.
[[nodiscard]] Result<ZonValue> ReadZon(const Path& path, std::string_view text);

}  // namespace avouch::formats
