#!/usr/bin/env bash
# Runs the tests that depend on Codex on another one than the bundled one: `test-on-codex.sh 0.169`
# for a pinned version in test/lanes, `test-on-codex.sh newest` for the newest published one.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$1" = newest ]; then
  lane=$(mktemp -d)
  trap 'rm -rf "$lane"' EXIT
  npm install --prefix "$lane" --no-fund --no-audit --loglevel error @openai/codex@latest
else
  lane="test/lanes/codex-$1"
  npm ci --prefix "$lane" --no-fund --no-audit --loglevel error
fi

executables=("$(cd "$lane" && pwd)"/node_modules/@openai/codex-*/vendor/*/bin/codex)
export CODEX_SERVE_TEST_CODEX="${executables[0]}"
echo "on $("$CODEX_SERVE_TEST_CODEX" --version)"
# Which Codex is chosen is a matter of any-codex and candidates, which run on the bundled one. What the
# gateway does by itself, whatever Codex says, runs there too.
node node_modules/vitest/vitest.mjs run \
  --exclude test/codex/any-codex.test.ts --exclude test/codex/candidates.test.ts \
  --exclude 'test/codex/shaping/**' --exclude test/codex/crowd.test.ts --exclude test/codex/leaks.test.ts \
  --exclude 'test/engine-faults/{stopped,unreachable}*' --exclude 'test/errors/{bounds,retry-limit,stall}*' \
  test/codex/ test/engine-choice/fallback test/engine-choice/login-change test/engine-choice/profile \
  test/engine-faults test/engine-messages test/errors test/rest/chat-tool-schemas test/rest/tool-loop
