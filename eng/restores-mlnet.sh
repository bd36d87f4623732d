#!/usr/bin/env bash
# Succeeds where the Microsoft.ML packages restore. A feed that lacks them is an answer; any other fault is shown.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if dotnet restore src/EmotionKit.Interop/EmotionKit.Interop.csproj -p:MLNetSource=nuget > "$log" 2>&1; then
  exit 0
fi
if ! grep -qE 'NU1101|NU1102' "$log"; then
  cat "$log" >&2
fi
exit 1
