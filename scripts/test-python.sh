#!/usr/bin/env bash
# Runs the tests of test/python: client libraries in Python, unmodified, against a gateway on the
# stand-in, with each engine. They come into a virtual environment below test/python. Arguments go to
# pytest; CODEX_SERVE_TEST_ENGINE names one engine.
set -euo pipefail
cd "$(dirname "$0")/../test/python"

python=.venv/bin/python
if ! cmp --silent requirements.txt .venv/requirements.txt; then
  rm -rf .venv
  python3 -m venv .venv
  "$python" -m pip install --quiet --no-input --disable-pip-version-check --only-binary :all: \
    --require-hashes --requirement requirements.txt
  cp requirements.txt .venv/requirements.txt
fi
# No library sends anything home.
export OPENAI_AGENTS_DISABLE_TRACING=1 LANGSMITH_TRACING=false PYTHONDONTWRITEBYTECODE=1
exec "$python" -m pytest "$@"
