// What `avouch fix` can write for an assessment.
//
// Reports name a command only when it does what they say; so each is tried here,
// on the tree, before anything is printed. Reads blobs; one thread.

#pragma once

#include "fix/patch.h"
#include "model/assessment.h"
#include "source/tree.h"

namespace avouch::app {

// The files of `tree`, which must outlive what is returned.
[[nodiscard]] fix::TreeReader FilesOf(const source::Tree& tree);

// The assessment as it is for the one repository that a patch can change: of several
// sources the one at ".", its places without its name. Of one source itself.
[[nodiscard]] model::Assessment OfThisRepository(model::Assessment assessment);

// Takes away each command whose patch cannot be written for this tree. One that
// needs digests stays: they are the user's to hand in.
void DropCommandsWithoutPatch(model::Assessment& assessment, const fix::TreeReader& files);

}  // namespace avouch::app
