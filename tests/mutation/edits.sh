# The words in which tests/mutation/cases/*.txt says what is done to a case: the
# steps of examples/shared/steps.sh, and these. Sourced with `dir`, `case_dir` and
# `shared` set; every one fails when it changes nothing.
#   $org  the organisation's folder; DAY  the day on which is signed what is changed
organisation=assurance documents='' DAY=2026-11-19
. "$shared/steps.sh"
. "$case_dir/case.sh"
org=$organisation

# edit FILE SED...: by sed, a file below the case's folder
edit() {
  local file=$dir/$1
  shift
  cp "$file" "$dir/.before"
  sed -i "$@" "$file"
  ! cmp -s "$file" "$dir/.before" || { echo "nothing changed in $file" >&2; return 1; }
  rm "$dir/.before"
}
drop() { (cd "$dir" && rm -r "$@"); }
# write FILE TEXT: \n in the text are lines
write() {
  mkdir -p "$(dirname "$dir/$1")"
  printf '%b\n' "$2" >"$dir/$1"
}
# said PERSON: what was changed in the organisation's folder, signed by that person
said() { commit "$org" "$1" "$DAY" 'said'; }
# unsigned PERSON: the same, with a name and no signature
unsigned() {
  git -C "$dir/$org" add -A
  as "$1" "$DAY" git -C "$dir/$org" commit -q -m 'said'
}
# record NAME TEXT: a record by the one whom its text names
record() {
  write "$org/records/$1.yaml" "$2"
  said "$(sed -n 's/^by: *//p' "$dir/$org/records/$1.yaml")"
}
# inbox PERSON: exports were changed, and their digests are written down again
inbox() {
  (cd "$dir/$org" && sha256sum inbox/* >records/inbox.sums)
  said "$1"
}
# built PRODUCT PERSON: what was changed in the product is what was released and tested
built() {
  local old new tag
  old=$(git -C "$dir/$1" rev-parse HEAD)
  tag=$(git -C "$dir/$1" tag --points-at HEAD)
  commit "$1" "$2" "${BUILT:-2026-11-05}" 'changed'
  new=$(git -C "$dir/$1" rev-parse HEAD)
  [ -z "$tag" ] || git -C "$dir/$1" tag -f "$tag" >/dev/null
  grep -rl "$old" "$dir/evidence" | xargs -r sed -i "s/$old/$new/"
}
