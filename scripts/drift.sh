#!/usr/bin/env bash
# Generates everything that is generated and fails where the repository holds something else.
set -euo pipefail
cd "$(dirname "$0")/.."

# web/src/*/generated stands for a folder of each page that has operations.
generated=(web/src/*/generated ARCHITECTURE.md .oxlintrc.layers.json src/codex/engine/app-server/rpc/protocol.ts config.schema.json schema.graphql test/generated examples/graphql docs/clients docs/compatibility.md docs/errors.md docs/graphql.md docs/log.md docs/metrics.md docs/settings.md README.md)
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
for path in "${generated[@]}"; do
  mkdir -p "$before/$(dirname "$path")"
  cp -r "$path" "$before/$path"
done

npm run --silent layers
npm run --silent protocol
npm run --silent codegen
npm run --silent docs

status=0
for path in "${generated[@]}"; do
  diff -r "$before/$path" "$path" || status=1
done
[ "$status" = 0 ] || echo 'generated files have drifted: commit what `npm run layers`, `npm run protocol`, `npm run codegen` and `npm run docs` write' >&2
exit "$status"
