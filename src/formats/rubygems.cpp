#include "formats/rubygems.h"

#include "formats/gemfile.h"
#include "formats/gemfile_lock.h"

namespace avouch::formats {
namespace {

bool IsLock(std::string_view name) { return name == "Gemfile.lock" || name == "gems.locked"; }
bool IsGemspec(std::string_view name) { return name.size() > 8 && name.ends_with(".gemspec"); }

}  // namespace

bool IsRubygems(const Path& path) {
  const std::string_view name = path.name();
  return IsLock(name) || name == "Gemfile" || name == "gems.rb" || IsGemspec(name);
}

Result<model::Manifest> ReadRubygems(const Path& path, BytesView bytes) {
  if (IsLock(path.name())) return ReadGemfileLock(path, bytes);
  if (IsGemspec(path.name())) return ReadGemspec(path, bytes);
  return ReadGemfile(path, bytes);
}

}  // namespace avouch::formats
