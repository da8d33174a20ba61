// A program text in another language that uploads what was built.
#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "formats/deeds_sends.h"

namespace avouch::formats {
namespace {

bool MentionsAny(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](auto part) { return text.find(part) != text.npos; });
}

}  // namespace

bool MayUpload(std::string_view text) {
  for (auto line : Lines(text)) {
    line = Trim(line);
    if (line.starts_with('#') || line.starts_with("//") || line.starts_with('*')) continue;
    std::string bare;
    for (const char c : line)
      if (c != '"' && c != '\'' && c != '`' && c != '[' && c != ']') bare += c == ',' ? ' ' : c;
    const std::string spaced = Join(
        [&] {
          std::vector<std::string> words;
          for (auto word : Words(bare)) words.emplace_back(word);
          return words;
        }(),
        " ");
    if (MentionsAny(spaced, {"twine upload",      "twine.commands",      "npm publish",
                             "pnpm publish",      "yarn publish",        "cargo publish",
                             "docker push",       "gh release create",   "gh release upload",
                             "createRelease(",    "uploadReleaseAsset(", "create_git_release(",
                             "create_release(",   "upload_asset(",       "upload_file(",
                             "put_object(",       "PutObjectCommand(",   "storbinary(",
                             "dotnet nuget push", "aws s3 cp",           "aws s3 sync"}))
      return true;
  }
  return false;
}

}  // namespace avouch::formats
