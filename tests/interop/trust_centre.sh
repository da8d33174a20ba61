#!/usr/bin/env bash
# Runs trust_centre.mjs with the pinned packages of build/interop, in the Chromium that
# the system has. Exit 77: skipped.
#   trust_centre.sh AVOUCH SOURCE
#   AVOUCH_SHOTS=DIR  pictures and papers of all pages, to look at
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export AVOUCH=$1 SOURCE=$2 MODULES=${AVOUCH_INTEROP:-$2/build/interop}/node/node_modules
command -v node >/dev/null || { echo "skipped: needs node"; exit 77; }
BROWSER=$(command -v chromium || command -v chromium-browser) || { echo "skipped: needs chromium"; exit 77; }
export BROWSER
for package in playwright-core axe-core; do
  [ -d "$MODULES/$package" ] || { echo "skipped: needs $package (./dev interop installs it)"; exit 77; }
done
exec node --no-warnings "$here/trust_centre.mjs"
