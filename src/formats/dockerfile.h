// Dockerfiles: what an image is built from, and what its build does.
//
// Spec: docs.docker.com, "Dockerfile reference". Pure; any thread.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/container.h"

namespace avouch::formats {

// Dockerfile, Dockerfile.<any>, <any>.Dockerfile, Containerfile and its like;
// not templates of them (.j2, .tmpl ...), not .dockerignore.
[[nodiscard]] bool IsDockerfile(const Path& path);

// A base image's `text` is as written; where ARGs with defaults stand in it, its
// name, version and pin are those of the defaults. A base that is an earlier
// stage, or scratch, is kLocal. References of a stage: images that COPY, ADD or
// RUN --mount take files from, ADD of addresses (a checksum makes kDigest) and
// of git repositories, and what RUN lines fetch; deeds: what RUN lines do. What
// ONBUILD, CMD and ENTRYPOINT install past every lock is among them.
// `user` follows a last stage to the stage it is built on. Lines written for
// another shell are not read: each is a call of which nobody tells what it does.
// An install is not locked where its lock is not among what was copied.
// What is no instruction is a note.
// Fails with kMalformed without FROM, and at a heredoc without end.
[[nodiscard]] Result<model::Dockerfile> ReadDockerfile(const Path& path, BytesView bytes);

using Variables = std::map<std::string, std::string, std::less<>>;

// The same, when the build is told `given`: values of ARGs instead of their defaults. A value with
// a variable in it ("$TAG") is decided elsewhere.
[[nodiscard]] Result<model::Dockerfile> ReadDockerfileWith(const Path& path, BytesView bytes,
                                                           const Variables& given);

// What ReadDockerfileWith is told for one ARG.
[[nodiscard]] std::optional<std::string> GivenTo(const std::string& key, const Variables& given);

// What `text` is once variables are put in.
struct Expanded {
  std::string text;
  bool complete = true;  // False: a variable is not set; it stays as written
};
// Knows $A, ${A}, ${A:-x}, ${A-x}, ${A:+x}, ${A+x}; "\$" is a dollar.
[[nodiscard]] Expanded ExpandDocker(std::string_view text, const Variables& variables);

}  // namespace avouch::formats
