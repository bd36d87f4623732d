#!/usr/bin/env bash
# Adds up the test results (trx files) below a folder.
#   test-totals.sh passed|failed|skipped FOLDER    one number
#   test-totals.sh table FOLDER                    a line per project
set -euo pipefail

# One line per trx file: path, total, executed, passed.
counters() {
  find "$1" -name '*.trx' 2> /dev/null | sort | while IFS= read -r file; do
    sed -nE 's/.*<Counters total="([0-9]+)" executed="([0-9]+)" passed="([0-9]+)".*/\1 \2 \3/p' "$file" \
      | while read -r total executed passed; do printf '%s %d %d %d\n' "${file#"$1"/}" "$total" "$executed" "$passed"; done
  done
}

case $1 in
  passed) counters "$2" | awk '{ n += $4 } END { print n + 0 }' ;;
  failed) counters "$2" | awk '{ n += $3 - $4 } END { print n + 0 }' ;;
  skipped) counters "$2" | awk '{ n += $2 - $3 } END { print n + 0 }' ;;
  table)
    counters "$2" | awk '$2 > 0 { name = $1; sub(/\/[^\/]*\.trx$/, "", name)
      printf "%d passed, %d failed, %d skipped: %s\n", $4, $3 - $4, $2 - $3, name }'
    ;;
  *)
    echo "usage: test-totals.sh passed|failed|skipped|table FOLDER" >&2
    exit 2
    ;;
esac
