#!/usr/bin/env bash
# The ratchet, as every CI runs it: what this change adds fails, what was there before
# does not. Everything comes by environment, so that no text of a pull request is ever
# part of a command.
#
#   AVOUCH_BASE       the revision to compare with; required
#   AVOUCH_PATH       the repository                                   (.)
#   AVOUCH_FAIL_ON    new, not-met, open, or none: report and pass     (new)
#   AVOUCH_PROGRAM    the program                                      (avouch)
#   AVOUCH_ORG        the organisation's folder, if there is one
#   AVOUCH_EVIDENCE   a folder of results, if there is one
#   AVOUCH_SUMMARY    a file that the Markdown report is added to      ($GITHUB_STEP_SUMMARY)
#   AVOUCH_SARIF      a file that the SARIF report is written to, if wanted
#
# Exit codes are avouch's own: 0 the gate holds, 1 it fails, 4 it could not be said
# (no base, a shallow clone, no program). docs/exit-codes.md has them all.
set -euo pipefail

program=${AVOUCH_PROGRAM:-avouch}
path=${AVOUCH_PATH:-.}
base=${AVOUCH_BASE:-}
gate=${AVOUCH_FAIL_ON:-new}
summary=${AVOUCH_SUMMARY:-${GITHUB_STEP_SUMMARY:-}}
sarif=${AVOUCH_SARIF:-}

stop() {  # stop CODE LINE: in GitHub's words too, where GitHub reads them
  [ -z "${GITHUB_ACTIONS:-}" ] || echo "::error title=avouch::$2"
  echo "avouch: $2" >&2
  exit "$1"
}

command -v "$program" >/dev/null 2>&1 ||
  stop 4 "the program '$program' is not here; install its package first (docs/integrations.md)"
case $gate in new | not-met | open | none) ;; *) stop 2 "fail-on is new, not-met, open or none, not '$gate'" ;; esac
# A first push to a branch has no commit before it: forges say forty zeros.
[[ -n $base && ! $base =~ ^0+$ ]] ||
  stop 4 "nothing to compare with: no base was given, as on a branch's first push; run on pull requests, or give base"

# One time for all three reports, so that they say the same.
words=(check --since "$base" --at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --no-input)
[ -z "${AVOUCH_ORG:-}" ] || words+=(--org "$AVOUCH_ORG")
[ -z "${AVOUCH_EVIDENCE:-}" ] || words+=(--evidence "$AVOUCH_EVIDENCE")
gated=("${words[@]}")
[ "$gate" = none ] || gated+=(--fail-on "$gate")

code=0
"$program" "${gated[@]}" "$path" || code=$?
# 1 is the gate's answer, and is shown; anything else was no report.
[ "$code" -le 1 ] || stop "$code" "stopped with exit code $code, see the line above"
# The product's own avouch.yaml may name a gate, too: here the reports are wanted, whatever it says.
report() { "$program" "${words[@]}" "$@" "$path" || [ $? -eq 1 ] || stop 4 "a report could not be written"; }
[ -z "$summary" ] || report --format markdown >>"$summary"
[ -z "$sarif" ] || report --format sarif --output "$sarif"
[ "$gate" != none ] || exit 0
[ "$code" -eq 0 ] || stop "$code" "the gate '$gate' fails: this change adds what the report above shows"
