// Which of what a job does puts the product before others.
//
// Pure; any thread.

#pragma once

#include "model/pipeline.h"

namespace avouch::claims {

// Like IsRelease of reach.h, where the file does not say that it is the product, or for others: a
// file sent to some host, a tag, a play of Ansible's. It makes no job one that publishes; what it
// waits for stays open.
[[nodiscard]] bool MayRelease(const model::Job& job, const model::Deed& deed);

// It starts a cluster that dies with the job: a tool of tests, and no test.
[[nodiscard]] bool StartsACluster(const model::Deed& deed);

}  // namespace avouch::claims
