#include "formats/npmrc.h"

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

bool TakesAway(std::string_view key, std::string_view value) {
  if (key == "strict-ssl" || key == "package-lock" || key == "shrinkwrap" || key == "lockfile" ||
      key == "verify-store-integrity")
    return value == "false";
  const bool registry = key == "registry" || key.ends_with(":registry");
  return registry && value.starts_with("http://") && !value.starts_with("http://localhost") &&
         !value.starts_with("http://127.");
}

}  // namespace

bool IsNpmrc(const Path& path) { return path.name() == ".npmrc"; }

Result<model::Manifest> ReadNpmrc(const Path& path, BytesView bytes) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kNpm, "npmrc", path, false);
  for (const std::string_view line : Lines(WithoutBom(bytes))) {
    const std::string_view text = Trim(line);
    const std::size_t equals = text.find('=');
    if (text.starts_with('#') || text.starts_with(';') || equals == text.npos) continue;
    std::string_view value = Trim(text.substr(equals + 1));
    if (value.size() > 1 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    manifest.checks_off |= TakesAway(Trim(text.substr(0, equals)), value);
  }
  return manifest;
}

}  // namespace avouch::formats
