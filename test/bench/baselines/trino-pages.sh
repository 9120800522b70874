#!/bin/sh
# trino-pages.sh URL SQL: fetches all pages of a statement with curl, and prints how many rows they held.
set -eu
page=$(mktemp)
trap 'rm -f "$page"' EXIT
curl -sS -o "$page" -H 'X-Trino-User: bench' -d "$2" "$1/v1/statement"
rows=0
while next=$(grep -o -m1 '"nextUri":"[^"]*"' "$page" | head -n1 | cut -d'"' -f4) && [ -n "$next" ]; do
  curl -sS -o "$page" -H 'X-Trino-User: bench' "$next"
  rows=$((rows + $(grep -o '"n-[0-9]*"' "$page" | wc -l)))
done
echo "$rows"
