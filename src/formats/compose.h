// Compose files: services, their images, ports and settings.
//
// Spec: compose-spec.io. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/container.h"

namespace avouch::formats {

// compose.yml, docker-compose.yml, compose.<any>.yml, docker-compose<any>.yml,
// <any>.docker-compose.yml, and the same in .yaml.
[[nodiscard]] bool IsCompose(const Path& path);

// Defaults of variables ("${TAG:-1.2}") are taken as values, since they are what
// runs where nobody sets them; other variables stay as written. The image of a
// service that is built here is kLocal. Settings that switch a login off, files
// of settings, includes and extensions become notes.
// Fails with kMalformed when it is no YAML map, or has no services and no include.
[[nodiscard]] Result<model::Compose> ReadCompose(const Path& path, BytesView bytes);

// "${A:-x}" and "${A-x}" replaced by "x", "$$" by "$"; anything else as written.
[[nodiscard]] std::string WithDefaults(std::string_view text);

// True when a published port ("127.0.0.1:5432:5432") is bound to this host alone.
[[nodiscard]] bool IsLoopbackPort(std::string_view port);

}  // namespace avouch::formats
