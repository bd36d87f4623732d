#!/usr/bin/env bash
# Makes a model again: models/make.sh emodb|ravdess|tess [folder of the corpus]. The corpora are read from EMOTIONKIT_DATA, or ../shared/data, unless given.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?expected emodb, ravdess or tess}
folder=${2:-${EMOTIONKIT_DATA:-../shared/data}/speech/$name}
train() { dotnet run -c Release --project src/EmotionKit.Cli -- train speech --data "$folder" --corpus "$name" --seed 1 "$@"; }
case $name in
  emodb) train --trainer logistic --split speaker --folds 8 --out models/emotion-emodb.ekm ;;
  ravdess) train --trainer hybrid --split speaker --folds 5 --out models/emotion-ravdess-noncommercial.ekm ;;
  tess) train --trainer hybrid --split random --folds 1 --epochs 8 --out models/emotion-tess-noncommercial.ekm ;;
  *) echo "expected emodb, ravdess or tess, got '$name'" >&2; exit 2 ;;
esac
