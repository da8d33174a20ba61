// SDLang, as far as recipes are written in it: tags with values, attributes and children.
//
// Spec: sdlang.org, "Language Guide". Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct SdlTag {
  std::string name;
  std::vector<std::string> values;  // Texts, and other values as written
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<SdlTag> tags;
  int line = 0;

  // The first value, or of the attribute of that name; empty where there is none.
  [[nodiscard]] std::string_view Value() const {
    return values.empty() ? std::string_view() : std::string_view(values[0]);
  }
  [[nodiscard]] std::string_view Attribute(std::string_view key) const;
};

// Fails with kMalformed when a text or bracket does not end, or one closes that was not opened;
// kTooLarge beyond kMaxLiteralDepth.
[[nodiscard]] Result<std::vector<SdlTag>> ReadSdl(const Path& path, std::string_view text);

}  // namespace avouch::formats
