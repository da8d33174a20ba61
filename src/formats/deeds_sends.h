// What commands send to others: files to a host or a store, tags, commands for a machine far away.
//
// A registry and a service say by themselves that something is published. Of an address, a host or
// a tag that is often not told: such a deed has the argument kMayPublish. Documentation pages are
// published as "pages". Pure; any thread.

#pragma once

#include <string_view>

#include "formats/deeds.h"
#include "formats/deeds_commands.h"

namespace avouch::formats {

enum class Sends { kNo, kPerhaps, kYes };

// Of a command whose `row` publishes, deploys or pushes what it builds: not to a registry for
// trying out or of this very machine, not from a store, not to a place for tests.
[[nodiscard]] Sends SendsToOthers(const CommandRow& row, const Command& command);

// Adds what no row of the table tells: curl, scp, rsync, sftp, ssh, git push, stores of files, and
// a program text that uploads.
void AddSent(const Command& command, const Path& path, Doings& out);

// A text in another language than a shell's that may upload a release. (deeds_uploads.cpp)
[[nodiscard]] bool MayUpload(std::string_view text);

}  // namespace avouch::formats
