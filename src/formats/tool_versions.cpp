#include "formats/tool_versions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/mise_lock.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::size_t kMaxVersion = 100;  // Bytes of a version; longer is none

// Files that hold a version of one tool, and nothing else.
struct Row {
  std::string_view file, tool;
};
constexpr Row kRows[] = {
    {".nvmrc", "node"},
    {".node-version", "node"},
    {".python-version", "python"},
    {".ruby-version", "ruby"},
    {".java-version", "java"},
    {".go-version", "go"},
    {".php-version", "php"},
    {".perl-version", "perl"},
    {".swift-version", "swift"},
    {".bun-version", "bun"},
    {".dvmrc", "deno"},
    {".zig-version", "zig"},
    {".zigversion", "zig"},
    {".crystal-version", "crystal"},
    {".bazelversion", "bazel"},
    {".terraform-version", "terraform"},
    {".opentofu-version", "opentofu"},
    {".terragrunt-version", "terragrunt"},
    {"rust-toolchain", "rust"},
};

const Row* RowOf(std::string_view file) {
  const auto* const row = std::ranges::find(kRows, file, &Row::file);
  return row == std::end(kRows) ? nullptr : row;
}

bool IsMise(const Path& path) {
  const std::string_view name = path.name();
  if (!name.ends_with(".toml")) return false;
  if (name == "config.toml")
    return path.folder().ends_with(".mise") || path.folder().ends_with(".config/mise");
  std::string_view stem = name;
  if (stem.starts_with('.')) stem.remove_prefix(1);
  return stem == "mise.toml" || (stem.starts_with("mise.") && stem != "mise.local.toml");
}

// What asdf's plug-ins call a tool that has another name.
std::string_view NameOf(std::string_view plugin) {
  if (plugin == "nodejs") return "node";
  if (plugin == "golang") return "go";
  return plugin;
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path),
        manifest_(NewManifest(model::Ecosystem::kOther, "tool-versions", path, false)) {}

  Result<model::Manifest> Read(BytesView bytes) {
    const std::string text = ToUtf8(WithoutBom(bytes));
    const std::string_view name = path_.name();
    if (name.ends_with(".toml") || text.find("[toolchain]") != std::string::npos) {
      AVOUCH_TRY(const Node root, ReadToml(path_, text));
      Toml(root);
    } else {
      EachLine(text, name);
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Toml(const Node& root) {
    const Node& channel = root["toolchain"]["channel"];
    if (channel.is_text()) Add("rust", channel.text(), channel.line());
    if (path_.name().starts_with("rust-toolchain")) return;
    for (const auto& [tool, place, value] : root["tools"].entries()) {
      if (value.is_scalar()) Add(NameOf(tool), ScalarText(value), place.line);
      if (value.is_map()) Add(NameOf(tool), ScalarText(value["version"]), place.line);
      for (const Node& one : value.items())
        Add(NameOf(tool), ScalarText(one.is_map() ? one["version"] : one), place.line);
    }
  }

  void EachLine(std::string_view text, std::string_view file) {
    const Row* row = RowOf(file);
    std::uint32_t number = 0;
    for (std::string_view line : Lines(text)) {
      ++number;
      line = Trim(line.substr(0, line.find('#')));
      if (line.empty()) continue;
      if (row != nullptr) {
        Add(row->tool, line, number);
      } else if (file == ".sdkmanrc") {
        const std::size_t at = line.find('=');
        Add(Trim(line.substr(0, at)), at == line.npos ? "" : Trim(line.substr(at + 1)), number);
      } else {
        const auto words = Words(line);
        if (words.size() < 2) notes_.Add(number, Printable(words[0]) + " has no version");
        for (std::size_t i = 1; i < words.size(); ++i) Add(NameOf(words[0]), words[i], number);
      }
    }
  }

  void Add(std::string_view tool, std::string_view version, std::uint32_t line) {
    if (version.starts_with(tool) && version.substr(tool.size()).starts_with('-'))
      version.remove_prefix(tool.size() + 1);
    if (version.size() > 1 && version[0] == 'v' && version[1] >= '0' && version[1] <= '9')
      version.remove_prefix(1);
    const bool elsewhere =
        version == "system" || version.starts_with("path:") || version.find("{{") != version.npos;
    if (tool.empty() || version.empty() || elsewhere || version.size() > kMaxVersion ||
        version.find_first_of(" \t") != version.npos)
      return notes_.Add(line, "no version of " + Printable(tool.substr(0, kMaxVersion)));
    manifest_.tools.push_back(Printable(tool) + " " + Printable(version));
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
};

}  // namespace

bool IsToolVersions(const Path& path) {
  const std::string_view name = path.name();
  return name == ".tool-versions" || name == ".sdkmanrc" || name == "rust-toolchain.toml" ||
         RowOf(name) != nullptr || IsMise(path) || IsMiseLock(path);
}

Result<model::Manifest> ReadToolVersions(const Path& path, BytesView bytes) {
  if (IsMiseLock(path)) return ReadMiseLock(path, bytes);
  return Reader(path).Read(bytes);
}

}  // namespace avouch::formats
