#include "formats/yarn_entries.h"

#include <optional>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

class ClassicReader {
 public:
  explicit ClassicReader(const Path& path) : path_(path) {}

  Result<YarnEntries> Read(BytesView bytes) {
    for (const std::string_view line : Lines(WithoutBom(bytes))) {
      ++line_;
      const std::size_t indent = line.find_first_not_of(' ');
      if (indent == line.npos || line[indent] == '#' || Trim(line).empty()) continue;
      if (!Line(indent, Trim(line)))
        return FailAt(path_, line_,
                      "not a line of yarn.lock: '" + Printable(line.substr(0, 60)) + "'");
    }
    return std::move(out_);
  }

 private:
  bool Line(std::size_t indent, std::string_view text) {
    if (indent == 0) return Key(text);
    if (out_.entries.empty()) return false;
    if (indent <= 2) return Field(text);
    if (!in_needs_) return true;  // Of a list that says nothing here
    const auto name = Word(text);
    const auto range = Word(text);
    if (!name || !range || !text.empty()) return false;
    out_.entries.back().needs.emplace_back(*name, *range);
    return true;
  }

  // "a@^1.0.0, "b@2 || 3":"
  bool Key(std::string_view text) {
    if (!text.ends_with(':')) return false;
    text.remove_suffix(1);
    YarnEntry entry;
    entry.line = static_cast<std::uint32_t>(line_);
    while (!text.empty()) {
      const auto one = Word(text, ',');
      if (!one || one->empty()) return false;
      entry.descriptors.push_back(*one);
      if (text.starts_with(',')) text = Trim(text.substr(1));
    }
    out_.entries.push_back(std::move(entry));
    in_needs_ = false;
    return !out_.entries.back().descriptors.empty();
  }

  bool Field(std::string_view text) {
    in_needs_ = text == "dependencies:" || text == "optionalDependencies:";
    if (text.ends_with(':')) return true;
    const auto name = Word(text);
    const auto value = Word(text, '\n');
    if (!name || !value) return false;
    YarnEntry& entry = out_.entries.back();
    if (*name == "version") entry.version = *value;
    if (*name == "resolved") entry.resolved = *value;
    if (*name == "integrity") entry.digest = *value;
    return true;
  }

  // Takes one word off the front: in quotes, or up to a blank or `end`, '\n' being the line's.
  std::optional<std::string_view> Word(std::string_view& text, char end = ' ') {
    if (!text.starts_with('"')) {
      const std::size_t size = std::min(text.find(end), text.size());
      const std::string_view word = Trim(text.substr(0, size));
      text = Trim(text.substr(size));
      return word;
    }
    std::size_t close = 1;
    bool escapes = false;
    for (; close < text.size() && text[close] != '"'; ++close)
      if (text[close] == '\\') escapes = true, ++close;
    if (close >= text.size()) return std::nullopt;
    const std::string_view word = text.substr(1, close - 1);
    text = Trim(text.substr(close + 1));
    return escapes ? Spelled(word) : word;
  }

  std::string_view Spelled(std::string_view word) {
    std::string plain;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (word[i] == '\\' && i + 1 < word.size()) ++i;
      plain += word[i];
    }
    return out_.spelled.emplace_back(std::move(plain));
  }

  const Path& path_;
  YarnEntries out_;
  int line_ = 0;
  bool in_needs_ = false;
};

}  // namespace

Result<YarnEntries> ReadYarnClassic(const Path& path, BytesView bytes) {
  if (!IsUtf8(bytes)) return FailAt(path, 1, "not UTF-8");
  return ClassicReader(path).Read(bytes);
}

YarnEntries YarnEntriesOf(const syntax::Node& root) {
  YarnEntries out;
  const auto text = [&](const syntax::Node& value) -> std::string_view {
    if (value.is_text() || !value.is_scalar()) return value.text();
    return out.spelled.emplace_back(value.AsText());  // A version such as 1, which YAML counts
  };
  out.entries.reserve(root.size());
  for (const auto& [key, place, value] : root.entries()) {
    if (key == "__metadata") continue;
    YarnEntry entry;
    entry.line = place.line;
    for (const auto one : Split(key, ','))
      if (const auto trimmed = Trim(one); !trimmed.empty()) entry.descriptors.push_back(trimmed);
    for (const auto& [name, at, field] : value.entries()) {
      if (name == "version") entry.version = text(field);
      if (name == "resolution") entry.resolved = text(field);
      if (name == "checksum") entry.digest = text(field);
      if (name == "conditions") entry.conditions = text(field);
      if (name == "dependencies")
        for (const auto& [needed, line, range] : field.entries())
          entry.needs.emplace_back(needed, text(range));
    }
    out.entries.push_back(std::move(entry));
  }
  return out;
}

}  // namespace avouch::formats
