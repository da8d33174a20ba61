// renovate.json and its other names: what Renovate is told to look after.
//
// Spec: docs.renovatebot.com, "Configuration Options". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/automation.h"

namespace avouch::formats {

// renovate.json, renovate.json5, .renovaterc, .renovaterc.json and .json5 in the
// root; renovate.json and .json5 in .github and .gitlab. A "renovate" key of
// package.json is deprecated and not read.
[[nodiscard]] bool IsRenovate(const Path& path);

// Renovate finds manifests by itself: one rule `everywhere` of ecosystem kOther
// (all of them), or one for each of enabledManagers. packageRules that switch
// something off become rules that are `disabled` (whole managers) or names in
// `ignored`; what is narrower is a note. `presets` are the `extends` that stand
// in another repository: settings not seen here.
// Fails with kMalformed when it is no JSON5 object.
[[nodiscard]] Result<model::UpdateTool> ReadRenovate(const Path& path, BytesView bytes);

}  // namespace avouch::formats
