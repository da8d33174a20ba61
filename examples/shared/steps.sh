# The steps of which every case is made, and of which the mutations of
# tests/mutation are. Sourced, with `dir` (where the case is made), `domain` (of
# addresses) and, while it is made, `case_dir` and `shared` set.
# Dates are given, so that the same words make the same trees; keys are made afresh.

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null LC_ALL=C TZ=UTC

# ---- Who commits ----

# as PERSON DATE COMMAND...: with that name and time; a date alone is nine o'clock
as() {
  local person=$1 date=$2
  shift 2
  [[ $date == *T* ]] || date=${date}T09:00:00Z
  GIT_AUTHOR_NAME=$person GIT_AUTHOR_EMAIL=$person@$domain GIT_AUTHOR_DATE=$date \
    GIT_COMMITTER_NAME=$person GIT_COMMITTER_EMAIL=$person@$domain GIT_COMMITTER_DATE=$date "$@"
}
# commit REPOSITORY PERSON DATE MESSAGE: everything there is, signed by that person
commit() {
  git -C "$dir/$1" add -A
  as "$2" "$3" git -C "$dir/$1" -c gpg.format=ssh -c user.signingkey="$dir/keys/$2" commit -q -S -m "$4"
}
new_repository() { git init -q --template= -b main "$dir/$1"; }

# ---- Filling in ----

# fill FILE...: keys (@KEY:person@), words of the case (@WORD@) and digests
# (@SHA256:path@, below the organisation's folder or the case's)
fill() {
  local file person path line of
  for file in "$@"; do
    grep -q '@[A-Z]' "$file" || continue
    for person in "${people[@]}"; do
      sed -i "s|@KEY:$person@|$(cut -d' ' -f1,2 "$dir/keys/$person.pub")|g" "$file"
    done
    for path in "$case_dir/words" "$dir/received/words"; do
      [ ! -e "$path" ] || while IFS== read -r line of; do
        [ -z "$line" ] || sed -i $'s\x01'"@$line@"$'\x01'"${of//&/\\&}"$'\x01g' "$file"
      done <"$path"
    done
    for path in $(grep -oE '@SHA256:[^@]+@' "$file" | sort -u); do
      path=${path#@SHA256:} path=${path%@}
      of=$dir/$organisation/$path
      [ -e "$of" ] || of=$case_dir/organisation/$path
      sed -i "s|@SHA256:$path@|$(sha256sum "$of" | cut -d' ' -f1)|g" "$file"
    done
  done
}

# ---- The organisation: others write, the approver signs the words as they stand ----

# papers AUTHOR DATE APPROVER DATE: the organisation's folder, written by one and approved by another
papers() {
  local org=$dir/$organisation file day
  [ -e "$org/.git" ] || new_repository "$organisation"
  mkdir -p "$org/documents" "$org/records"
  for file in $documents; do cp "$shared/documents/$file.md" "$org/documents/"; done
  cp -r "$case_dir/organisation/." "$org/"
  [ ! -e "$dir/received/inbox" ] || cp "$dir"/received/inbox/* "$org/inbox/"
  rm -rf "$dir/waiting" && mv "$org/records" "$dir/waiting" && mkdir "$org/records"
  echo 'inbox/' >>"$org/.gitignore"
  [ ! -d "$org/inbox" ] || (cd "$org" && sha256sum inbox/* >records/inbox.sums)
  fill "$org/avouch.org.yaml" "$org"/documents/*.md
  sed -i '/^approved-by:/d' "$org"/documents/*.md
  commit "$organisation" "$1" "$2" 'papers: as we work'
  sed -i "0,/^owner:.*/s//&\napproved-by: $3/" "$org"/documents/*.md
  printf '# Read and signed by %s.\n' "$3" >>"$org/avouch.org.yaml"
  commit "$organisation" "$3" "$4" 'papers: approved'
}
# records: what happened, each on its day by the one who says so
records() {
  local file name
  for file in "$dir"/waiting/*; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    fill "$file"
    mv "$file" "$dir/$organisation/records/"
    commit "$organisation" "$(sed -n 's/^by: *//p' "$dir/$organisation/records/$name")" "${name:0:10}" \
      "records: ${name%.yaml}"
  done
  rmdir "$dir/waiting"
}

# ---- What others hand over ----

# received CASE PRODUCT OFFICER FILE: another case, made for this, seals PRODUCT for its
# customers, its officer signs; the bundle goes into the inbox as FILE, and @FINGERPRINT@
# is what the maker told by telephone. Without the program the file of that name stays.
received() {
  local made=$dir/maker key=$dir/maker/keys/$3 seal statement
  mkdir -p "$dir/received/inbox"
  printf 'FINGERPRINT=%064d\n' 0 >"$dir/received/words"
  [ -x "${AVOUCH:-}" ] || return 0
  AVOUCH=$AVOUCH bash "$shared/../make" "$1" "$made" >/dev/null
  statement=$made/statement.json
  "$AVOUCH" affirm "$made/$2.avouch" --by "$3" --until 2027-06-30 --at "$at" --output "$statement" >/dev/null 2>&1
  ssh-keygen -q -Y sign -n avouch-statement-v1 -f "$key" "$statement" 2>/dev/null
  mkdir -p "$made/assurance/affirmations"
  "$AVOUCH" affirm "$made/$2.avouch" --statement "$statement" --at "$at" \
    --output "$made/assurance/affirmations/$3.json" >/dev/null 2>&1
  "$AVOUCH" seal --product "$made/$2" --org "$made/assurance" --evidence "$made/evidence" --at "$at" \
    --ledger "$made/ledger" --log-key "$made/keys/log" --passphrase-file "$made/keys/passphrase" \
    --for customer --output "$dir/received/inbox/$4" --no-input >/dev/null 2>&1
  "$AVOUCH" verify "$dir/received/inbox/$4" --at "$at" |
    sed -n 's/.*fingerprint \([0-9a-f]\{64\}\).*/FINGERPRINT=\1/p' >"$dir/received/words"
  rm -rf "$made"
}

# ---- A product ----

# product NAME FROM PERSON DATE MESSAGE: the tree of a new repository
product() {
  [ -e "$dir/$1/.git" ] || new_repository "$1"
  cp -r "$case_dir/$2/." "$dir/$1/"
  local file
  for file in "$dir/$1"/docs/*.md; do [ ! -e "$file" ] || sed -i '/^approved-by:/d' "$file"; done
  commit "$1" "$3" "$4" "$5"
}
# approve NAME FROM DATE: each paper signed by the one it names
approve() {
  local file approver
  for file in "$dir/$1"/docs/*.md; do
    approver=$(sed -n 's/^approved-by: *//p' "$case_dir/$2/docs/$(basename "$file")")
    [ -n "$approver" ] || continue
    sed -i "0,/^owner:.*/s//&\napproved-by: $approver/" "$file"
    commit "$1" "$approver" "$3" "docs: $(basename "$file") approved"
  done
}
# update NAME KIND WHAT OLD NEW FILE PERSON DATE: the tool proposes on the day before, a person takes it
update() {
  local repository=$dir/$1 branch=dependabot/$2/$3-$5 day
  day=$(date -u -d "$8 - 1 day" +%F)
  git -C "$repository" switch -q -c "$branch"
  sed -i "s|$4|$5|" "$repository/$6"
  git -C "$repository" add -A
  GIT_AUTHOR_NAME='dependabot[bot]' GIT_AUTHOR_EMAIL='49699333+dependabot[bot]@users.noreply.github.com' \
    GIT_AUTHOR_DATE=${day}T10:00:00Z GIT_COMMITTER_NAME='dependabot[bot]' \
    GIT_COMMITTER_EMAIL='49699333+dependabot[bot]@users.noreply.github.com' GIT_COMMITTER_DATE=${day}T10:00:00Z \
    git -C "$repository" commit -q -m "build(deps): bump $3 from $4 to $5"
  git -C "$repository" switch -q main
  as "$7" "$8T07:00:00Z" git -C "$repository" -c gpg.format=ssh -c user.signingkey="$dir/keys/$7" \
    merge -q --no-ff -S -m "Merge $branch" "$branch"
}
release() { git -C "$dir/$1" tag "$2"; }

# evidence NAME FROM: results, bound to the commit of the product that is there now
evidence() {
  local to=$dir/$2
  mkdir -p "$to"
  cp -r "$case_dir/$2/." "$to/"
  sed -i "s/@COMMIT@/$(git -C "$dir/$1" rev-parse HEAD)/" "$to"/*
  fill "$to"/*
}
# change NAME FILE EDIT PERSON DATE MESSAGE: one edit, by sed, signed
change() {
  sed -i "$3" "$dir/$1/$2"
  commit "$1" "$4" "$5" "$6"
}
# submodule NAME PATH URL DATE PERSON: pinned to a commit that nobody here needs to have
submodule() {
  git -C "$dir/$1" config -f .gitmodules "submodule.$2.path" "$2"
  git -C "$dir/$1" config -f .gitmodules "submodule.$2.url" "$3"
  git -C "$dir/$1" update-index --add --cacheinfo "160000,$(printf '%s' "$3" | sha1sum | cut -c1-40),$2"
  git -C "$dir/$1" add .gitmodules
  mkdir -p "$dir/$1/$2"
  as "$5" "$4T10:00:00Z" git -C "$dir/$1" -c gpg.format=ssh -c user.signingkey="$dir/keys/$5" \
    commit -q -S -m "$2: pinned"
}
