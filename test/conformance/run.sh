#!/usr/bin/env bash
# The same questions on every engine: fetches a Trino server (once), starts it, compares, stops it. Where that is not
# possible it says why and passes; on a machine for continuous integration ($CI is set) it fails.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

why=$("$here/trino.sh" why-not)
if [ -n "$why" ]; then
  if [ -n "${CI:-}" ]; then
    echo "conformance: can't run: $why" >&2
    exit 1
  fi
  echo "conformance: SKIPPED: $why"
  exit 0
fi
"$here/trino.sh" install
vitest run --config test/conformance/vitest.config.ts "$@"
