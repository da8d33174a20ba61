#!/usr/bin/env bash
# Runs passkey_page.mjs with the pinned playwright-core of build/interop, in the
# Chromium that the system has. Exit 77: skipped.
#   passkey_page.sh AVOUCH SOURCE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
modules=${AVOUCH_INTEROP:-$2/build/interop}/node/node_modules
command -v node >/dev/null || { echo "skipped: needs node"; exit 77; }
browser=$(command -v chromium || command -v chromium-browser) || { echo "skipped: needs chromium"; exit 77; }
[ -d "$modules/playwright-core" ] || { echo "skipped: needs playwright-core (./dev interop installs it)"; exit 77; }
exec node "$here/passkey_page.mjs" "$1" "$modules" "$browser"
