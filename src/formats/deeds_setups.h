// Actions that fetch a tool in whichever version is newest, unless they are told one.
//
// A range of a language's versions, "node-version: 20", is what people write on purpose and is no
// such thing. An action that brings its tool's version with it, as cosign-installer does, is none:
// its own commit fixes the tool. Sources: each action's action.yml. Pure; any thread.

#pragma once

#include <vector>

#include "formats/deeds.h"

namespace avouch::formats {

// Adds an install with the argument kByAction for the tool that `uses`, given `with`, fetches so.
void AddNewest(const model::Reference& uses, const std::vector<model::Setting>& with, Doings& out);

}  // namespace avouch::formats
