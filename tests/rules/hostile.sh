#!/usr/bin/env bash
# Every test that docs/hostile.md names is there: `Suite.Name` in src/ or tests/growth/, `name.txt` in tests/scripts/.
#   hostile.sh [ROOT]
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"
bad=0
names=$(grep -oE '`[A-Za-z0-9_]+\.[A-Za-z0-9]+`' docs/hostile.md | tr -d '`' | sort -u || true)
[ -n "$names" ] || { echo "docs/hostile.md names no test"; exit 1; }
for name in $names; do
  suite=${name%%.*} test=${name#*.}
  if [ "$test" = txt ]; then
    [ -f "tests/scripts/$name" ] || { echo "docs/hostile.md: no script $name"; bad=1; }
  elif [ "$suite" = limits ] || [ "$suite" = integrity ]; then
    :
  elif ! grep -rqE "TEST(_F|_P)?\($suite, $test\)" src tests/growth; then
    echo "docs/hostile.md: no test $name"
    bad=1
  fi
done
exit $bad
