#!/usr/bin/env bash
# Nothing tracked names the machine it was made on: no path of a checkout or a
# home folder, and none of the package mirrors that this machine is set to use.
#   names.sh ROOT
set -euo pipefail
cd "${1:-.}"
patterns=('/[w]ork/(main|shared|[.])' '/[r]oot/' '/[h]ome/[a-z]+/' '/tmp/[b]ash_jobs')

# Mirrors by configuration; the public registries may be named.
settings=$(env | grep -iE '(proxy|index_url|registry)=' || true
  cat ~/.npmrc ~/.pip/pip.conf ~/.config/pip/pip.conf /etc/pip.conf ~/.cargo/config.toml 2>/dev/null || true)
while read -r host; do
  case "$host" in
    '' | localhost | 127.* | *.npmjs.org | pypi.org | *.crates.io | crates.io | *.golang.org | github.com) ;;
    *) patterns+=("${host//./[.]}") ;;
  esac
done < <(grep -oiE 'https?://([^/@ "]*@)?[a-z0-9.-]+' <<<"$settings" | sed -E 's|^.*//([^@]*@)?||' | sort -u)

if git rev-parse --is-inside-work-tree >/dev/null 2>&1 && [ -e .git ]; then
  list() { git ls-files -z; }
else
  list() { find . -type f -not -path './build/*' -print0; }
fi
regex=$(IFS='|'; echo "${patterns[*]}")
found=$(list | xargs -0 grep -IHnE "$regex" 2>/dev/null || true)
if [ -n "$found" ]; then
  printf '%s\n' "$found" | cut -c 1-200
  echo "names: this machine is nobody's business"
  exit 1
fi
echo "names: none of ${#patterns[@]} patterns"
