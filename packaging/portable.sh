#!/usr/bin/env bash
# A folder that runs on any glibc distribution new enough: the program, and beside it the libraries
# that it is linked with, all but glibc's own. Needs patchelf.
#   portable.sh PROGRAM FOLDER
# writes FOLDER/bin/avouch, FOLDER/lib/*.so.* and FOLDER/REQUIRES: the newest version of each library
# of glibc that any of them asks for, computed from their symbols.
set -euo pipefail
program=$1 out=$2
export LC_ALL=C
rm -rf "$out"
mkdir -p "$out/bin" "$out/lib"
install -m 755 "$program" "$out/bin/avouch"
strip --strip-unneeded "$out/bin/avouch"
glibc='^(ld-linux|libc|libm|libdl|libpthread|librt|libresolv)[-.]'
while read -r name _ path _; do
  [[ $path == /* && ! $name =~ $glibc ]] || continue
  install -m 644 "$path" "$out/lib/$name"
  patchelf --set-rpath '$ORIGIN' "$out/lib/$name"
done < <(ldd "$program")
patchelf --set-rpath '$ORIGIN/../lib' "$out/bin/avouch"
for file in "$out/bin/avouch" "$out"/lib/*; do
  objdump -T "$file" | grep -oE 'GLIBC_[0-9.]+'
done | sort -uV | tail -n 1 >"$out/REQUIRES"
