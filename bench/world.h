// Made repositories: as many files and commits as are asked for, alike in kind.
//
// A product in TypeScript with a service in Rust: sources in folders three deep,
// lock files, workflows, a Dockerfile, policies; commits of a few files by many
// people, merges, tags. The same bytes for the same numbers. Written through
// `git fast-import`, packed as a clone would be. One thread.

#pragma once

#include <string>

namespace avouch::bench {

struct WorldSize {
  int files = 1000;
  int commits = 1000;  // The first adds all files
};

// Makes the repository in `folder`, unless it is there. False when git fails.
[[nodiscard]] bool MakeWorld(const std::string& folder, const WorldSize& size);

// The folder of such a repository below $AVOUCH_BENCH, else build/bench; made when
// it is not there. Empty when it cannot be.
[[nodiscard]] std::string WorldFolder(const WorldSize& size);

// A package-lock.json of `packages`, a Cargo.lock, a workflow of `jobs`.
[[nodiscard]] std::string PackageLock(int packages);
[[nodiscard]] std::string CargoLock(int packages);
[[nodiscard]] std::string Workflow(int jobs);

}  // namespace avouch::bench
