// One Gradle script, read from its first word to its last: part of gradle_build.h's family.
//
// Spec: as gradle_build.h. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "formats/gradle_build.h"

namespace avouch::formats {

// Fills `file`, whose path and kind are set. Groovy and Kotlin in one reading: both write a block
// as NAME { ... }, a dependency as CONFIGURATION and then what is asked for, with or without
// parentheses. The stack of open blocks says where one is.
void ReadGradleScript(BytesView bytes, GradleFile& file);

}  // namespace avouch::formats
