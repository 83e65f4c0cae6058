#!/usr/bin/env bash
# Shows that the gateway and each of its engines talk to the upstream and to no other host: traces
# every connect() of a gateway in --demo, whose upstream is on loopback, over a start, a chat on each
# surface and a stop. Fails on any address that is not loopback. Needs strace (Linux).
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

trace() {
  local engine=$1 files=$folder/$1 tracer url addresses
  mkdir "$files"
  # The filter in the kernel lets all other calls run at full speed.
  strace -f --seccomp-bpf -qq -e trace=connect,sendto,sendmsg -e signal=none -o "$files/trace" \
    node dist/main.js --demo --engine "$engine" --addr 127.0.0.1:0 --home "$files/home" >"$files/banner" &
  tracer=$!
  for _ in $(seq 300); do
    grep -q GraphQL "$files/banner" && break
    read -rt 0.1 <> <(:) || true
  done
  url=$(grep -om1 'http://127.0.0.1:[0-9]*' "$files/banner")

  curl -fsS "$url/healthz" | grep -q "\"$engine\""
  curl -fsS "$url/v1/chat/completions" -H 'content-type: application/json' \
    -d '{"model": "gpt-5.5", "messages": [{"role": "user", "content": "Count to 3"}]}' >/dev/null
  curl -fsS "$url/graphql" -H 'content-type: application/json' \
    -d '{"query": "mutation { chatCompletion(input: {messages: [{role: USER, content: {text: \"Count to 3\"}}]}) { __typename } }"}' |
    grep -q '"ChatCompletion"'
  kill -TERM "$(cat "/proc/$tracer/task/$tracer/children")"
  wait "$tracer" || true

  addresses=$(grep -oE 'htons\([0-9]+\).*inet_(addr|pton)\([^)]*\)' "$files/trace" | sort | uniq -c)
  echo "addresses that the gateway with the engine $engine connected or sent to:"
  echo "$addresses"
  test "$(wc -l <<<"$addresses")" -ge 1
  # A name server on loopback would be asked for some other host.
  if grep -v -E '"(127\.[0-9.]+|::1)"' <<<"$addresses" || grep -F 'htons(53)' <<<"$addresses"; then
    echo 'these are not the upstream' >&2
    exit 1
  fi
}

trace app-server
trace direct
