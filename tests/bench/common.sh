# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# For the benches, each called as BENCH.sh BUILD RESULT.json. Everything started here ends with the script.

build=$(realpath "$1") result=$(realpath -m "$2")
# shellcheck disable=SC2034 # they are for the bench
readonly build result
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/../started.sh"

ulimit -n "$(ulimit -Hn)"

mkdir "$scratch/site"
head -c 1024 /dev/zero | tr '\0' x >"$scratch/site/1k.txt"

# start_server COMMAND…: one that serves $scratch/site and prints its address; sets server (process id), port and url.
start_server() {
  local line
  exec {serving}< <(exec "$@")
  server=$!
  started+=("$server")
  read -r -t 20 line <&"$serving" || fail "The server did not start."
  url=$(grep -o 'http://[^ ]*' <<<"$line") || fail "The server does not say where it listens: $line"
  port=${url##*:}
  port=${port%%/*}
}

# load WRK…: runs the load and prints how many requests were answered. A failed request fails the bench.
load() {
  local output
  output=$("$@" "${url}1k.txt")
  ! grep -E 'Socket errors|Non-2xx' <<<"$output" >&2 || fail "Not every request was answered well."
  awk '/requests in/ { print $1 }' <<<"$output"
}

# User and system time of a process, in clock ticks. Field 2 is a name that may hold spaces, so it is cut off first.
cpu_ticks() {
  local stat
  stat=$(<"/proc/$1/stat")
  awk '{ print $12 + $13 }' <<<"${stat##*) }"
}

# The median of the second column.
median() {
  sort -n -k 2 | awk '{ v[NR] = $2 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
