#!/usr/bin/env bash
# Fails where a tracked file names a package registry's host or a path of somebody's machine: registries come from the
# machine's configuration, and paths are relative to the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bad=0
find_text() {
  local what=$1 pattern=$2
  shift 2
  if git grep -nIE "$pattern" -- . ':!eng/check-text.sh' "$@"; then
    echo "^ $what" >&2
    bad=1
  fi
}

find_text "a registry's host name" '(registry\.npmjs|npmjs\.(com|org)|(api|www)\.nuget\.org|nuget\.org/|deb\.debian\.org|pypi\.org)'
find_text 'a resolved address in the lock file' '"resolved"' ':(glob)**/package-lock.json'
find_text 'a path of a machine' '(^|[^A-Za-z0-9_.])(/work/|/root/|/home/[a-z]|/Users/[a-z]|[A-Z]:\\Users\\)'
# Our own trained models are the exception, as long as they are small.
if git ls-files | grep -Ei '\.(wav|flac|mp3|ogg|aiff?|onnx|ekm|npy|zip|nupkg|dll|so)$' | grep -v '^models/[^/]*\.ekm$'; then
  echo '^ a binary or data file is committed' >&2
  bad=1
fi
if find models -name '*.ekm' -size +5000k | grep .; then
  echo '^ a model of more than 5 MB' >&2
  bad=1
fi
[[ $bad -eq 0 ]] && echo 'no registry host, machine path or binary in the repository'
exit $bad
