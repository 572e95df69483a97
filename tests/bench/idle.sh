#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# idle.sh BUILD RESULT.json
# What do 10,000 idle connections cost? CPU time of the server process per request of 1 KiB, with them and without,
# in turns within one run. CPU time, not wall time: it does not depend on how fast the load is. And by how much does the
# process grow for each of them?
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly idle=10000 rounds=5 seconds=4 limit=1.2 most=4096

# The server has core 0, the load core 1.
load_for() { load taskset -c 1 wrk -t 1 -c 64 -d "${1}s"; }

# Answers requests for a while and prints "requests microseconds-per-request".
measure() {
  local before after requests
  before=$(cpu_ticks "$server")
  requests=$(load_for "$seconds")
  after=$(cpu_ticks "$server")
  awk -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" -v n="$requests" \
    'BEGIN { printf "%d %.3f\n", n, t / hz * 1e6 / n }'
}

resident_kib() { awk '/^VmRSS/ { print $2 }' "/proc/$server/status"; }

measure_with_idle() {
  local holder holding line before
  before=$(resident_kib)
  exec {holding}< <(exec "$build/tests/bench/holdopen" "$port" "$idle" 120)
  holder=$!
  started+=("$holder")
  read -r -t 60 line <&"$holding" || fail "The $idle connections did not all open."
  [[ -e $scratch/bytes ]] || echo $((($(resident_kib) - before) * 1024 / idle)) >"$scratch/bytes"
  measure
  kill -TERM "$holder"
  wait "$holder" || fail "Idle connections were closed while measuring."
  unset 'started[-1]'
  exec {holding}<&-
}

report() {
  local none held
  none=$(median <"$scratch/none") held=$(median <"$scratch/held")
  awk -v none="$none" -v held="$held" -v bytes="$(<"$scratch/bytes")" -v most="$most" -v idle="$idle" -v limit="$limit" -v file="$result" '
    function sum(path, total, line) { while ((getline line < path) > 0) total += line + 0; return total }
    BEGIN {
      a = sum("'"$scratch"'/none"); b = sum("'"$scratch"'/held"); ratio = held / none
      printf "%16s %12s %16s\n", "idle connections", "requests", "CPU us/request"
      printf "%16d %12d %16.2f\n%16d %12d %16.2f\n", 0, a, none, idle, b, held
      printf "ratio %.3f, allowed %.1f\n", ratio, limit
      printf "%d bytes an idle connection, allowed %d\n", bytes, most
      printf "{\"bench\":\"idle\",\"bytes_each\":%d,\"idle\":%d,\"none\":{\"requests\":%d,\"us_per_request\":%.3f}," \
             "\"held\":{\"requests\":%d,\"us_per_request\":%.3f},\"ratio\":%.4f,\"limit\":%.2f}\n", \
             bytes, idle, a, none, b, held, ratio, limit > file
      exit ratio > limit || bytes > most
    }'
}

(($(nproc) >= 2)) || fail "This needs two processor cores: one for the server, one for the load."
start_server taskset -c 0 "$build/porthole" serve "$scratch/site" --port 0 --idle-timeout 600 --max-per-address 0
load_for 2 >/dev/null
for ((round = 0; round < rounds; ++round)); do
  measure >>"$scratch/none"
  measure_with_idle >>"$scratch/held"
done
report
