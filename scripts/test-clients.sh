#!/usr/bin/env bash
# Runs the suites of the client libraries in test/clients. Those want a newer Node than the gateway
# does, so it is Node 24 that runs both; see test-on-node.sh. Arguments go to vitest.
set -euo pipefail
cd "$(dirname "$0")/.."

lane=test/lanes/node24
npm ci --prefix "$lane" --no-fund --no-audit --loglevel error
PATH="$PWD/$lane/node_modules/.bin:$PATH"
npm ci --prefix test/clients --no-fund --no-audit --loglevel error
echo "on Node $(node --version)"
node node_modules/typescript/bin/tsc -p test/clients
node node_modules/vitest/vitest.mjs run --config test/clients/vitest.config.ts "$@"
