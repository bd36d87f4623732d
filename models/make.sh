#!/usr/bin/env bash
# Makes a model again: models/make.sh emodb|ravdess|tess|digits [folder of the data]. The corpora are read from EMOTIONKIT_DATA, or ../shared/data, unless given.
# What the card says of classes, speakers and genders is in artifacts/models/NAME.md afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?expected emodb, ravdess, tess or digits}
folder=${2:-${EMOTIONKIT_DATA:-../shared/data}/speech/$name}
mkdir -p artifacts/models
emotionkit() { dotnet run -c Release --project src/EmotionKit.Cli -- "$@"; }
train() { emotionkit train speech --data "$folder" --corpus "$name" --seed 1 --report "artifacts/models/$name.md" "$@"; }
noncommercial() { echo "use=non-commercial only, as its training data ($1)"; }
case $name in
  emodb) train --trainer logistic --split speaker --folds 8 --out models/emotion-emodb.ekm --info "data=EMO-DB (CC0)" --info "use=any" ;;
  ravdess) train --trainer hybrid --split speaker --folds 5 --out models/emotion-ravdess-noncommercial.ekm --info "data=RAVDESS (CC BY-NC-SA 4.0)" --info "$(noncommercial 'CC BY-NC-SA 4.0')" ;;
  tess) train --trainer hybrid --split random --folds 1 --epochs 8 --out models/emotion-tess-noncommercial.ekm --info "data=TESS (CC BY-NC-ND 4.0)" --info "$(noncommercial 'CC BY-NC-ND 4.0')" ;;
  digits) emotionkit train digits ${2:+--data "$2"} --seed 1 --out models/digits-mnist.ekm --info "data=MNIST (CC BY-SA 3.0)" --info "use=any" ;;
  *) echo "expected emodb, ravdess, tess or digits, got '$name'" >&2; exit 2 ;;
esac
