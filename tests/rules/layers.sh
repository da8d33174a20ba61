#!/usr/bin/env bash
# The order of the folders holds: docs/layers.txt names only folders above, every
# include in src/ is one that its folder's line allows, fakes (testing/) are for
# tests, and each heavy third-party header is included by exactly one .cpp
# (OpenSSL and CLI11: by one folder).
#   layers.sh ROOT
set -euo pipefail
cd "${1:-.}"

# One line per violation; awk reads layers.txt first, then every source.
mapfile -t files < <(find src -name '*.h' -o -name '*.cpp' | LC_ALL=C sort)
[ ${#files[@]} -gt 0 ] || { echo "layers: no sources" >&2; exit 1; }
awk '
  function bad(what) { print what; failed = 1 }
  BEGIN {
    split("CLI toml++ boost/json expat.h yaml.h libdeflate.h sodium.h rnp curl openssl", heavy, " ")
    while ((getline line < "docs/layers.txt") > 0) {
      if (line !~ /^[a-z]+:/) continue
      colon = index(line, ":"); name = substr(line, 1, colon - 1)
      count = split(substr(line, colon + 1), uses, " ")
      for (i = 1; i <= count; i++) {
        if (!(uses[i] in known)) bad("docs/layers.txt: " name " uses " uses[i] ", which does not stand above it")
        allowed[name, uses[i]] = 1
      }
      if (name in known) bad("docs/layers.txt: " name " is there twice")
      known[name] = 1; allowed[name, name] = 1; rows++
    }
    if (rows == 0) bad("docs/layers.txt: no folder in it")
  }
  FNR == 1 {
    split(FILENAME, parts, "/"); folder = parts[2]
    test = FILENAME ~ /_(test|fuzz)\.cpp$/ || folder == "testing"
    if (folder != "testing" && !(folder in known) && !(folder in told)) {
      told[folder] = 1; bad(FILENAME ": folder " folder " is not in docs/layers.txt")
    }
  }
  /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\""); target = quoted[2]
    if (target !~ /\//) { bad(FILENAME ":" FNR ": \"" target "\" without its folder"); next }
    split(target, parts, "/")
    if (parts[1] == "testing") {
      if (!test) bad(FILENAME ":" FNR ": testing/ is for tests only")
    } else if (folder == "testing") {
      if (!(parts[1] in known)) bad(FILENAME ":" FNR ": " parts[1] " is no folder")
    } else if (!((folder, parts[1]) in allowed)) {
      bad(FILENAME ":" FNR ": " folder " may not use " parts[1])
    }
  }
  /^[ \t]*#[ \t]*include[ \t]*</ {
    if (test) next
    for (i in heavy) if (index($0, "<" heavy[i] "/") || index($0, "<" heavy[i] ".hpp>") || index($0, "<" heavy[i] ">")) {
      if (FILENAME ~ /\.h$/) bad(FILENAME ":" FNR ": " heavy[i] " in a header")
      owner = heavy[i] == "openssl" || heavy[i] == "CLI" ? folder : FILENAME
      if (user[heavy[i]] == "") user[heavy[i]] = owner
      if (user[heavy[i]] != owner) bad(FILENAME ":" FNR ": " heavy[i] " is " user[heavy[i]] "'"'"'s alone")
    }
  }
  END { if (!failed) print "layers: " rows " folders in order"; exit failed }
' "${files[@]}"
