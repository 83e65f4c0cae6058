#!/usr/bin/env bash
# Runs the README's two commands on a Debian 12 that holds nothing but Node: one from nothing to an
# answer, one from nothing to passed tests. `test-bare.sh [20|24]`, as root, with debootstrap; a
# second argument is run in place of the two commands.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/bare-debian.sh

commands=${2:-'npm ci && npm run ask && npm ci && npm test'}
needs 'it makes an empty system and changes its root into it' debootstrap chroot unshare git

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root="$folder/root"
make_debian "$root" "${1:-24}"
cp -L /etc/hosts "$root/etc/hosts"
chroot "$root" useradd --create-home tester
git clone --quiet --no-hardlinks . "$root/home/tester/codex-serve"
chroot "$root" chown -R tester: /home/tester

environment=(
  PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/tester LANG=C.UTF-8 CI=1
  "npm_config_registry=$(npm config get registry)" npm_config_update_notifier=false
)
for name in HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy; do
  [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done
[ -z "${NODE_EXTRA_CA_CERTS:-}" ] || environment+=("NODE_EXTRA_CA_CERTS=$extra_roots")

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
