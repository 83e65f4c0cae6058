#!/usr/bin/env bash
# Checks the files of deploy/, and runs nginx and Caddy with theirs in front of a gateway. As root, on Debian
# or Ubuntu. Arguments go to vitest: `test-deploy.sh proxies` runs one file.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "test-deploy: $1" >&2
  exit 1
}
[ "$(id -u)" = 0 ] || fail 'needs root: nginx runs as it'
declare -A packages=(
  [caddy]=caddy [nginx]=nginx-light [promtool]=prometheus [python3]=python3-venv
  [systemd-analyze]=systemd
)
for tool in "${!packages[@]}"; do
  command -v "$tool" >/dev/null || fail "needs $tool, from Debian's package ${packages[$tool]}"
done

venv=test/deploy/.venv
if ! cmp --silent test/deploy/requirements.txt "$venv/requirements.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
    --only-binary :all: --require-hashes --requirement test/deploy/requirements.txt
  cp test/deploy/requirements.txt "$venv/requirements.txt"
fi

exec npx vitest run --config test/deploy/vitest.config.ts "$@"
