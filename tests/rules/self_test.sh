#!/usr/bin/env bash
# Every rule can fail: each is run on a small tree that keeps it, then on the
# same tree with one violation planted.
#   self_test.sh ROOT
set -euo pipefail
rules=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
failed=0 tried=0

plant() {  # plant FILE TEXT: replaces the file
  mkdir -p "$(dirname "$top/tree/$1")"
  printf '%b' "$2" >"$top/tree/$1"
}
fresh() {  # A tree that keeps every rule.
  rm -rf "$top/tree"
  plant docs/layers.txt 'base:\nsyntax: base\nformats: base syntax\nreport: base\n'
  plant docs/map.md '| `base` |\n| `syntax` |\n| `formats` |\n| `report` |\n'
  plant docs/formats.md '| `tidy-file` | x |\n'
  plant src/base/a.h '#pragma once\n#include <string>\nstruct Thing {\n};\nstd::string A();\n'
  plant src/base/a_test.cpp '#include "base/a.h"\n#include "testing/fake.h"\n#include <openssl/evp.h>\n'
  plant src/syntax/b.h '#pragma once\n#include "base/a.h"\nstd::string B();\n'
  plant src/syntax/b.cpp '#include "syntax/b.h"\n\n#include <yaml.h>\n'
  plant src/formats/table.cpp 'const Format kFormats[] = {\n    {"tidy-file", "things", nullptr},\n};\n'
  plant src/formats/tidy_file_fuzz.cpp '#include "syntax/b.h"\n'
  plant tests/corpus/tidy_file_fuzz/empty 'x'
  plant src/report/text.cpp '// Never the word certified.\nconst char* kText = "met";\n'
  plant README.md 'Avouch\n'
  plant docs/hostile.md '| x | `A.Holds` |\n'
  plant src/base/attack_test.cpp 'TEST(A, Holds) {}\n'
}
expect() {  # expect CODE RULE WHAT
  tried=$((tried + 1))
  local code=0
  bash "$rules/$2.sh" "$top/tree" >"$top/out" 2>&1 || code=$?
  if [ "$code" -ne "$1" ]; then
    echo "$2.sh: exit $code, expected $1: $3"
    sed 's/^/    /' "$top/out"
    failed=1
  fi
}
violation() {  # violation RULE WHAT FILE TEXT
  fresh
  plant "$3" "$4"
  expect 1 "$1" "$2"
}

for rule in layers headers types tables sizes words names hostile; do fresh; expect 0 "$rule" 'a tree that keeps it'; done

violation layers 'a lower folder uses a higher one' src/base/c.cpp '#include "syntax/b.h"\n'
violation layers 'a sibling is used' src/report/c.cpp '#include "syntax/b.h"\n'
violation layers 'a cycle in the file' docs/layers.txt 'base: syntax\nsyntax: base\nformats: base syntax\nreport: base\n'
violation layers 'a folder without a line' src/extra/c.h '#pragma once\n'
violation layers 'a fake outside tests' src/syntax/c.cpp '#include "testing/fake.h"\n'
violation layers 'an include without its folder' src/syntax/c.cpp '#include "b.h"\n'
violation layers 'a heavy header twice' src/syntax/c.cpp '#include <yaml.h>\n'
fresh
plant src/syntax/c.cpp '#include <openssl/evp.h>\n'
plant src/syntax/d.cpp '#include <openssl/evp.h>\n'
expect 0 layers 'OpenSSL twice in one folder'
plant src/base/c.cpp '#include <openssl/evp.h>\n'
expect 1 layers 'OpenSSL in two folders'
violation layers 'a heavy header in a header' src/syntax/c.h '#pragma once\n#include <toml++/toml.h>\n'
violation layers 'no folder at all' docs/layers.txt '# nothing\n'
violation headers 'a header that lacks an include' src/base/c.h '#pragma once\nstd::string C();\n'
violation headers 'a header without pragma once' src/base/c.h '#include <string>\nstruct C {};\n'
violation tables 'a format without a fuzz target' src/formats/table.cpp '    {"tidy-file", "things"},\n    {"other", "things"},\n'
violation tables 'a format without a docs row' docs/formats.md 'nothing\n'
violation tables 'a table that cannot be read' src/formats/table.cpp 'int x;\n'
violation tables 'a fuzz target without a corpus' src/syntax/b_fuzz.cpp '\n'
violation tables 'a corpus without a target' tests/corpus/gone_fuzz/a 'x'
violation tables 'a folder missing from the map' docs/map.md '| `base` |\n'
violation types 'one name for two things' src/base/b.h '#pragma once\nstruct Thing {};\n'
violation words 'a banned word in a report' src/report/text.cpp 'const char* kText = "You are certified";\n'
violation words 'a banned word in a catalogue' catalogues/c.yaml 'text: fully compliant\n'
violation hostile 'an attack whose test is gone' src/base/attack_test.cpp 'TEST(A, Held) {}\n'
violation hostile 'an attack whose script is gone' docs/hostile.md '| x | `gone.txt` |\n'
violation hostile 'no attack at all' docs/hostile.md 'nothing\n'
violation names 'a path of a machine' docs/a.md "see /""work/main/x\n"
violation names 'a home folder' docs/a.md "see /""home/someone/x\n"

# This rule is about a built program: here about the system's shell, which asks for the C library alone.
needs() {  # needs CODE WHAT LIST
  tried=$((tried + 1))
  local code=0
  printf '%b' "$3" >"$top/list"
  bash "$rules/needs.sh" "$(readlink -f "$(command -v dash)")" "$top/list" >"$top/out" 2>&1 || code=$?
  [ "$code" -eq "$1" ] || { echo "needs.sh: exit $code, expected $1: $2"; failed=1; }
}
if command -v dash >/dev/null && command -v readelf >/dev/null; then
  needs 0 'no more than is written' 'libc.so.6 GLIBC_9.9\n'
  needs 1 'newer symbols than are written' '# words\nlibc.so.6 GLIBC_2.2\n'
  needs 1 'a library that is not written' 'libm.so.6 GLIBC_9.9\n'
  needs 1 'a set of symbols that is not written' 'libc.so.6 OTHER_9.9\n'
fi

[ "$failed" -eq 0 ] && echo "self_test: $tried runs, every rule can fail"
exit "$failed"
