#!/usr/bin/env bash
# The same source makes the same bytes, wherever it is built.
#   reproducible.sh [--all] [PROGRAM]
# Cheap, for CI: nothing asks a compiler for the date; PROGRAM (build/release/avouch) and what is
# linked into it hold no path of this machine; and the libraries of a few folders with a program
# that links them, built afresh in two other folders without a cache, are the same bytes.
# With --all the program itself is built twice, which takes long.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=notation_test compared=(libavouch_base.a libavouch_notation.a tests/notation_test)
if [ "${1:-}" = --all ]; then
  target=avouch compared=(avouch generated/packed_catalogue_bytes.cpp)
  shift
fi
program=${1:-build/release/avouch}
failed=0
bad() { echo "reproducible: $1" >&2; failed=1; }

if grep -rnE '__(DATE|TIME|TIMESTAMP)__' src cmake --include='*.cpp' --include='*.h' --include='*.cmake'; then
  bad "the lines above ask for the time of the build"
fi
if [ -f "$program" ]; then
  for path in "$PWD/" "$HOME/." /tmp/; do  # Texts of our own may name /tmp, in no longer word
    found=$(grep -aoE "${path//./\\.}[A-Za-z0-9_./-]+\.(cpp|h|cc|o)" "$program" | sort -u | head -n 3 || true)
    [ -z "$found" ] || bad "$program holds places of this machine: $found"
  done
else
  bad "no program at $program"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folders=("$work/a" "$work/another-folder/with-a-longer-name")
for folder in "${folders[@]}"; do
  mkdir -p "$folder"
  git ls-files -z | xargs -0 tar -c --ignore-failed-read | tar -x -C "$folder"
  # In another order of days and names: what is newest, and what a folder lists first.
  find "$folder" -type f -exec touch -d "2001-0$((RANDOM % 9 + 1))-01" {} +
  (cd "$folder" && cmake --preset release -DAVOUCH_CCACHE=OFF >log 2>&1 && cmake --build build/release --target "$target" >>log 2>&1) ||
    { tail -n 20 "$folder/log" >&2; bad "$target could not be built in $folder"; exit 1; }
done
for file in "${compared[@]}"; do
  one=${folders[0]}/build/release/$file two=${folders[1]}/build/release/$file
  if cmp -s "$one" "$two"; then
    echo "reproducible: $file $(sha256sum "$one" | cut -c1-16)"
  else
    bad "$file differs: $(cmp "$one" "$two" 2>&1 | tail -n 1)"
  fi
done
exit "$failed"
