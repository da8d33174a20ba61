#!/usr/bin/env bash
# Runs lock_history.py over histories made up there. Exit 77: skipped.
#   lock_history.sh AVOUCH
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for program in git python3; do command -v "$program" >/dev/null || { echo "skipped: needs $program"; exit 77; }; done
exec python3 "$here/lock_history.py" "$1" made 1
