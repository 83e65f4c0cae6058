#!/usr/bin/env bash
# Runs the tests on another Node than the one that runs npm: `test-on-node.sh 24`. That Node comes
# as an npm package, into a folder of its own, so that it does not stand in for `node` elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."

lane="test/lanes/node$1"
npm ci --prefix "$lane" --no-fund --no-audit --loglevel error
PATH="$PWD/$lane/node_modules/.bin:$PATH"
echo "on Node $(node --version)"
node node_modules/vitest/vitest.mjs run
