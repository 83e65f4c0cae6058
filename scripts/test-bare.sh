#!/usr/bin/env bash
# Runs the README's two commands on a Debian 12 that holds nothing but Node: one from nothing to an
# answer, one from nothing to passed tests. `test-bare.sh [20|24]`, as root, with debootstrap; a
# second argument is run in place of the two commands.
#
# The mirror is that of this machine's own apt, the registry that of its npm; proxies and
# certificates are those of the environment.
set -euo pipefail
cd "$(dirname "$0")/.."

lane="test/lanes/node${1:-24}"
commands=${2:-'npm ci && npm run ask && npm ci && npm test'}
suite=bookworm

fail() {
  echo "test-bare: $1" >&2
  exit 1
}
[ "$(id -u)" = 0 ] || fail 'needs root: it makes an empty system and changes its root into it'
for tool in debootstrap chroot unshare git; do
  command -v "$tool" >/dev/null || fail "needs $tool"
done

# The first address that the machine's own apt asks for a Debian.
mirror=$(
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
    grep -E '^(deb |URIs:)' | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ' || true
)
[ -n "$mirror" ] || fail 'found no Debian mirror in /etc/apt/sources.list*'
registry=$(npm config get registry)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root="$folder/root"

echo 'making an empty Debian'
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$folder/debootstrap.log" ||
  { tail "$folder/debootstrap.log" >&2; fail 'debootstrap failed'; }
cp -L /etc/hosts "$root/etc/hosts"

echo 'putting Node and the repository into it'
npm ci --prefix "$lane" --no-fund --no-audit --loglevel error
cp -L "$(node -p 'require.resolve(process.argv[1])' "$PWD/$lane/node_modules/node/bin/node")" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -r "$(realpath "$(command -v npm)" | sed 's#/bin/npm-cli.js$##')" "$root/usr/local/lib/node_modules/npm"
for tool in npm npx; do
  ln -s "../lib/node_modules/npm/bin/$tool-cli.js" "$root/usr/local/bin/$tool"
done
chroot "$root" useradd --create-home tester
git clone --quiet --no-hardlinks . "$root/home/tester/codex-serve"
chroot "$root" chown -R tester: /home/tester

environment=(
  PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/tester LANG=C.UTF-8 CI=1
  "npm_config_registry=$registry" npm_config_update_notifier=false
)
for name in HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy; do
  [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done
if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
  cp -L "$NODE_EXTRA_CA_CERTS" "$root/usr/local/share/extra-roots.pem"
  environment+=(NODE_EXTRA_CA_CERTS=/usr/local/share/extra-roots.pem)
fi

# Its own processes and mounts, which end with it.
export root commands
unshare --mount --pid --fork --kill-child bash -euc '
  mount -t proc proc "$root/proc"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
  ln -sf pts/ptmx "$root/dev/ptmx"
  exec chroot --userspec=tester:tester "$root" env -i "$@" sh -euc "
    cd ~/codex-serve
    echo on Node \$(node --version), npm \$(npm --version)
    $commands"
' bash "${environment[@]}"
