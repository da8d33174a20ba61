#include "formats/deeds_words.h"

#include <algorithm>

namespace avouch::formats {

std::string OptionOf(const std::vector<std::string>& words,
                     std::initializer_list<std::string_view> names) {
  for (std::size_t i = 1; i < words.size(); ++i)
    for (auto name : names) {
      if (words[i] == name && i + 1 < words.size()) return words[i + 1];
      if (words[i].starts_with(std::string(name) + "=")) return words[i].substr(name.size() + 1);
    }
  return {};
}

bool HasWord(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsHexOf(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

model::Deed DeedOf(model::DeedKind kind, std::string_view tool, const Command& command,
                   const Path& path) {
  model::Deed deed;
  deed.kind = kind;
  deed.tool = tool;
  deed.text = command.text;
  deed.tolerated = command.tolerated;
  deed.place = {path, command.line};
  return deed;
}

}  // namespace avouch::formats
