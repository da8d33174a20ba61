#!/usr/bin/env bash
# Lists of components by this program and by others, on the same inputs: times, then what they agree on.
#   bench/peers.sh AVOUCH [FOLDER...]    FOLDER: a root file system, or a project's tree without its .git
#   PEERS=times|agreement: only that    RUNS=5: counted runs    PEERS_AT=build/peers: where the others are
# What cannot be had is skipped by name. The others run as they are told below: no network, no file digests, no
# update check, and the readers that this program has.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
avouch=$1; shift
at=${PEERS_AT:-build/peers}
syft=v1.57.1 scalibr=v0.5.3 cdxgen=12.8.4

get_go() {  # NAME MODULE VERSION
  [ -x "$at/bin/$1" ] && return
  command -v go >/dev/null || { echo "skipped: $1 needs go" >&2; return; }
  GOBIN=$(realpath -m "$at/bin") GOFLAGS=-mod=mod go install "$2@$3" >&2 || echo "skipped: $1 $3 cannot be had" >&2
}
get_npm() {  # PACKAGE VERSION
  [ -d "$at/node/node_modules/$1" ] && return
  command -v npm >/dev/null || { echo "skipped: $1 needs npm" >&2; return; }
  npm install --prefix "$at/node" --no-audit --no-fund --omit=optional --silent "$1@$2" >&2 ||
    echo "skipped: $1 $2 cannot be had" >&2
}

mkdir -p "$at/bin" "$at/out"
get_go syft github.com/anchore/syft/cmd/syft "$syft"
get_go scalibr github.com/google/osv-scalibr/binary/scalibr "$scalibr"
get_npm @cyclonedx/cdxgen "$cdxgen"

what=${PEERS:-both}
[ "$what" = agreement ] || python3 "$here/peers.py" --runs "${RUNS:-5}" --peers "$at" "$avouch" "$@"
[ "$what" = times ] || for folder in "$@"; do
  name=$(basename "$folder")
  "$avouch" sbom generate "$folder" --all --output "$at/out/$name.avouch.json" >/dev/null 2>&1 || true
  python3 "$here/peers.py" --list "$at/out/$name" --peers "$at" "$avouch" "$folder"
  python3 "$here/agreement.py" --list "${EXAMPLES:-0}" "$at/out/$name.avouch.json" \
    syft="$at/out/$name.syft.json" scalibr="$at/out/$name.scalibr.json" cdxgen="$at/out/$name.cdxgen.json"
done
