#!/usr/bin/env bash
# Installs the packed package as a user would, into an empty prefix with an empty cache, and tries it
# with `--demo`. `test-tarball.sh [20|24]`; without an argument on the Node that runs npm.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -gt 0 ]; then
  lane="test/lanes/node$1"
  npm ci --prefix "$lane" --no-fund --no-audit --loglevel error
  PATH="$PWD/$lane/node_modules/.bin:$PATH"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/home" "$folder/empty"

npm pack --silent --pack-destination "$folder" >/dev/null
tarball=$(echo "$folder"/*.tgz)
try="$PWD/scripts/try-package.mjs"
echo "on Node $(node --version), npm $(npm --version): $(du -h "$tarball" | cut -f 1) packed"

# Nothing of the repository helps: neither its packages nor its .npmrc.
cd "$folder/empty"
environment=(
  PATH="$PATH" HOME="$folder/home" LANG=C.UTF-8
  "npm_config_registry=$(npm config get registry)" npm_config_update_notifier=false
  "npm_config_cache=$folder/cache" "npm_config_prefix=$folder/prefix"
)
for name in HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy NODE_EXTRA_CA_CERTS; do
  [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done

echo 'npm install -g'
env -i "${environment[@]}" npm install -g "$tarball" 2>&1 | tee "$folder/install.log"
if grep -iE 'warn|error|deprecated' "$folder/install.log"; then
  echo 'test-tarball: the installation has something to complain of' >&2
  exit 1
fi
env -i "${environment[@]}" node "$try" "$folder/prefix/bin/codex-serve"

echo 'npx'
env -i "${environment[@]}" npx --yes --package "$tarball" codex-serve --version
