#!/usr/bin/env bash
# No two headers of one folder give different things one name: the compiler sees each alone, and the
# linker keeps one of the two.
#   types.sh ROOT
set -euo pipefail
cd "${1:-.}"
found=$(find src -name '*.h' | LC_ALL=C sort |
  xargs awk '
    /^(struct|class|enum class|enum) [A-Za-z_0-9]+[^;]*\{/ {
      name = ($1 == "enum" && $2 == "class") ? $3 : $2
      sub(/[:{].*/, "", name)
      split(FILENAME, part, "/")
      key = part[2] "::" name
      count++
      if (key in first && first[key] != FILENAME)
        printf "%s is in %s and in %s\n", key, first[key], FILENAME
      else
        first[key] = FILENAME
    }
    END { printf "types: %d\n", count }')
if grep -v '^types: ' <<<"$found"; then
  echo "types: one name for one thing"
  exit 1
fi
echo "types: of $(sed -n 's/^types: //p' <<<"$found") in headers no two of a folder share a name"
