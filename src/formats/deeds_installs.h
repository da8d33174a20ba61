// The words of a command that asks a package manager to install: its subcommand under each of its
// names, and the command inside another that does.
//
// Sources: the manuals of npm, Yarn, pnpm, Bun, pip, uv, Poetry, Bundler, Composer, conda. Pure;
// any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/deeds.h"

namespace avouch::formats {

// Where the subcommand stands, behind options and their values; words.size() where there is none.
[[nodiscard]] std::size_t SubcommandAt(const std::vector<std::string>& words);
// "install", "i", "ci", "sync", "add", "update" and their other spellings.
[[nodiscard]] bool IsInstallWord(std::string_view word);
// "npm isntall", "npm clean-install", "bun i" under the one name that the table has.
void UseOneName(std::vector<std::string>& words);
// Where a package manager is asked to install inside another command, "docker run x npm install" at
// 3; 0 for none.
[[nodiscard]] std::size_t InstallAt(const std::vector<std::string>& words);
// A text for a shell among the words of a command that runs it elsewhere: `docker run x sh -c
// "..."`; empty for none.
[[nodiscard]] std::string ShellTextIn(const std::vector<std::string>& words);
// "NAME=value" that a command writes for the steps after it, `echo NAME=value >> $GITHUB_ENV`; or
// empty.
[[nodiscard]] std::string WrittenForLater(const Command& command);
// The tool whose lock the command writes anew: "npm install --package-lock-only", "uv lock",
// "rm yarn.lock"; or empty.
[[nodiscard]] std::string_view LockWritten(const Command& command);

// Takes from the installs the folder that they run in where a variable decides it: that of the
// step, or one that its text goes to, "cd $X".
void ForgetFolders(std::string_view folder, std::string_view run, Doings& out);

// What no row of the table tells: "yarn" alone, conda, "python setup.py install", an action's like.
void AddOtherInstalls(const Command& command, const Path& path, Doings& out);

}  // namespace avouch::formats
