// The head of a Go source file: its package, what it imports, when it is built.
//
// Spec: go.dev/ref/spec, "Source file organization"; go.dev/cmd/go, "Build constraints". Pure; any
// thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

enum class GoBuild {
  kAlways,
  kSometimes,  // On some systems, or with some tags
  kNever,      // With the tags "ignore" or "tools" alone: for those who work on it
};

struct GoSource {
  std::string package;
  std::vector<std::string> imports;  // As written, each once or more; without "C"
  GoBuild build = GoBuild::kAlways;

  bool operator==(const GoSource&) const = default;
};

// Whether the go command reads it: *.go, its name beginning with neither '_' nor '.'.
[[nodiscard]] bool IsGoSource(const Path& path);
[[nodiscard]] bool IsGoTest(const Path& path);  // *_test.go

// Reads up to the first declaration that is no import. A tag of a release of Go holds, "ignore"
// and "tools" do not, and of any other nothing is known; so too of systems in a file's name.
// Fails with kMalformed where there is no package clause, or an import that has no end.
[[nodiscard]] Result<GoSource> ReadGoSource(const Path& path, BytesView bytes);

}  // namespace avouch::formats
