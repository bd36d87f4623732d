#!/usr/bin/env bash
# Lists the skipped tests of the trx files below a folder, and fails where one was skipped for want of data, of the ONNX
# checker or of a browser, although it is there.
set -euo pipefail

data=${EMOTIONKIT_DATA:-../shared/data}
skipped=$(find "$1" -name '*.trx' -print0 | xargs -0 -r awk '
  match($0, /<UnitTestResult [^>]*outcome="NotExecuted"/) {
    name = $0; sub(/.*testName="/, "", name); sub(/" computerName=.*/, "", name); open = 1; next }
  open && /<Message>/ { reason = $0; sub(/.*<Message>/, "", reason); sub(/<\/Message>.*/, "", reason)
    print name ": " reason; open = 0; next }
  open && /<\/UnitTestResult>/ { print name ": no reason given"; open = 0 }' \
  | sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g')

if [[ -n $skipped ]]; then
  printf 'skipped %s\n' "$skipped" | sed '2,$s/^/skipped /'
else
  echo 'no test was skipped'
fi
if /usr/bin/python3 -c 'import onnx' 2> /dev/null && grep -E ': needs python3-onnx' <<< "$skipped"; then
  echo 'these must run: python3-onnx is there' >&2
  exit 1
fi
if command -v chromium > /dev/null && grep -E ': needs Chromium' <<< "$skipped"; then
  echo 'these must run: Chromium is there' >&2
  exit 1
fi
if [[ ! -d $data ]]; then
  echo "the data sets are not at $data: tests that need them may be skipped"
  exit 0
fi
if grep -E ": needs (the data sets|')" <<< "$skipped"; then
  echo "these must run: the data sets are at $data" >&2
  exit 1
fi
