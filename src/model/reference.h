// A reference from the product's own files to something made by others, and
// how firmly it is fixed.
//
// Values only; any thread.

#pragma once

#include <string>
#include <string_view>

#include "model/place.h"

namespace avouch::model {

enum class ReferenceKind {
  kAction,            // uses: owner/name@ref
  kReusableWorkflow,  // uses: owner/repo/.github/workflows/x.yml@ref; GitLab include of a project
  kImage,             // Container image: FROM, container:, services:, image:, docker:// action
  kDownload,          // curl, wget, ADD https://...: a file fetched in the build
  kScript,            // The same, handed straight to a shell
  kPackage,           // Installed by name in a run line: pip install x, npm i -g y, cargo install z
  kSystemPackage,     // The same from a distribution's archive: apt-get install x, apk add y, brew
                      // install z
  kCheckout,          // git clone, actions/checkout of another repository, go install x@v
  kBrowserScript,     // <script src=https://...>
  kInclude,           // GitLab include: remote, template, component; other CI includes
};
AVOUCH_NAMES(ReferenceKind, "action", "reusable-workflow", "image", "download", "script", "package",
             "system-package", "checkout", "browser-script", "include")

// How firmly, strongest first.
enum class Pin {
  kDigest,    // Content digest (sha256:..., SRI that matches, checksum verified beside it)
  kCommit,    // Git commit id: content-addressed, weakly
  kVersion,   // An exact version that its publisher could replace
  kFloating,  // A tag that moves, a branch, a range, "latest", nothing at all
  kVariable,  // Decided by a variable that nothing here sets
  kLocal,     // Inside this tree
};
AVOUCH_NAMES(Pin, "digest", "commit", "version", "floating", "variable", "local")

// The comment of an image that a Dockerfile names as what reads it: "# syntax=...".
inline constexpr std::string_view kFrontend = "syntax";

// The comment of a download that is held against a file of digests or a key, before its path. It
// fixes what is fetched where the tree has that file.
inline constexpr std::string_view kCheckedBy = "checked by ";

struct Reference {
  ReferenceKind kind = ReferenceKind::kAction;
  std::string text;     // As written: "actions/checkout@v4"
  std::string name;     // "actions/checkout", "gcr.io/distroless/static-debian12", "ruff"
  std::string version;  // "v4", "sha256:...", "latest" if none was written and the tool assumes it
  std::string comment;  // Beside it on the line: "v4.1.0"
  Pin pin = Pin::kFloating;
  bool plain_http = false;
  Place place;

  bool operator==(const Reference&) const = default;
  AVOUCH_FIELDS(kind, text, name, version, comment, pin, plain_http, place)
};

}  // namespace avouch::model
