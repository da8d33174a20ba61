// What builds of C and C++ ask the machine for: CMake, Meson, autoconf.

#include <gtest/gtest.h>

#include <string>

#include "formats/autoconf.h"
#include "formats/cmake.h"
#include "formats/meson_build.h"

namespace avouch::formats {
namespace {

// "name range! group @line dev (condition)"; what is in [] is of notes.
std::string Told(const Result<model::Manifest>& manifest) {
  if (!manifest) return ToString(manifest.error());
  std::string out;
  for (const auto& one : manifest->requirements) {
    EXPECT_EQ(one.source, model::SourceKind::kPath) << one.name;
    out += (out.empty() ? "" : "; ") + one.name + (one.range.empty() ? "" : " " + one.range) +
           (one.exact ? "!" : "") + " " + one.group + " @" + std::to_string(one.place.line) +
           (one.development ? " dev" : "") +
           (one.condition.empty() ? "" : " (" + one.condition + ")");
  }
  for (const auto& note : manifest->notes) out += "[" + note + "]";
  return out;
}

struct Row {
  const char* text;
  const char* wanted;
};

TEST(SystemAsks, OfCmake) {
  const Row rows[] = {
      {"find_library(Z NAMES foo z PATHS /opt REQUIRED)", "z library @1"},
      {"find_library(F libfoo.so /opt)", "foo library @1 (not required)"},
      {"find_library(F NAMES ${N} foo)", "foo library @1 (not required)"},
      {"find_library(F ${N})", "[line 1: what is looked for is computed]"},
      {"find_package(Python3 COMPONENTS Interpreter REQUIRED)", "Python3 program @1"},
      {"find_package(Python3 COMPONENTS Interpreter Development.Module REQUIRED)",
       "Python3 find_package @1"},
      {"if(USE_A AND NOT B)\nfind_package(A REQUIRED)\nelse()\nfind_package(B)\nendif()\n"
       "find_package(C REQUIRED)",
       "A find_package @2 (if USE_A AND NOT B); B find_package @4 (not required); "
       "C find_package @6"},
      {"if(BUILD_TESTING)\nif(X)\nfind_package(A REQUIRED)\nendif()\nendif()",
       "A find_package @3 dev (if X)"},
      {"if(NOT BUILD_TESTS)\nfind_package(A REQUIRED)\nendif()",
       "A find_package @2 (if NOT BUILD_TESTS)"},
      {"if(USE_LATEST)\nfind_package(A REQUIRED)\nendif()", "A find_package @2 (if USE_LATEST)"},
      {"if(NOT TARGET a::a)\nfind_package(a REQUIRED)\nendif()", "a find_package @2"},
      {"macro(m)\nfind_package(A REQUIRED)\nendmacro()", "A find_package @2 (if m is called)"},
      {"find_package(A 1...<2 REQUIRED)", "A 1...<2 find_package @1"},
      {"find_package(A ${V} REQUIRED)", "A find_package @1"},
      {"pkg_search_module(X REQUIRED a b)", "a pkg-config @1"},
      {"endif()\nendif()\nfind_package(A REQUIRED)", "A find_package @3"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Told(ReadCmake("CMakeLists.txt", row.text)), row.wanted) << row.text;
  EXPECT_EQ(Told(ReadCmake("cmake/FindA.cmake", "find_library(F ${N})")), "");
}

TEST(SystemAsks, OfMeson) {
  const Row rows[] = {
      {"project('p', 'c', version: '1.2')\nz = dependency('zlib', version: '>=1.2')",
       "zlib >=1.2 dependency @2"},
      {"dependency('a', version: ['>=1', '<2'], required: false)",
       "a >=1, <2 dependency @1 (not required)"},
      {"dependency('a', 'b', required: get_option('x'))", "a dependency @1 (not required)"},
      {"dependency('a', required: true, native: true)", "a native @1"},
      {"cc.find_library('m', required: false)", "m library @1 (not required)"},
      {"if get_option('tests')\n  g = dependency('gtest')\nendif\nb = dependency('b')",
       "gtest dependency @2 dev (if get_option('tests')); b dependency @4"},
      {"if x\na = 1\nelif y\n dependency('b')\nendif", "b dependency @4 (if y)"},
      {"if dependency('a', required: false).found()\nendif", "a dependency @1 (not required)"},
      {"# dependency('a')\nx = 'dependency(\\'b\\')'\n'''\ndependency('c')\n'''", ""},
      {"dependency('')\ndeclare_dependency(sources: x)\npy.dependency()", ""},
      {"dependency(\n  # why\n  'a', # ) \n  version: '1',\n)", "a 1 dependency @1"},
      {"dependency(name)", "[line 1: what is looked for is computed]"},
      {"dependency('a', version: v)", "a dependency @1[line 1: a: its version is computed]"},
      {"dependency('a'", "meson.build, line 1: a call that has no end"},
      {"x = 'a", "meson.build, line 1: a string that has no end"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Told(ReadMesonBuild("meson.build", row.text)), row.wanted) << row.text;
  EXPECT_EQ(ReadMesonBuild("meson.build", "project('p', version: '1')")->name, "p");
}

TEST(SystemAsks, OfAutoconf) {
  const Row rows[] = {
      {"AC_INIT([p], [1.2])\nPKG_CHECK_MODULES([A], [a >= 1.0 b c>=2])",
       "a >= 1.0 pkg-config @2; b pkg-config @2; c >=2 pkg-config @2"},
      {"PKG_CHECK_MODULES(A, a, [x=1], [x=0])", "a pkg-config @1 (not required)"},
      {"PKG_CHECK_MODULES(A, a, [x=1], [AC_MSG_ERROR([no a, (sorry)])])", "a pkg-config @1"},
      {"AC_CHECK_LIB([z], [inflate], , [AC_MSG_ERROR([no])])\nAC_CHECK_LIB(b, f)",
       "z library @1; b library @2 (not required)"},
      {"if test x = y; then\n  PKG_CHECK_MODULES(A, a)\nfi\nPKG_CHECK_MODULES(B, b)",
       "a pkg-config @2 (not required); b pkg-config @4"},
      {"AS_IF([test x], [PKG_CHECK_MODULES(A, a)])", "a pkg-config @1 (not required)"},
      {"dnl PKG_CHECK_MODULES(A, a)\n# PKG_CHECK_MODULES(B, b)\n", ""},
      {"PKG_CHECK_MODULES(A, $mods)", "[line 1: what is looked for is computed]"},
      {"PKG_CHECK_MODULES(A, a >= $min)", "a pkg-config @1[line 1: a: its version is computed]"},
      {"PKG_CHECK_MODULES(A)\nPKG_CHECK_MODULES()\nAC_CHECK_LIB()",
       "[line 3: what is looked for is computed]"},
      {"PKG_CHECK_MODULES(A, [a]", "configure.ac, line 1: a call that has no end"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Told(ReadAutoconf("configure.ac", row.text)), row.wanted) << row.text;
  EXPECT_EQ(ReadAutoconf("configure.ac", "AC_INIT([p],[1])")->version, "1");
}

TEST(SystemAsks, CallsInCallsAreLookedThroughOnlySoOften) {
  std::string meson, autoconf, cmake;
  for (int i = 0; i < 20'000; ++i) meson += "dependency(", autoconf += "AC_CHECK_LIB(";
  for (int i = 0; i < 20'000; ++i) cmake += "if(A)\nfind_package(B)\n";
  EXPECT_FALSE(ReadMesonBuild("meson.build", meson + std::string(20'000, ')')).has_value());
  EXPECT_FALSE(ReadAutoconf("configure.ac", autoconf + std::string(20'000, ')')).has_value());
  EXPECT_EQ(ReadCmake("CMakeLists.txt", cmake)->requirements.size(), 20'000u);
}

}  // namespace
}  // namespace avouch::formats
