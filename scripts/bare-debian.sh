# For scripts that start from a Debian 12 with nothing but Node; they source this from the root of the
# repository. Mirror, registry, proxies and certificates are those of this machine.

fail() {
  echo "$(basename "$0" .sh): $1" >&2
  exit 1
}

# needs WHY TOOL...: ends the script unless root runs it and each tool is there.
needs() {
  local tool
  [ "$(id -u)" = 0 ] || fail "needs root: $1"
  for tool in "${@:2}"; do
    command -v "$tool" >/dev/null || fail "needs $tool"
  done
}

# make_debian ROOT 20|24: makes the system in an empty folder. What NODE_EXTRA_CA_CERTS names is then in
# $extra_roots.
extra_roots=/usr/local/share/extra-roots.pem
make_debian() {
  local root=$1 lane="test/lanes/node$2" log="$1.log" mirror tool
  # The first address that the machine's own apt asks for a Debian.
  mirror=$(
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
      grep -E '^(deb |URIs:)' | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ' || true
  )
  [ -n "$mirror" ] || fail 'found no Debian mirror in /etc/apt/sources.list*'
  echo "making a Debian with Node $2"
  debootstrap --variant=minbase bookworm "$root" "$mirror" >"$log" ||
    { tail "$log" >&2; fail 'debootstrap failed'; }
  npm ci --prefix "$lane" --no-fund --no-audit --loglevel error
  cp -L "$(node -p 'require.resolve(process.argv[1])' "$PWD/$lane/node_modules/node/bin/node")" "$root/usr/local/bin/node"
  mkdir -p "$root/usr/local/lib/node_modules"
  cp -r "$(realpath "$(command -v npm)" | sed 's#/bin/npm-cli.js$##')" "$root/usr/local/lib/node_modules/npm"
  for tool in npm npx; do
    ln -s "../lib/node_modules/npm/bin/$tool-cli.js" "$root/usr/local/bin/$tool"
  done
  [ -z "${NODE_EXTRA_CA_CERTS:-}" ] || cp -L "$NODE_EXTRA_CA_CERTS" "$root$extra_roots"
}
