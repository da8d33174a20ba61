#!/usr/bin/env bash
# A format is whole: every row of src/formats/table.cpp has its fuzz target and
# its row in docs/formats.md; every fuzz target has a corpus; every folder of
# docs/layers.txt has its line in docs/map.md.
#   tables.sh ROOT
set -euo pipefail
cd "${1:-.}"
failed=0
bad() { echo "$1"; failed=1; }

rows=0
if [ -f src/formats/table.cpp ]; then
  while read -r name; do
    rows=$((rows + 1))
    [ -f "src/formats/${name//-/_}_fuzz.cpp" ] || bad "format $name: no src/formats/${name//-/_}_fuzz.cpp"
    grep -qE "^\| *\`$name\` *\|" docs/formats.md 2>/dev/null || bad "format $name: no row | \`$name\` | in docs/formats.md"
  done < <(grep -oE '^ *\{"[a-z0-9-]+", *"[a-z-]+"' src/formats/table.cpp | sed -E 's/^ *\{"([a-z0-9-]+)".*/\1/')
  [ "$rows" -gt 0 ] || bad "src/formats/table.cpp: no row {\"name\", \"family\", ...} found"
fi

targets=0
for source in src/*/*_fuzz.cpp; do
  [ -f "$source" ] || continue
  targets=$((targets + 1))
  target=$(basename "$source" .cpp)
  [ -n "$(find "tests/corpus/$target" -type f 2>/dev/null | head -n 1)" ] || bad "$source: no corpus in tests/corpus/$target"
done
for corpus in tests/corpus/*/; do
  [ -d "$corpus" ] || continue
  compgen -G "src/*/$(basename "$corpus").cpp" >/dev/null || bad "$corpus: no fuzz target of this name"
done

while read -r folder; do
  grep -qE "^\| *\`$folder\`" docs/map.md || bad "docs/map.md: no line for folder $folder"
done < <(grep -oE '^[a-z]+:' docs/layers.txt | tr -d ':')

[ "$failed" -eq 0 ] && echo "tables: $rows formats, $targets fuzz targets, all whole"
exit "$failed"
