#!/usr/bin/env bash
# Runs the program on the root file system of another glibc distribution, and holds what it says
# there to what it says here, byte by byte. Exit 77: skipped.
#   other_root.sh AVOUCH SOURCE
#   AVOUCH_OTHER_ROOT=FOLDER  such a root; needs nothing in it but /bin/sh and what that needs. A
#                             folder is made in its tmp, and taken away at the end; nothing else
#                             in it is touched. Being root is needed, and patchelf.
# The program itself is tried with the libraries of that system; where they have other names, that
# is said. The folder that packaging/portable.sh makes has to run.
set -euo pipefail
avouch=$1 source=$2 root=${AVOUCH_OTHER_ROOT:-}
[ -n "$root" ] || { echo "skipped: AVOUCH_OTHER_ROOT names no root file system"; exit 77; }
for need in patchelf unshare chroot git; do
  command -v "$need" >/dev/null || { echo "skipped: needs $need"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: needs root, for chroot"; exit 77; }
chroot "$root" /bin/sh -c : || { echo "AVOUCH_OTHER_ROOT: no shell runs in $root"; exit 1; }

mkdir -p "$root/tmp"
inside=$(mktemp -d "$root/tmp/avouch-XXXXXX")
trap 'rm -rf "$inside"' EXIT
at=/tmp/$(basename "$inside")

# One product, the same bytes here and there.
"$source/packaging/portable.sh" "$avouch" "$inside/portable"
install -m 755 "$avouch" "$inside/avouch"
repository=$inside/rota
git init -q -b main "$repository"
printf 'avouch: 1\nproduct: { name: Rota }\n' >"$repository/avouch.yaml"
printf 'FROM debian:12\n' >"$repository/Dockerfile"
printf 'requests==2.31.0\n' >"$repository/requirements.txt"
printf '# Security\nWrite to security@rota.example.\n' >"$repository/SECURITY.md"
git -C "$repository" add .
GIT_AUTHOR_DATE=2026-11-01T10:00:00Z GIT_COMMITTER_DATE=2026-11-01T10:00:00Z \
  git -C "$repository" -c user.name=a -c user.email=a@b.example commit -q -m one

cat >"$inside/steps.sh" <<'STEPS'
# steps.sh FOLDER PROGRAM RESULTS: every kind of work, each answer into a file of RESULTS.
# Each with a home of its own: what one remembers of its log, the other has never seen.
cd "$1" && mkdir "$3" "$3.home" && HOME=$1/$3.home LC_ALL=C PATH=/usr/bin:/bin
export HOME LC_ALL PATH
"$2" --version >"$3/version"
"$2" check rota --at 2026-11-20 --format json >"$3/check.json"
"$2" explain 1.2.2 rota --at 2026-11-20 >"$3/explain.txt"
"$2" export rota --at 2026-11-20 --format docx --output "$3/form.docx" >/dev/null
"$2" lint "$3/form.docx" --at 2026-11-20 --format json >"$3/lint.json"
[ -f log.key ] || "$2" key new log.key --plain >/dev/null
"$2" seal --product rota --ledger "$3.ledger" --log-key log.key --at 2026-11-20 \
  --for public --output "$3/rota.avouch" >/dev/null
"$2" verify "$3/rota.avouch" --at 2026-11-20 >"$3/verify.txt"
echo "$?" >"$3/verify.code"
"$2" publish "$3/site" --from "$3/rota.avouch" --at 2026-11-20 >/dev/null 2>&1
"$2" check nowhere >/dev/null 2>"$3/nowhere.txt"
echo "$?" >"$3/nowhere.code"
STEPS
# A bundle holds what is random, so that each verifies the other's instead.
sh "$inside/steps.sh" "$inside" "$avouch" here 2>/dev/null || true
there() {  # there COMMAND…: in that root, with its own /proc
  unshare -m sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$root" "$@"
}
mkdir -p "$root/proc"
there /bin/sh "$at/steps.sh" "$at" "$at/portable/bin/avouch" there 2>/dev/null || true

failed=0
for file in version check.json explain.txt form.docx lint.json verify.code nowhere.txt nowhere.code; do
  [ -s "$inside/here/$file" ] && cmp "$inside/here/$file" "$inside/there/$file" || failed=1
done
[ "$(cat "$inside/there/nowhere.code")" = 4 ] || { echo "no repository: not exit 4"; failed=1; }
[ -s "$inside/there/site/rota/claims.html" ] || { echo "published nothing there"; failed=1; }
# What was sealed there holds here, and the other way round.
"$avouch" verify "$inside/there/rota.avouch" --at 2026-11-20 >/dev/null || { echo "sealed there, refused here"; failed=1; }
there "$at/portable/bin/avouch" verify "$at/here/rota.avouch" --at 2026-11-20 >/dev/null ||
  { echo "sealed here, refused there"; failed=1; }

name=$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' "$root"/{etc,usr/lib}/os-release 2>/dev/null | head -n 1 || true)
if said=$(there "$at/avouch" --version 2>&1); then
  own="the program runs with that system's own libraries, too"
else
  own="the program with that system's own libraries does not start: ${said#*shared libraries: }"
fi
echo "other_root: ${name:-a system without a name}, asks glibc for $(cat "$inside/portable/REQUIRES"): the same answers byte by byte; $own"
exit "$failed"
