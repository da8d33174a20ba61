// The recipes of images that builds name, found and read in the tree.
//
// One thread.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "collect/origin.h"
#include "formats/image_build.h"
#include "model/container.h"
#include "model/evidence.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

class Recipes {
 public:
  Recipes(const source::Tree& tree, const Origins& origins, const model::Product& product,
          model::ContainerFacts& containers, model::Coverage& coverage);

  // Finds what `build` names, with paths from the root, and reads it where nobody did; in another's
  // folder only when what it makes is sent away (`published`). Adds to `out` what the arguments of
  // the build make of images that the recipe's defaults hold to digests, at the build's place; and
  // a call when the recipe is in no file here. Returns the recipe's path, or an empty one.
  Path Follow(const formats::ImageBuild& build, const model::Deed& deed, bool published,
              formats::Doings& out);

  // The recipe that stands in the bake or the compose file itself, with its places there.
  // Fails as ReadDockerfile does.
  static Result<model::Dockerfile> Written(const formats::ImageBuild& build);

  [[nodiscard]] model::Dockerfile* Known(const Path& path);

  // An image in a recipe whose name each of its builds puts something else in the place of is no
  // image: a folder, another target, or what the build refers to itself. After all builds.
  void TakeNamedAway();

 private:
  enum class State { kNoFile, kRead, kLeft };
  State Read(std::string& path, bool published);  // Follows a link, and names what it leads to
  [[nodiscard]] std::vector<Path> Fitting(std::string_view text) const;
  void Told(const Path& path, const formats::ImageBuild& build, formats::Doings& out);
  void Apply(const Path& path, const formats::ImageBuild& build, formats::Doings& out);

  const source::Tree& tree_;
  const Origins& origins_;
  const model::Product& product_;
  model::ContainerFacts& containers_;
  model::Coverage& coverage_;
  std::map<Path, std::size_t> known_;            // Where each stands in containers_
  std::map<Path, std::set<std::string>> named_;  // What all builds of each put something for
};

}  // namespace avouch::collect
