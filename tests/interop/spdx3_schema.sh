#!/usr/bin/env bash
# Runs spdx3_schema.py with the pinned peers of build/interop. Exit 77: skipped.
#   spdx3_schema.sh AVOUCH SOURCE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${AVOUCH_INTEROP:-$2/build/interop}/venv/bin/python
[ -x "$python" ] || python=$(command -v python3) || { echo "skipped: needs python3"; exit 77; }
exec "$python" "$here/spdx3_schema.py" "$1" "$2"
