#!/usr/bin/env bash
# docs/self-assessment.md is what the program says of this repository. It is stale when the program
# now says something else of the newest commit: another verdict, finding, place that is open, or rule
# that changed. What is found and counted (files, changes, people) and lines may move meanwhile.
#   self_assessment.sh [--write] [PROGRAM]
# With --write it is written anew. Without, the list of this repository's own components is made, too:
# build/avouch.cdx.json, which must be valid.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
write=0
[ "${1:-}" != --write ] || { write=1; shift; }
program=${1:-build/release/avouch}
page=docs/self-assessment.md
[ -x "$program" ] || { echo "self-assessment: no program at $program" >&2; exit 4; }

# Without its history this repository shows less than the page says.
if [ "$(git rev-parse --is-shallow-repository 2>/dev/null)" != false ]; then
  echo "self-assessment: skipped, this clone has no whole history"
  exit 0
fi

# The day is the commit's, not today's: what only time changes is no change here.
at=$(TZ=UTC git log -1 --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ)
if [ "$write" -eq 1 ]; then
  {
    printf '# What the program says of itself\n\n'
    printf 'Written by `tests/self_assessment.sh --write`, which is `avouch check --format markdown` of this repository;\n'
    printf 'CI says when it is stale. Nobody signed it: it shows what is seen, open and found, and affirms nothing.\n\n'
    "$program" check --format markdown --at "$at" .
  } >"$page"
  echo "self-assessment: written for $(git rev-parse --short HEAD)"
  exit 0
fi

mkdir -p build
"$program" sbom generate --all --output build/avouch.cdx.json . 2>/dev/null
"$program" sbom validate build/avouch.cdx.json >build/avouch.cdx.txt || { cat build/avouch.cdx.txt >&2; exit 1; }
head -n 1 build/avouch.cdx.txt  # From a file: a pipe that head has closed would end the program

# What must not differ: every line but those of what is here already, the commit and the day.
plain() { sed -E -e '/<summary>Already here/,/<\/details>/d' -e '/ repeat it: /d' -e 's/:[0-9]+(, :[0-9]+)*`/`/g' "$1"; }
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
"$program" check --format markdown --at "$at" . >"$fresh"
# As written, less what is said above it.
if diff <(plain "$page" | sed -n '/^### avouch:/,$p') <(plain "$fresh") >"$fresh.diff"; then
  rm -f "$fresh.diff"
  echo "self-assessment: as the program says it"
else
  head -n 30 "$fresh.diff" >&2
  rm -f "$fresh.diff"
  echo "self-assessment: $page is stale; write it with tests/self_assessment.sh --write" >&2
  exit 1
fi
