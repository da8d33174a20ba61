// Files of RubyGems and Bundler: Gemfile, gems.rb, Gemfile.lock, gems.locked, *.gemspec.
//
// Spec: gemfile_lock.h and gemfile.h. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsRubygems(const Path& path);
// Reads each by its name. Fails as those readers do.
[[nodiscard]] Result<model::Manifest> ReadRubygems(const Path& path, BytesView bytes);

}  // namespace avouch::formats
