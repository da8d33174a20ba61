#!/usr/bin/env bash
# Runs one part of the browser verifier's tests in the Chromium that the system has,
# with the pinned packages of build/interop. Exit 77: skipped.
#   run.sh agree|signatures|listed|commits|witnesses|page AVOUCH MUTATED_BUNDLES SOURCE
#   AVOUCH_MUTATIONS=N  how many changed bundles (default: some thousands)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export AVOUCH=$2 MUTATED_BUNDLES=$3 SOURCE=$4
export MODULES=${AVOUCH_INTEROP:-$4/build/interop}/node/node_modules
command -v node >/dev/null || { echo "skipped: needs node"; exit 77; }
BROWSER=$(command -v chromium || command -v chromium-browser) || { echo "skipped: needs chromium"; exit 77; }
export BROWSER
[ -d "$MODULES/playwright-core" ] || { echo "skipped: needs playwright-core (./dev interop installs it)"; exit 77; }
[ "$1" != page ] || [ -d "$MODULES/axe-core" ] || { echo "skipped: needs axe-core (./dev interop installs it)"; exit 77; }
exec node --no-warnings "$here/$1.mjs"
