#!/usr/bin/env bash
# Builds the image of deploy/docker/Dockerfile by Podman, with a Debian that holds Node in place of the
# published base image, and runs it with a read-only root, no capability and no network. As root, with
# debootstrap, podman and crun.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/bare-debian.sh
needs 'it makes an empty system and starts containers' crun debootstrap podman unshare

folder=$(mktemp -d)
base="$folder/base"
# crun does not know version 1 and 2 of control groups side by side, so version 2 is hidden from it.
podman_here() {
  unshare --mount --propagation private sh -c '
    if mountpoint --quiet /sys/fs/cgroup/unified; then umount /sys/fs/cgroup/unified; fi
    folder=$1; shift
    exec podman --log-level fatal --root "$folder/storage" --runroot "$folder/run" --storage-driver overlay "$@"
  ' sh "$folder" "$@"
}
cleanup() {
  podman_here rm --all --force --time 0 >/dev/null || true
  podman_here rmi --all --force >/dev/null 2>&1 || true
  umount "$folder/storage/overlay" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

image=$(sed -n 's/^FROM \(\S*\) AS build$/\1/p' deploy/docker/Dockerfile)
make_debian "$base" 24
chroot "$base" groupadd --gid 1000 node
chroot "$base" useradd --uid 1000 --gid 1000 --create-home node
environment=(--change "ENV npm_config_registry=$(npm config get registry)")
[ -z "${NODE_EXTRA_CA_CERTS:-}" ] || environment+=(--change "ENV NODE_EXTRA_CA_CERTS=$extra_roots")
tar -C "$base" --one-file-system -c . |
  podman_here import --quiet "${environment[@]}" - "docker.io/library/$image" >/dev/null
rm -rf "$base"

echo 'building the image'
podman_here build --isolation=chroot --network=host --pull=never --format docker \
  --tag codex-serve --file deploy/docker/Dockerfile . >"$folder/build.log" 2>&1 ||
  { tail -n 40 "$folder/build.log" >&2; fail 'the build failed'; }

files=$(ulimit -Hn)
options=(
  --pull=never --no-healthcheck --network=none --ulimit "nofile=$files:$files" --ulimit nproc=20000:20000
  --read-only --read-only-tmpfs=false --tmpfs /tmp --cap-drop all --security-opt no-new-privileges
)
inside() {
  podman_here exec gateway "$@"
}
status_of() {
  inside node -e 'fetch("http://127.0.0.1:8000" + process.argv[1]).then((r) => console.log(r.status), () => console.log("none"))' "$1"
}
wait_for() {
  for _ in $(seq 60); do
    [ "$(status_of "$1")" != "$2" ] || return 0
    sleep 0.5
  done
  podman_here logs gateway >&2
  fail "$1 did not get to $2"
}
expect() {
  [ "$2" = "$3" ] || fail "$1: expected $2, got $3"
  echo "held: $1"
}

code=0
podman_here run --rm "${options[@]}" codex-serve >/dev/null 2>"$folder/refusal" || code=$?
expect 'without an API key it does not listen for other machines' 2 "$code"

podman_here run --detach --name gateway "${options[@]}" --env CODEX_SERVE_API_KEY=a-key-for-clients \
  --volume data:/data --volume login:/codex codex-serve --demo >/dev/null
wait_for /readyz 200
echo 'held: it gets ready'
expect 'it runs as user 1000' 1000 "$(inside id -u)"
expect 'it has no sources, and no development packages' 'no' \
  "$(inside sh -c '[ -e /app/src ] || [ -e /app/node_modules/typescript ] && echo yes || echo no')"
expect 'it brings the codex to log in with' /app/node_modules/.bin/codex "$(inside sh -c 'command -v codex')"
answer='fetch("http://127.0.0.1:8000/v1/chat/completions", { method: "POST",
  headers: { authorization: "Bearer a-key-for-clients", "content-type": "application/json" },
  body: JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content: "hi" }] }) }).then((r) => console.log(r.status))'
expect 'it answers' 200 "$(inside node -e "$answer")"
check=$(sed -n 's/^  CMD \["node", "-e", "\(.*\)"\]$/\1/p' deploy/docker/Dockerfile)
code=0
inside node -e "$check" || code=$?
expect 'its health check holds' 0 "$code"

for _ in 1 2; do
  inside sh -c 'for p in /proc/[0-9]*; do [ "$(cat "$p/comm")" != codex ] || kill -KILL "${p#/proc/}"; done'
  wait_for /readyz 200
done
expect 'a Codex that was killed leaves nothing behind' 0 \
  "$(inside sh -c 'grep -l "^State:.Z" /proc/[0-9]*/status 2>/dev/null | wc -l')"

podman_here stop --time 40 gateway >/dev/null
expect 'it stops in order' 0 "$(podman_here inspect gateway --format '{{.State.ExitCode}}')"
podman_here rm gateway >/dev/null

podman_here run --detach --name gateway "${options[@]}" --user 4711:4711 --tmpfs /data:mode=0777 \
  --tmpfs /codex:mode=0777 --env CODEX_SERVE_API_KEY=a-key-for-clients codex-serve >/dev/null
wait_for /livez 200
wait_for /readyz 503
echo 'held: it runs as another user, and without a login it lives and is not ready'
