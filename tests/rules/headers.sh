#!/usr/bin/env bash
# Every header compiles alone: it includes what it uses. One whose own .cpp includes it
# before all else is shown to by every build; the rest are compiled, two at a time.
#   headers.sh ROOT [HEADER below src/ ...]
set -euo pipefail
cd "${1:-.}"
shift || true
compiler=${CXX:-g++}
headers=("$@")
first_include() { grep -m 1 '^#include' "$1" | sed -E 's/^#include "(.*)"$/\1/'; }
shown=0
if [ ${#headers[@]} -eq 0 ]; then
  while read -r header; do
    if [ -f "src/${header%.h}.cpp" ] && [ "$(first_include "src/${header%.h}.cpp")" = "$header" ]; then
      shown=$((shown + 1))
    else
      headers+=("$header")
    fi
  done < <(cd src && find . -name '*.h' | sed 's|^\./||' | LC_ALL=C sort)
fi
[ ${#headers[@]} -gt 0 ] || { echo "headers: there are none" >&2; exit 1; }

# The include twice shows a missing #pragma once as well.
one() {
  printf '#include "%s"\n#include "%s"\n' "$1" "$1" |
    "$compiler" -std=c++23 -fsyntax-only -Wall -Wextra -Werror -I src -x c++ - || { echo "src/$1: does not compile alone"; exit 1; }
}
export -f one
export compiler
if printf '%s\n' "${headers[@]}" | xargs -P 2 -I{} bash -c 'one "$1"' one {}; then
  echo "headers: ${#headers[@]} compile alone, $shown more stand first in their own file"
else
  exit 1
fi
