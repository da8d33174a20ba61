// Files of LuaRocks: luarocks.lock, and *.rockspec where literal.
//
// Spec: github.com/luarocks/luarocks wiki, "Rockspec format" and "Pinning versions with a
// lock file". Nothing of them is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsLuarocks(const Path& path);

// Format "luarocks-lock"; a lock without digests or edges. What tests need is for development,
// group "test"; what the build needs has the group "build". Lua itself is a tool.
// Format "rockspec": the lists of the same names are requirements, one for a platform with the
// condition "platforms.unix"; C libraries (external_dependencies) are no packages.
// Fails with kMalformed when brackets or texts do not end; kUnsupported when a rockspec
// computes what it needs and names nothing that ships.
[[nodiscard]] Result<model::Manifest> ReadLuarocks(const Path& path, BytesView bytes);

}  // namespace avouch::formats
