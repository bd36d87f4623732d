#!/usr/bin/env bash
# Installs what the tests use and a fresh machine may lack. Nothing here is needed to build: without libsndfile, MP3,
# Ogg and Opus are not decoded and their tests are skipped with that reason.
set -euo pipefail

for tool in dotnet node npm git; do
  command -v "$tool" > /dev/null || { echo "needs '$tool' on the PATH" >&2; exit 1; }
done

if ldconfig -p 2> /dev/null | grep -q 'libsndfile\.so'; then
  echo 'libsndfile: there'
  exit 0
fi
if ! command -v apt-get > /dev/null; then
  echo 'libsndfile: absent, and no apt-get to install it with; tests of MP3, Ogg and Opus will be skipped'
  exit 0
fi
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! sudo -n true 2> /dev/null; then
    echo "libsndfile: absent, and installing it needs root: run 'apt-get install libsndfile1'; tests of MP3, Ogg and Opus will be skipped"
    exit 0
  fi
  as_root=(sudo -n)
fi
if "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends libsndfile1' > /dev/null; then
  echo 'libsndfile: installed'
else
  echo 'libsndfile: could not be installed; tests of MP3, Ogg and Opus will be skipped'
fi
