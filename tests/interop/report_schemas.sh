#!/usr/bin/env bash
# Runs report_schemas.py with the pinned peers of build/interop, or with what the
# system has. Exit 77: skipped.
#   report_schemas.sh check|sarif|config AVOUCH SOURCE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${AVOUCH_INTEROP:-$3/build/interop}/venv/bin/python
[ -x "$python" ] || python=$(command -v python3) || { echo "skipped: needs python3"; exit 77; }
exec "$python" "$here/report_schemas.py" "$1" "$2" "$3"
