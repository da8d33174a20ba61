// Lua as far as rockspecs and locks are written in literals: "name = value" one after another,
// or "return value". Nothing is run; what is computed is told as such.
//
// Spec: lua.org, "Lua 5.4 Reference Manual", sections 3.1 and 3.4.9. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch::formats {

struct LuaValue {
  enum class Kind { kNone, kText, kNumber, kTable, kComputed };
  struct Field;
  Kind kind = Kind::kNone;
  std::string text;           // Of a text or number
  std::vector<Field> fields;  // Of a table, in order
  int line = 0;

  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
  [[nodiscard]] bool is_table() const { return kind == Kind::kTable; }
  // The field of that name, or one of kNone. Linear.
  [[nodiscard]] const LuaValue& operator[](std::string_view key) const;
};
struct LuaValue::Field {
  std::string key;  // Empty in a list
  LuaValue value;
};

// A table of what the chunk sets; what it returns is the field "return". Texts joined with
// ".." to texts set before are put together.
// Fails with kMalformed when a bracket or text does not end, kTooLarge beyond
// kMaxLiteralDepth; `where` is "line 3".
[[nodiscard]] Result<LuaValue> ReadLua(std::string_view text);

}  // namespace avouch::formats
