#!/usr/bin/env bash
# Installs avouch's Debian package, if its bytes are those that were named.
#   AVOUCH_PACKAGE   a file, or an https address
#   AVOUCH_SHA256    the SHA-256 of its bytes, 64 hexadecimal digits; required
# Exit codes as avouch's own: 2 usage, 4 not possible, 5 the digest does not hold.
set -euo pipefail
package=${AVOUCH_PACKAGE:-} sha256=${AVOUCH_SHA256:-}

stop() {
  [ -z "${GITHUB_ACTIONS:-}" ] || echo "::error title=avouch::$2"
  echo "avouch: $2" >&2
  exit "$1"
}

[[ $sha256 =~ ^[0-9a-f]{64}$ ]] ||
  stop 2 "sha256 must be the 64 hexadecimal digits of the package's SHA-256; nothing is installed without"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
case $package in
  https://*) curl --proto '=https' --tlsv1.2 -fsSL -o "$folder/avouch.deb" -- "$package" || stop 4 "could not fetch $package" ;;
  *://*) stop 2 "a package is fetched by https alone, not from $package" ;;
  *) [ -f "$package" ] || stop 4 "no package at '$package'"; cp -- "$package" "$folder/avouch.deb" ;;
esac
sha256sum --check --status <<<"$sha256  $folder/avouch.deb" ||
  stop 5 "the package is not what sha256 names; its digest is $(sha256sum "$folder/avouch.deb" | cut -d' ' -f1)"
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
chmod 755 "$folder"
"${root[@]}" apt-get install -y -q --no-install-recommends "$folder/avouch.deb"
