#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# loris.sh BUILD RESULT.json
# What do 500 clients whose request heads never end cost the others? Median time of an ordinary request, with them and
# without, in turns within one run, and the memory of the server.
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly clients=500 rounds=5 seconds=4 limit=2

# Asks like an ordinary client and prints "requests microseconds", the median of a request.
measure() {
  local output
  output=$(taskset -c 1 wrk -t 1 -c 4 -d "${seconds}s" --latency "${url}1k.txt")
  ! grep -E 'Socket errors|Non-2xx' <<<"$output" >&2 || fail "Not every ordinary request was answered well."
  awk '
    function us(text) { return text ~ /us$/ ? text + 0 : text ~ /ms$/ ? text * 1000 : text * 1000000 }
    $1 == "50%" { median = us($2) }
    /requests in/ { requests = $1 }
    END { printf "%d %.3f\n", requests, median }' <<<"$output"
}

measure_with_loris() {
  local attacker attacking line
  exec {attacking}< <(exec taskset -c 1 "$build/tests/bench/slowloris" "$port" "$clients" 120)
  attacker=$!
  started+=("$attacker")
  read -r -t 60 line <&"$attacking" || fail "The slow clients did not start."
  [[ $line == open ]] || fail "The $clients connections did not all open."
  measure
  kill -TERM "$attacker"
  wait "$attacker" || fail "The slow clients failed."
  unset 'started[-1]'
  exec {attacking}<&-
}

report() {
  local without with memory
  without=$(median <"$scratch/without") with=$(median <"$scratch/with")
  memory=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status")
  awk -v without="$without" -v with="$with" -v clients="$clients" -v limit="$limit" -v memory="$memory" \
    -v file="$result" '
    BEGIN {
      ratio = with / without
      printf "%12s %18s\n%12d %18.1f\n%12d %18.1f\n", "slow clients", "median us/request", 0, without, clients, with
      printf "ratio %.3f, allowed %.1f; peak memory %d MB\n", ratio, limit, memory
      printf "{\"bench\":\"loris\",\"clients\":%d,\"without_us\":%.3f,\"with_us\":%.3f,\"ratio\":%.4f," \
             "\"limit\":%.1f,\"peak_mb\":%d}\n", clients, without, with, ratio, limit, memory > file
      exit ratio > limit
    }'
}

(($(nproc) >= 2)) || fail "This needs two processor cores: one for the server, one for the clients."
start_server taskset -c 0 "$build/porthole" serve "$scratch/site" --port 0
measure >/dev/null
for ((round = 0; round < rounds; ++round)); do
  measure >>"$scratch/without"
  measure_with_loris >>"$scratch/with"
done
report
