// The bundle of a maker whose product is resold or bought in, read out of inbox/.
//
// It is proved byte by byte, as avouch verify does; whose it is, is asked by the checks
// that look at it, against the fingerprint that avouch.org.yaml pins. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/export.h"

namespace avouch::app {

// By its name: "inbox/2026-10-14-sluice.avouch".
[[nodiscard]] bool IsUpstreamBundle(const Path& path);

// `head` is whole but for what the folder knows: id and listed.
// Fails with kIntegrity for all that is wrong with a bundle.
[[nodiscard]] Result<model::UpstreamBundle> ReadUpstreamBundle(const Path& path, BytesView bytes);

}  // namespace avouch::app
