#!/usr/bin/env bash
# Manual pages and completions for bash, zsh and fish, all from the program's own help:
# they say what it says, and cannot fall behind.
#   pages.sh PROGRAM FOLDER
# writes FOLDER/man/avouch.1 and avouch-VERB.1, FOLDER/bash/avouch, FOLDER/zsh/_avouch,
# FOLDER/fish/avouch.fish. The same program makes the same bytes.
set -euo pipefail
program=$1 out=$2
export LC_ALL=C
version=$("$program" --version)
rm -rf "$out"
mkdir -p "$out/man" "$out/bash" "$out/zsh" "$out/fish"

# The rows under a heading of a help text, "name<TAB>description" each.
rows() {  # rows HEADING
  awk -v heading="$1:" '
    $0 == heading { on = 1; next }
    on && /^[^ ]|^$/ { on = 0 }
    on && /^  [^ ]/ { if (row != "") print row; row = substr($0, 3)
                      at = match(row, /  +/)
                      row = at ? substr(row, 1, at - 1) "\t" substr(row, at + RLENGTH) : row "\t"; next }
    on { sub(/^ +/, ""); row = row (row ~ /\t$/ ? "" : " ") $0 }
    END { if (row != "") print row }'
}
escape() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"; }
about() { awk '/^Usage:/ { exit } { print }'; }

section() {  # section TITLE HEADING, the help on stdin
  local found
  found=$(rows "$2")
  [ -n "$found" ] || return 0
  printf '.SH %s\n' "$1"
  while IFS=$'\t' read -r name text; do
    printf '.TP\n.B %s\n%s\n' "$(escape <<<"$name")" "$(escape <<<"${text:-.}")"
  done <<<"$found"
}

page() {  # page NAME WORDS...: one manual page, with the verbs under it
  local name=$1 help first
  shift
  help=$("$program" "$@" --help </dev/null)
  first=$(head -n 1 <<<"$help")
  printf '.\\" Made from the help of %s.\n' "$version"
  printf '.TH "%s" "1" "" "%s" "User Commands"\n.SH NAME\n%s \\- %s\n' "$(tr a-z A-Z <<<"$name")" "$version" \
    "$(escape <<<"$name")" "$(sed 's/\.$//' <<<"$first" | escape)"
  if ! grep -q '^Usage:' <<<"$help"; then  # A list instead of a help text
    printf '.SH DESCRIPTION\n.nf\n%s\n.fi\n' "$(escape <<<"$help")"
  else
    printf '.SH SYNOPSIS\n.B %s\n' "$(sed -n 's/^Usage: //p' <<<"$help" | escape)"
    printf '.SH DESCRIPTION\n%s\n' "$(about <<<"$help" | escape)"
    section ARGUMENTS Positionals <<<"$help"
    section OPTIONS Options <<<"$help"
    section COMMANDS Subcommands <<<"$help"
    [ $# -eq 0 ] || while IFS=$'\t' read -r sub _; do
      [ -n "$sub" ] || continue
      local inner
      inner=$("$program" "$@" "$sub" --help </dev/null)
      printf '.SH %s\n%s\n.PP\n.B %s\n' "$(tr a-z A-Z <<<"$* $sub")" "$(about <<<"$inner" | escape)" \
        "$(sed -n 's/^Usage: //p' <<<"$inner" | escape)"
      { rows Positionals <<<"$inner"; rows Options <<<"$inner"; } | while IFS=$'\t' read -r flag text; do
        printf '.TP\n.B %s\n%s\n' "$(escape <<<"$flag")" "$(escape <<<"$text")"
      done
    done < <(rows Subcommands <<<"$help")
  fi
  printf '.SH EXIT STATUS\n%s\n' "$(escape <<<'0 done; 1 the chosen gate fails; 2 usage; 3 configuration; 4 not possible; 5 a signature or digest does not hold; 10 an error of ours.')"
  [ $# -eq 0 ] || printf '.SH SEE ALSO\n.BR avouch (1)\n'
}

# "path<TAB>kind<TAB>word<TAB>values<TAB>description" for every flag and verb of the tree.
tree() {  # tree PATH WORDS...
  local path=$1 help
  shift
  help=$("$program" "$@" --help </dev/null)
  while IFS=$'\t' read -r flag text; do
    [ -n "$flag" ] || continue
    local names=${flag%% *} values=
    case $flag in *'{'*'}'*) values=${flag##*'{'} values=${values%%'}'*} ;; esac
    printf '%s\tflag\t%s\t%s\t%s\n' "$path" "${names##*,}" "${values//,/ }" "$text"
  done < <(rows Options <<<"$help")
  while IFS=$'\t' read -r verb text; do
    [ -n "$verb" ] || continue
    printf '%s\tverb\t%s\t\t%s\n' "$path" "$verb" "$text"
    tree "$path $verb" "$@" "$verb"
  done < <(rows Subcommands <<<"$help")
}

page avouch >"$out/man/avouch.1"
while IFS=$'\t' read -r verb _; do page "avouch-$verb" "$verb" >"$out/man/avouch-$verb.1"; done \
  < <("$program" --help | rows Subcommands)
all=$(tree avouch)

awk -F'\t' '
  { words[$1] = words[$1] " " $3; if ($2 == "verb") verbs[$1] = verbs[$1] " " $3
    if (!($1 in seen)) { order[++n] = $1; seen[$1] }
    if ($4 != "") values[$3] = $4 }
  END {
    print "# Completion of avouch, made from its help."
    print "_avouch() {\n  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path=avouch words= verbs= i"
    print "  for ((i = 1; i < COMP_CWORD; ++i)); do\n    case \"$path ${COMP_WORDS[i]}\" in"
    for (i = 2; i <= n; ++i) printf "      \"%s\") path=\"%s\" ;;\n", order[i], order[i]
    print "    esac\n  done\n  case $previous in"
    for (flag in values) sorted[++m] = flag
    for (i = 2; i <= m; ++i) for (k = i; k > 1 && sorted[k] < sorted[k-1]; --k) { t = sorted[k]; sorted[k] = sorted[k-1]; sorted[k-1] = t }
    for (i = 1; i <= m; ++i) printf "    %s) COMPREPLY=($(compgen -W \"%s\" -- \"$current\")); return ;;\n", sorted[i], values[sorted[i]]
    print "  esac\n  case $path in"
    for (i = 1; i <= n; ++i) printf "    \"%s\") words=\"%s\" verbs=\"%s\" ;;\n", order[i], substr(words[order[i]], 2), substr(verbs[order[i]], 2)
    print "  esac\n  if [[ $current == -* || -n $verbs ]]; then\n    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))"
    print "  else\n    COMPREPLY=($(compgen -f -- \"$current\"))\n  fi\n}\ncomplete -o filenames -F _avouch avouch" }' \
  <<<"$all" >"$out/bash/avouch"

awk -F'\t' '
  function quoted(text) { gsub(/[\\:]/, "\\\\&", text); gsub(/\047/, "\047\\\047\047", text); return text }
  { item[$1] = item[$1] "\n      \047" quoted($3) ":" quoted($5) "\047"; if ($2 == "verb") verbs[$1] = 1
    if (!($1 in seen)) { order[++n] = $1; seen[$1] } }
  END {
    print "#compdef avouch\n# Completion of avouch, made from its help.\nlocal path_=avouch word\nlocal -a items"
    print "for word in ${words[2,CURRENT-1]}; do\n  case \"$path_ $word\" in"
    for (i = 2; i <= n; ++i) printf "    \"%s\") path_=\"%s\" ;;\n", order[i], order[i]
    print "  esac\ndone\ncase $path_ in"
    for (i = 1; i <= n; ++i) printf "  \"%s\")\n    items=(%s)\n    %s ;;\n", order[i], item[order[i]], (order[i] in verbs) ? "_describe avouch items" : "if [[ $PREFIX == -* ]]; then _describe avouch items; else _files; fi"
    print "esac" }' <<<"$all" >"$out/zsh/_avouch"

awk -F'\t' '
  function quoted(text) { gsub(/[\\\047]/, "\\\\&", text); return "\047" text "\047" }
  BEGIN { print "# Completion of avouch, made from its help." }
  { depth = split($1, path, " "); when = "__fish_use_subcommand"
    if (depth > 1) { when = "__fish_seen_subcommand_from " path[2]; if (depth > 2) when = when "; and __fish_seen_subcommand_from " path[3] }
    word = $3; kind = "-a " word
    if ($2 == "flag") kind = (word ~ /^--/) ? "-l " substr(word, 3) : "-o " substr(word, 2)
    if ($4 != "") kind = kind " -x -a " quoted($4)
    printf "complete -c avouch -n %s %s -d %s\n", quoted(when), kind, quoted($5) }' <<<"$all" >"$out/fish/avouch.fish"
