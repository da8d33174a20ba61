// avouch sbom generate | validate | diff | merge | convert | explain | history: what
// software is made of, found here or told by others, and since when.
//
// Runs nothing and asks no network. Only --output writes. One thread.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/check.h"
#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"

namespace avouch::app {

struct SbomOptions {
  std::vector<std::string> files;  // SBOMs, repositories, folders, lock files, binaries, images
  std::string format;              // A row of SbomFormats; empty: the verb's own
  std::string output;              // A file, or empty: standard output
  // Where none is named: takes the document piece by piece. Empty: Answer::out is the document.
  std::function<Status(BytesView)> out;
  std::string commit = "HEAD";      // Of a repository
  std::string platform;             // Of an image for several
  std::vector<std::string> caches;  // Folders of package managers' caches: data, never run
  std::string package;              // Of `explain` and `history`: a purl, or a name
  std::vector<std::string> newest;  // Of `history`: files that say what is newest
  std::string since;                // Of `diff`: a revision to compare the one repository with
  Time at;                          // Told in the document where no commit tells a time
  bool everything = false;          // Development, test and build parts too
  int width = 100;
  int table = 0;  // Columns of a table; 0 = as wide as what stands in it
  int threads = 2;
};

struct SbomFormat {
  std::string_view name, says;
};
// The formats that generate, merge and convert write.
[[nodiscard]] const std::vector<SbomFormat>& SbomFormats();

// Each refuses with kUsage for the wrong number of files, kNotFound and
// kMalformed for what cannot be read, kUnsupported for what no reader here
// takes.
[[nodiscard]] Answer SbomGenerate(const SbomOptions& options);
// Exit 1 unless the document was judged and is valid against its own specification.
[[nodiscard]] Answer SbomValidate(const SbomOptions& options);
[[nodiscard]] Answer SbomDiff(const SbomOptions& options);
[[nodiscard]] Answer SbomMerge(const SbomOptions& options);
[[nodiscard]] Answer SbomConvert(const SbomOptions& options);
[[nodiscard]] Answer SbomExplain(const SbomOptions& options);
// Formats: "text" (the default) and "json".
[[nodiscard]] Answer SbomHistory(const SbomOptions& options);
// `history [PACKAGE] [REPOSITORY]`: of `files`, the first of two, or one that is no folder, is the
// package.
void TakePackage(SbomOptions& options);

}  // namespace avouch::app
