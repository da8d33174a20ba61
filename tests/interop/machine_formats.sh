#!/usr/bin/env bash
# Runs machine_formats.py with the pinned peers of build/interop. Exit 77: skipped.
#   machine_formats.sh cyclonedx|gemara|oscal|in-toto|sbom|spdx AVOUCH SOURCE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${AVOUCH_INTEROP:-$3/build/interop}/venv/bin/python
[ -x "$python" ] || python=$(command -v python3) || { echo "skipped: needs python3"; exit 77; }
exec "$python" "$here/machine_formats.py" "$1" "$2" "$3"
