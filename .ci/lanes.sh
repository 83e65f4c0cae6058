# Sourced by `run`: steps, each with its output together, and lanes of them that run side by side.

logs=$(mktemp -d)
running=()

# Ends the lanes that still run, each a process group of its own, and nothing else.
stop() {
  for lane in "${running[@]}"; do kill -TERM -- "-$lane" 2>/dev/null || true; done
  rm -rf "$logs"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# step LANE COMMAND...: runs a command and shows its last lines when it has ended, or all of them
# where it failed. Never fails itself: the steps after it run too, and `finish` tells what failed.
step() {
  local lane=$1 log status=0 begin=$SECONDS
  shift
  log=$(mktemp -p "$logs")
  "$@" >"$log" 2>&1 </dev/null || status=$?
  (
    flock 9
    if [ "$status" = 0 ]; then
      echo "== $lane: $* held, $((SECONDS - begin)) s"
      tail -n 6 "$log"
    else
      echo "== $lane: $* FAILED with $status, $((SECONDS - begin)) s"
      cat "$log"
      echo "$lane: $*" >>"$logs/failed"
    fi
  ) 9>"$logs/lock"
}

# lanes NAME...: runs these functions side by side and waits for all of them.
lanes() {
  local names=("$@") index status
  set -m
  for lane in "${names[@]}"; do
    # A lane must not run the traps of its parent.
    (trap - EXIT INT TERM; "$lane") &
    running+=("$!")
  done
  set +m
  for index in "${!running[@]}"; do
    status=0
    wait "${running[index]}" || status=$?
    [ "$status" = 0 ] || echo "${names[index]} ended with $status" >>"$logs/failed"
  done
  running=()
}

# Ends the run where any step has failed, and says which.
finish_if_failed() {
  [ -s "$logs/failed" ] || return 0
  echo "FAILED after $SECONDS s:" >&2
  cat "$logs/failed" >&2
  exit 1
}

# The last line of a run.
finish() {
  finish_if_failed
  echo "everything held, $SECONDS s"
}
