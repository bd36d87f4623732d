#!/usr/bin/env bash
# Runs EmotionKit and a peer on the same data in one run, one line per comparison:
#   name | ours | peer | ratio | target | ok or SHORT
# compare.sh [NAME...]   the comparisons whose names begin so, or all
# compare.sh --list      their names
# compare.sh --install   installs the peers from Debian (needs root)
# Exit codes: 0 every line is ok, 1 one is SHORT, 2 wrong usage, 3 a peer or the data is not installed.
# Measure on a quiet machine: nothing else may run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1:-} == --install ]]; then
  apt-get update
  exec apt-get install -y --no-install-recommends python3-torchaudio python3-imblearn python3-pandas python3-sklearn python3-xgboost python3-numba python3-scipy python3-resampy \
    python3-soundfile flac sox libopenblas0-pthread
fi

dotnet build -c Release -v q --nologo benchmarks/EmotionKit.Benchmarks >&2
# Full optimisation from the first call: these are short runs.
DOTNET_TieredPGO=0 exec dotnet run -c Release --no-build --project benchmarks/EmotionKit.Benchmarks -- compare "$@"
