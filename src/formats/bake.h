// docker-bake.hcl and docker-bake.json: the images that `docker buildx bake` builds.
//
// Spec: docs.docker.com, "Bake file reference". Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/dockerfile.h"
#include "formats/image_build.h"

namespace avouch::formats {

struct BakeTarget {
  ImageBuild build;
  std::vector<std::string> inherits;  // Targets whose settings it begins with
  bool named = true;                  // False: its name is worked out, one for each row of a matrix

  bool operator==(const BakeTarget&) const = default;
};

struct Bake {
  std::vector<BakeTarget> targets;  // In file order
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
};

// Variables are taken as `given`, of the environment, else with their defaults; a value that is
// worked out otherwise stays as written, with a "$" in it. Contexts, arguments and tags keep their
// order. Fails with kMalformed when it is no JSON map, or a bracket of HCL has no end.
[[nodiscard]] Result<Bake> ReadBake(const Path& path, BytesView bytes, const Variables& given = {});

// Puts the targets and groups of a later file over those of an earlier one.
void Merge(Bake& into, Bake more);

// What a bake of `names`, groups and targets, builds; without names, of the group or the target
// "default". What it inherits is put in. A name with a variable in it means each that fits; `all`
// of them where none fits, or a name is not in `bake`.
struct Baked {
  std::vector<ImageBuild> builds;
  bool all = false;
};
[[nodiscard]] Baked BuildsOf(const Bake& bake, const std::vector<std::string>& names);

}  // namespace avouch::formats
