#include "formats/go_source.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// "package: imports (when it is built)", or what is wrong.
std::string Told(const char* path, const std::string& text) {
  const auto read = ReadGoSource(path, text);
  if (!read) return read.error().where + ": " + read.error().what;
  std::string out = read->package + ":";
  for (const auto& one : read->imports) out += " " + one;
  if (read->build == GoBuild::kSometimes) out += " (sometimes)";
  if (read->build == GoBuild::kNever) out += " (never)";
  return out;
}

TEST(GoSource, WhatItImports) {
  struct Row {
    const char *rule, *text, *told;
  };
  for (const auto& [rule, text, told] : {
           Row{"one, several, with names, raw, parted by semicolons",
               "package a; import \"x/y\"\nimport (\n b \"x/b\"\n . \"x/c\"\n _ `x/d`; "
               "é\"x/e\"\n)\n"
               "import()\nimport \"z\"",
               "a: x/y x/b x/c x/d x/e z"},
           Row{"comments stand anywhere, and the word in them is none",
               "// import \"no\"\n/* package no */ package /* a */ a // b\nimport /* c */ (\n"
               "// \"no\"\n\"x\" /* \"no\" */\n)\n",
               "a: x"},
           Row{"nothing behind the first declaration counts",
               "package a\nimport \"x\"\nvar b = `\nimport \"no\"\n`\nimport \"no\"\n", "a: x"},
           Row{"a word that begins like import is none", "package a\nimports \"no\"\n", "a:"},
           Row{"C is no package", "package a\nimport \"C\"\nimport \"x\"\n", "a: x"},
           Row{"a byte order mark", "\xEF\xBB\xBFpackage a\n", "a:"},
           Row{"no package", "import \"x\"\n", "a.go, line 1: no package clause"},
           Row{"empty", "", "a.go, line 1: no package clause"},
           Row{"a comment without an end", "/* package a", "a.go, line 1: no package clause"},
           Row{"no name", "package ;\n", "a.go, line 1: a package without a name"},
           Row{"a list without an end", "package a\nimport (\n\"x\"\n",
               "a.go, line 4: an import that has no end"},
           Row{"a quote without an end", "package a\nimport \"x\n\"y\"\n",
               "a.go, line 2: an import that has no end"},
           Row{"no path", "package a\nimport x\n", "a.go, line 3: an import that has no end"},
       })
    EXPECT_EQ(Told("a.go", text), told) << rule;
}

TEST(GoSource, WhenItIsBuilt) {
  struct Row {
    const char *path, *head, *when;
  };
  for (const auto& [path, head, when] : {
           Row{"a.go", "", ""},
           Row{"a.go", "//go:build go1.18\n\n", ""},
           Row{"a.go", "//go:build !ignore && (gc || gccgo)\n", ""},
           Row{"a.go", "//go:build linux\n", " (sometimes)"},
           Row{"a.go", "//go:build !windows\n", " (sometimes)"},
           Row{"a.go", "//go:build ignore\n", " (never)"},
           Row{"a.go", "// Copyright\n\n//go:build tools\n// +build linux\n\n", " (never)"},
           Row{"a.go", "//go:build ignore && (linux || !cgo)\n", " (never)"},
           Row{"a.go", "//go:build ignore || linux\n", " (sometimes)"},
           Row{"a.go", "//go:build (linux\n", " (sometimes)"},
           Row{"a.go", "//go:build\n", ""},
           Row{"a.go", "/*\n//go:build ignore\n*/\n", ""},
           Row{"a.go", "// +build tools\n\n", " (never)"},
           Row{"a.go", "// +build ignore,linux ignore\n", " (never)"},
           Row{"a.go", "// +build linux darwin\n// +build ignore\n", " (never)"},
           Row{"a.go", "// +build !ignore\n", ""},
           Row{"a_linux.go", "", " (sometimes)"},
           Row{"a_arm64.go", "", " (sometimes)"},
           Row{"a_windows_test.go", "", " (sometimes)"},
           Row{"linux.go", "", ""},
           Row{"a_linuxes.go", "", ""},
           Row{"a_linux.go", "//go:build ignore\n", " (never)"},
       })
    EXPECT_EQ(Told(path, std::string(head) + "package a\n//go:build ignore\n"),
              std::string("a:") + when)
        << path << " " << head;
  const std::string deep = "//go:build " + std::string(1'000'000, '(') + "\npackage a\n";
  EXPECT_EQ(Told("a.go", deep), "a: (sometimes)");
}

TEST(GoSource, Names) {
  for (const char* path : {"a.go", "b/a_test.go", "b/a.b.go"})
    EXPECT_TRUE(IsGoSource(path)) << path;
  for (const char* path : {"a.golang", "b/_a.go", ".a.go", ".go", "go"})
    EXPECT_FALSE(IsGoSource(path)) << path;
  EXPECT_TRUE(IsGoTest("b/a_test.go"));
  EXPECT_FALSE(IsGoTest("b/test.go"));
}

}  // namespace
}  // namespace avouch::formats
