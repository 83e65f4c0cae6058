#!/usr/bin/env bash
# Runs each of examples/ against a gateway, with the packages of its own lockfile. Arguments go to
# vitest.
set -euo pipefail
cd "$(dirname "$0")/.."

npm ci --prefix examples --no-fund --no-audit --loglevel error
node examples/node_modules/typescript/bin/tsc -p examples
node node_modules/vitest/vitest.mjs run --config test/examples/vitest.config.ts "$@"
