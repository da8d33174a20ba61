// One function per kind of patch. patch.cpp has the table.
//
// Each returns the changes it can write and leaves the rest; nothing at all is
// an error that says why in one line. Pure but for the reader; any thread.

#pragma once

#include <vector>

#include "fix/diff.h"
#include "fix/patch.h"

namespace avouch::fix {

using Changes = std::vector<FileChange>;

struct Request {
  const model::Assessment& assessment;
  const TreeReader& tree;
  const Options& options;
};

// Every finding of `check`, once, in the order of place.
[[nodiscard]] std::vector<const model::Finding*> FindingsOf(const model::Assessment& assessment,
                                                            std::string_view check);
[[nodiscard]] bool Has(const TreeReader& tree, const Path& path);

// Actions pinned elsewhere in the tree, and images named in --digests.
[[nodiscard]] Result<Changes> PinReferences(const Request& request);
// Missing blocks of .github/dependabot.yml.
[[nodiscard]] Result<Changes> CompleteUpdates(const Request& request);
// `permissions: contents: read` where a workflow writes none.
[[nodiscard]] Result<Changes> LimitPermissions(const Request& request);
// security.txt: renewed, or drafted from a contact in the tree.
[[nodiscard]] Result<Changes> WriteSecurityTxt(const Request& request);

}  // namespace avouch::fix
