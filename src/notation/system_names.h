// What builds of C and C++ ask the machine for: which library it is, by the names that CMake's
// find_package, pkg-config, Meson and linkers have for it; and what is no library.
//
// Sources of the names: cmake.org, "cmake-modules"; mesonbuild.com, "Dependencies with custom
// lookup functionality"; the *.pc files of the libraries themselves. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::notation {

enum class AskedBy {
  kPackage,  // find_package(ZLIB)
  kModule,   // pkg_check_modules, PKG_CHECK_MODULES, Meson's dependency(): "zlib"
  kLinker,   // find_library, AC_CHECK_LIB: "z" of -lz
};

enum class SystemKind {
  kLibrary,   // Linked into what is built, or loaded by it
  kTest,      // For tests alone: a framework for them
  kTool,      // Runs when it is built: a compiler, a generator, an interpreter
  kPlatform,  // Part of the compiler or of the system itself: threads, libm, Cocoa, OpenGL
};

struct SystemName {
  std::string name;  // "zlib"; of what is not known the name as it is asked for, in lower case
  SystemKind kind = SystemKind::kLibrary;
  bool known = false;
};

[[nodiscard]] SystemName SystemNameOf(AskedBy by, std::string_view written);

// What a package manager or a folder calls it, as SystemNameOf would: "libcurl" and "CURL" are
// "curl". For comparing, not to be shown.
[[nodiscard]] std::string SystemKeyOf(std::string_view name);

}  // namespace avouch::notation
