// Identities that are no person: robots by their names and addresses, and the forge.
//
// Rule 10 of the project's rules (docs/rules.md). Any thread.

#pragma once

#include <string>

#include "git/history.h"

namespace avouch::collect {

// The forge's own committer, "GitHub <noreply@github.com>": it presses the
// button for somebody and is nobody.
[[nodiscard]] bool IsForgeIdentity(const git::Identity& identity);

// Why an identity is a robot's, by its name and address alone; empty for others.
[[nodiscard]] std::string RobotReason(const git::Identity& identity);

}  // namespace avouch::collect
