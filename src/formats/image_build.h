// What a build of an image is told, by a command, an action, a bake file or a compose file: its
// recipe, its context, and what it puts in the place of names.
//
// Spec: docs.docker.com, "docker buildx build". Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/deeds.h"

namespace avouch::formats {

struct ImageBuild {
  std::string name;     // Of the service or the target; empty for a command
  std::string file;     // The recipe as named; empty: the one of the context
  std::string context;  // Folder or address; empty: where the build starts
  std::string tags;
  // "KEY=VALUE"; "KEY=$KEY" where another place says it; "*=$" where it may say any.
  std::vector<std::string> arguments;
  std::vector<std::string> contexts;  // "name=docker-image://node:22", "name=./folder"
  std::string recipe;                 // Its text, where that stands beside the rest
  model::Place recipe_place;          // Of the text's first line
  model::Place place;

  bool operator==(const ImageBuild&) const = default;
};

// Of a deed of the kind kBuildImage: 0 the recipe, 1 the context, 2 the tags; of tools "compose",
// "compose-up" and "bake": 1 the folder that it starts in, 3 the services or targets (none: those
// by default). The tool "baked" is one target of a bake. Then "KEY=VALUE" for each argument of the
// build and "context:name=value" for each name that something else stands for, and, of the latter
// tools, the files named.
inline constexpr std::size_t kBuildFile = 0, kBuildContext = 1, kBuildTags = 2, kBuildTargets = 3;
inline constexpr std::string_view kBuildNamed = "context:";

// Adds `deed`, with what `build` says as its arguments, and what that fetches by itself: images and
// addresses in the place of names, a context at an address. Where the recipe comes from no file of
// the tree, a call with the argument kUnreadRecipe stands for it.
void AddImageBuild(ImageBuild build, model::Deed deed, Doings& out);

// What stands in the place of names: "name=docker-image://node:22" is a reference to that image.
[[nodiscard]] std::vector<model::Reference> NamedContexts(const std::vector<std::string>& contexts,
                                                          const model::Place& place);

// A recipe that `deed` builds from, and that nothing here reads, as a call: `what` says which.
[[nodiscard]] model::Deed UnreadRecipe(const model::Deed& deed, std::string_view what);

// "https://host/x.tar.gz", "git@host:x/y.git": no folder of the tree.
[[nodiscard]] bool IsContextAddress(std::string_view context);

// The folder of the product's own repository that an address or "{{defaultContext}}:sub" names;
// nothing for any other.
[[nodiscard]] std::optional<std::string> OwnContext(std::string_view context);

// "images/*/Dockerfile" of "images/${{ matrix.name }}/Dockerfile" and "images/$NAME/Dockerfile".
[[nodiscard]] std::string WithoutVariables(std::string_view text);

// "KEY=VALUE" of each --build-arg among options of docker build, as a task or an orb is given them.
[[nodiscard]] std::vector<std::string> ArgumentsIn(std::string_view options);

// docker build, podman build, buildah, kaniko and docker buildx bake, by their row of the table,
// `deed` made of `command`. (deeds_images.cpp)
void AddImageCommand(std::string_view program, const Command& command, model::Deed deed,
                     Doings& out);

}  // namespace avouch::formats
