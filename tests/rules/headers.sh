#!/usr/bin/env bash
# Every header compiles alone: it includes what it uses. Two at a time.
#   headers.sh ROOT [HEADER below src/ ...]
set -euo pipefail
cd "${1:-.}"
shift || true
compiler=${CXX:-g++}
headers=("$@")
if [ ${#headers[@]} -eq 0 ]; then mapfile -t headers < <(cd src && find . -name '*.h' | sed 's|^\./||' | LC_ALL=C sort); fi
[ ${#headers[@]} -gt 0 ] || { echo "headers: there are none" >&2; exit 1; }

# The include twice shows a missing #pragma once as well.
one() {
  printf '#include "%s"\n#include "%s"\n' "$1" "$1" |
    "$compiler" -std=c++23 -fsyntax-only -Wall -Wextra -Werror -I src -x c++ - || { echo "src/$1: does not compile alone"; exit 1; }
}
export -f one
export compiler
if printf '%s\n' "${headers[@]}" | xargs -P 2 -I{} bash -c 'one "$1"' one {}; then
  echo "headers: ${#headers[@]} compile alone"
else
  exit 1
fi
