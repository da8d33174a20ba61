// The git objects that show who signed what counts as signed: what an assessor's
// bundle carries, so that nobody's word for it is needed.
//
// Reads the organisation's and the product's repositories once more, only for
// paths that somebody stands by. One thread.

#pragma once

#include <string>

#include "app/assess.h"
#include "base/result.h"
#include "model/signed_files.h"

namespace avouch::app {

// Bytes of all objects of one side, expanded. What comes after, oldest last, is
// left out and counted: it stays the sealer's word.
inline constexpr std::size_t kMaxShownBytes = 96u << 20;
inline constexpr std::size_t kMaxShownText = 12u << 20;  // As they are told, before base64

// `organisation` is empty when there is none. Files whose contents are for nobody
// outside are shown by their names in git alone. Fails as git::Sweep does.
[[nodiscard]] Result<model::SignedFiles> SignedFilesOf(const Assessed& assessed,
                                                       const std::string& organisation,
                                                       const std::string& product);

}  // namespace avouch::app
