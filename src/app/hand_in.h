// One answer as reports for customers take it: out of a repository that is assessed
// now, or out of a bundle, which is proved first.
//
// Reads only. One thread.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/assess.h"
#include "app/check.h"
#include "report/hand_in.h"
#include "verify/bundle.h"

namespace avouch::app {

struct HandInOptions {
  AssessOptions assess;     // assess.path: the repository; or the bundle's file
  std::string fingerprint;  // Of the organisation that a bundle is expected from; or empty
  std::string since;        // An earlier bundle of the product, to tell what changed; or empty
};

// True when `path` is a file: then it is taken for a bundle.
[[nodiscard]] bool IsBundleAt(const std::string& path);

// Fails as Assess does; for a bundle as OpenBundleFile does. `talk`: what whoever runs it has to
// know of how a repository was read, a line each, as check says it.
[[nodiscard]] Result<report::HandIn> ReadHandIn(const HandInOptions& options, Time now,
                                                std::string* talk = nullptr);

// The two ways, for who has one already.
[[nodiscard]] Result<report::HandIn> HandInOf(const Assessed& assessed);
[[nodiscard]] Result<report::HandIn> HandInOf(const verify::Proof& proof);

}  // namespace avouch::app
