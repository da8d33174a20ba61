#!/usr/bin/env bash
# Runs word_files.py with the pinned peers of build/interop. Exit 77: skipped.
#   word_files.sh AVOUCH SOURCE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${AVOUCH_INTEROP:-$2/build/interop}/venv/bin/python
[ -x "$python" ] || python=$(command -v python3) || { echo "skipped: needs python3"; exit 77; }
export AVOUCH_JARS=${AVOUCH_INTEROP:-$2/build/interop}/java
exec "$python" "$here/word_files.py" "$1"
