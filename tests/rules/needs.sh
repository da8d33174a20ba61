#!/usr/bin/env bash
# What a program asks of a system is written down: every library that it is linked with, and the
# newest version of its symbols that it asks for. Exit 77: skipped, where sanitizers are linked in.
#   needs.sh PROGRAM LIST
set -euo pipefail
program=$1 list=$2
export LC_ALL=C
command -v readelf >/dev/null || { echo "skipped: needs readelf"; exit 77; }
libraries=$(readelf -dW "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
[ -n "$libraries" ] || { echo "$program: no program that is linked with libraries"; exit 1; }
if grep -qE '^lib(a|ub|t|l)san\.' <<<"$libraries"; then
  echo "skipped: $program is built with sanitizers"
  exit 77
fi

declare -A listed
while read -r library versions; do
  [[ -z $library || $library == \#* ]] || listed[$library]=" $versions "
done <"$list"

failed=0 asked=0
bad() { echo "$1"; failed=1; }
for library in $libraries; do
  asked=$((asked + 1))
  [[ $library == ld-linux* || -v listed[$library] ]] || bad "$library: linked with, and not in $list"
done
# "GLIBC_2.34" of libc.so.6: no newer than the one of the same set that is written.
while read -r library version; do
  asked=$((asked + 1))
  newest=$(grep -oE " ${version%_*}_[^ ]*" <<<"${listed[$library]-}" | tr -d ' ' || true)
  if [ -z "$newest" ]; then
    bad "$library: asks for $version, of which $list says nothing"
  elif ! printf '%s\n' "$version" "$newest" | sort -CV; then
    bad "$library: asks for $version, newer than $newest"
  fi
done < <(readelf -VW "$program" | awk '
  /^Version needs section/ { on = 1; next }
  /^Version / { on = 0 }
  on && / File: / { for (i = 1; i < NF; ++i) if ($i == "File:") file = $(i + 1) }
  on && / Name: / { for (i = 1; i < NF; ++i) if ($i == "Name:" && file !~ /^ld-linux/) print file, $(i + 1) }')

[ "$failed" -eq 0 ] && echo "needs: $asked libraries and versions of symbols, none more than written"
exit "$failed"
