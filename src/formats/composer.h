// Files of Composer: composer.json, composer.lock, vendor/composer/installed.json.
//
// Spec: getcomposer.org, "The composer.json schema"; composer_lock.h. Pure; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsComposer(const Path& path);

// Reads each by its name. composer.json has the format "composer": "require" and
// "require-dev" (group "dev") are requirements, what they ask of PHP itself are tools.
// "disable-tls" switches checks off; a source over plain HTTP is a note.
// Fails with kMalformed when it is not JSON or not one object.
[[nodiscard]] Result<model::Manifest> ReadComposer(const Path& path, BytesView bytes);

// PHP, its extensions and libraries, Composer itself: what no package provides.
[[nodiscard]] bool IsComposerPlatform(std::string_view name);

}  // namespace avouch::formats
