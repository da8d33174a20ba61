// SBOMs that lie in a tree or an archive, told beside what was found there.
//
// The rule. Somebody else's list is no finding: what it names and nothing here shows is told
// (Sure::kTold), at the file that says so, and what was found is neither changed nor counted
// again by it. A list of what is made here is what its maker declares: it is what a comparison is
// with, and adds nothing to what is found, or the comparison would prove itself.
// Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/component.h"
#include "model/inventory.h"

namespace avouch::inventory {

// Takes out of `lists` those of what is made here, each with a line of its own in `notes`: beside
// a manifest or lock of the tree's own sources or in a folder that their build writes; of a subject
// that such a manifest names; in the folder that is read itself where Avouch wrote it, of an
// earlier time. Lists in archives are never those.
// REQUIRES: of `manifests` those of installed packages' makers are out (MakeInstalled).
void LeaveOwnLists(const std::vector<model::Manifest>& manifests,
                   std::vector<model::FoundList>& lists, std::vector<std::string>& notes);

// Adds what `lists` tell to `inventory`, in its order again:
// - The subject of a list is the archive or package that holds it where it is the same software,
//   or says too little to be told from it; of a list in the folder that is read itself, it is
//   the subject. Else it is a part, which what holds the list needs.
// - A part is one that is there where type, name and version of their purls are the same, and no
//   qualifier of what was built says otherwise (arch, classifier, platform); without a purl on
//   one side, where only one has this name and version. It gets the place, the needs, a purl if
//   it had none, and the nearer of two scopes. Files and algorithms are left out. So is what a
//   jar of its own classes alone asks for, and has not here.
// - What needs what is as the list has it; what nothing in it needs, its subject does.
// - A list that is not whole makes the inventory partial.
void TellLists(std::vector<model::FoundList> lists, model::Inventory& inventory);

// What `list` has, and what in `found` nothing shows but a list that lies there: of both no proof.
struct ToldOnly {
  long long parts = 0;
  std::vector<std::string> files;  // That tell them, sorted
};

// Takes those out of both, with all needs, so that the rest can be compared.
[[nodiscard]] ToldOnly TakeTold(model::Inventory& list, model::Inventory& found);

}  // namespace avouch::inventory
