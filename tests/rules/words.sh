#!/usr/bin/env bash
# What Avouch never says of anybody: the words of grading. Looked for in all that
# can reach a reader: code outside comments, catalogues, schemas, README.
# A line that states the ban itself ends in "words: allowed".
#   words.sh ROOT
set -euo pipefail
cd "${1:-.}"
words='certified|certifies|compliant|per cent|percent|percentages?|scores?|scored|star rating|stars|five-star'
folders=()
for folder in src/report src/cli src/app src/claims src/fix src/main src/statement catalogues docs/schemas README.md; do
  [ -e "$folder" ] && folders+=("$folder")
done
[ ${#folders[@]} -gt 0 ] || { echo "words: nothing to read" >&2; exit 1; }

found=$(find "${folders[@]}" -type f ! -name '*_test.cpp' ! -name '*_fuzz.cpp' -print0 | LC_ALL=C sort -z |
  xargs -0 grep -inwHE "$words" | grep -vE '^[^:]+:[0-9]+: *(//|#)' | grep -v 'words: allowed' || true)
if [ -n "$found" ]; then
  printf '%s\n' "$found"
  echo "words: grading is not ours to do"
  exit 1
fi
echo "words: none of them"
