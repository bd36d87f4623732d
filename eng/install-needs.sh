#!/usr/bin/env bash
# Installs what the tests use and a fresh machine may lack. Nothing here is needed to build: a test that misses its
# peer is skipped with that reason.
set -euo pipefail

for tool in dotnet node npm git; do
  command -v "$tool" > /dev/null || { echo "needs '$tool' on the PATH" >&2; exit 1; }
done

has_sndfile() { ldconfig -p 2> /dev/null | grep -q 'libsndfile\.so'; }
has_chromium() { command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null; }
has_onnx() { /usr/bin/python3 -c 'import onnx' 2> /dev/null; }

# What, the check that it is there, the Debian package, and what is skipped without it.
needs=(
  'libsndfile|has_sndfile|libsndfile1|tests of MP3, Ogg and Opus'
  'the ONNX checker|has_onnx|python3-onnx|checks of exported graphs'
  'a browser|has_chromium|chromium|tests of reports in a browser'
)

updated=no
install() {
  command -v apt-get > /dev/null || { echo 'no apt-get to install it with'; return 1; }
  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    sudo -n true 2> /dev/null || { echo "installing it needs root: run 'apt-get install $1'"; return 1; }
    as_root=(sudo -n)
  fi
  if [[ $updated = no ]]; then
    "${as_root[@]}" apt-get update -qq > /dev/null || { echo 'apt-get update failed'; return 1; }
    updated=yes
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" > /dev/null || { echo 'apt-get install failed'; return 1; }
}

for need in "${needs[@]}"; do
  IFS='|' read -r what check package without <<< "$need"
  if "$check"; then
    echo "$what: there"
  elif install "$package" && "$check"; then
    echo "$what: installed"
  else
    echo "$what: absent; $without will be skipped"
  fi
done
