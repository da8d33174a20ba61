#include "formats/gemfile_parts.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {

Status ComputedRequirements::Judge(const Path& path, const model::Manifest& manifest,
                                   Notes& notes) const {
  if (count_ == 0) return {};
  const bool ships = std::ranges::any_of(manifest.requirements, [](const auto& requirement) {
    return !requirement.development && requirement.source == model::SourceKind::kRegistry;
  });
  if (!ships)
    return Fail(ErrorKind::kUnsupported, "what is asked for is computed",
                ToUtf8(path.bytes) + ", line " + std::to_string(first_));
  notes.Add(static_cast<std::uint32_t>(first_),
            Count("requirement", count_) + (count_ == 1 ? " is" : " are") +
                " computed when the file is run, and not told here");
  return {};
}

Result<std::vector<RubyStatement>> ReadRubyStatements(const Path& path, std::string_view text) {
  auto statements = RubyStatements(text);
  if (!statements) statements.error().where = ToUtf8(path.bytes) + ", " + statements.error().where;
  return statements;
}

std::string_view FirstRubyWord(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool OpensRubyBlock(std::string_view text) {
  const std::string_view word = FirstRubyWord(text);
  static constexpr std::string_view kOpening[] = {"if",    "unless", "case",  "begin", "def",
                                                  "class", "module", "while", "until", "for"};
  if (std::ranges::find(kOpening, word) != std::end(kOpening)) return !text.ends_with(" end");
  if (text.ends_with(" do")) return true;
  return text.ends_with('|') && text.find(" do |") != text.npos;
}

void SetRubyRange(const RubyArguments& arguments, Notes& notes, model::Requirement& requirement) {
  std::vector<std::string> ranges;
  for (std::size_t i = 1; i < arguments.values.size(); ++i) {
    const RubyValue& value = arguments.values[i];
    auto texts = value.Texts();
    const std::size_t written =
        value.kind == RubyValue::Kind::kList ? value.items.size() : std::size_t{1};
    if (texts.size() != written)
      notes.Add(static_cast<std::uint32_t>(requirement.place.line),
                "the version of " + requirement.name + " is computed");
    for (auto& text : texts) ranges.push_back(std::move(text));
  }
  requirement.range = Join(ranges, ", ");
  std::string_view range = requirement.range;
  if (range.starts_with('=')) range = Trim(range.substr(1));
  requirement.exact = ranges.size() == 1 && !range.empty() && range[0] >= '0' && range[0] <= '9';
}

}  // namespace avouch::formats
