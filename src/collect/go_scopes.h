// What the modules of a go.mod are there for, as far as the sources that import them tell.
//
// Spec: go.dev/ref/mod, "Build commands", "Vendoring"; go.dev/cmd/go, "Package lists and
// patterns", "Build constraints". Pure; any thread.
//
// What the go command builds is decided by packages, and those of other modules are seen only
// where they are vendored. A module that a shipped package imports is shipped, whatever else needs
// it. One that only tests import may yet be needed by a shipped module: that it is for tests alone
// is told where vendor/ shows all, or where nothing else is shipped that could need it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/go_mod.h"
#include "formats/go_source.h"

namespace avouch::collect {

// The files of one folder, which are one package and its tests.
struct GoPackage {
  // How it reaches customers by itself.
  enum class Root : std::uint8_t {
    kNot,      // Internal, or somebody else's: it is what those make of it that import it
    kProgram,  // package main
    kLibrary,  // Others can import it
    kUnsure,   // Below tools/, scripts/ and their like
    kTests,
    kExamples,
  };
  std::string folder;
  std::uint32_t module = 0;  // Index of the go.mod that it belongs to
  bool vendored = false;     // In vendor/ of that module
  Root root = Root::kNot;
  std::vector<std::string> imports;    // By files that are always built
  std::vector<std::string> sometimes;  // By those with a constraint
  std::vector<std::string> never;      // By those of which no build takes notice
  std::vector<std::string> tests;      // By *_test.go
};

// Marks the requirements: group "packages" where what is shipped imports it, with the condition
// "build constraints" where only some builds do; "tests", "tools" and "examples", for development,
// where nothing else needs it. What is not certain stays as it is.
// - `modules`: go.mod files, go.work among them is passed over.
// - `packages`: of those whose module has something to be told of; without tests where they were
//   not read.
// - `whole`: of each module, whether all its packages, tests and those in vendor/ are there.
void MarkGoScopes(const std::vector<GoPackage>& packages, const std::vector<bool>& whole,
                  std::vector<formats::GoModule*>& modules);

// Gives the modules in vendor/modules.txt the scopes of the go.mod beside it, where it has some.
void MarkVendored(std::vector<model::Manifest>& manifests);

}  // namespace avouch::collect
