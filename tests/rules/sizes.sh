#!/usr/bin/env bash
# Says which files have over 400 lines and which functions over 60: worth a
# second thought. Tables of data are exempt, so this warns and never fails.
#   sizes.sh ROOT
set -euo pipefail
cd "${1:-.}"
find src -name '*.h' -o -name '*.cpp' | LC_ALL=C sort | xargs awk '
  function end_of_file() { if (file != "" && lines > 400) { print "warning: " file ": " lines " lines"; warned++ } }
  FNR == 1 { end_of_file(); file = FILENAME; start = 0 }
  { lines = FNR }
  # A function of namespace scope opens with a brace at the end of a line and closes in column one.
  /^[A-Za-z].*\) *(const)? *(noexcept)? *\{$/ || /^ +.*\) *(const)? *\{$/ && !start && previous ~ /^[A-Za-z]/ { if (!start) start = FNR }
  /^\}/ { if (start && FNR - start > 60) { print "warning: " FILENAME ":" start ": function of " FNR - start " lines"; warned++ } start = 0 }
  { previous = $0 }
  END { end_of_file(); print "sizes: " warned + 0 " worth a second thought" }
'
