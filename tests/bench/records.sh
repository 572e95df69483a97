#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh 1400x900 records.sh BUILD RESULT.json
# Does the window keep painting as fast after ten million exchanges as at first, when all go into a capture too, and is
# none of them lost? Two kept connections ask as fast as they are answered, so each has five million requests; more at once
# would ask faster than two cores write and show it, which is counted (dropped) but not what is asked here.
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly exchanges=10000000 longest=1200 limit=100

start_server "$build/tests/bench/windowload" "$scratch/site" $longest $exchanges "$scratch/bench.porthole"
wrk -t 1 -c 2 -d "${longest}s" "${url}1k.txt" >/dev/null &
load=$!
started+=("$load")
read -r -t $((longest + 60)) early recorded lost late <&"$serving" || fail "The window did not report."
kill -INT "$load"
wait "$server" || fail "The window did not end well."
written=$(python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM exchanges").fetchone()[0])' \
  "$scratch/bench.porthole")
((written + lost >= recorded)) || fail "Of $recorded exchanges $written are in the capture, and $lost were counted as lost."
size=$(stat -c %s "$scratch/bench.porthole")
printf '%d exchanges, %d lost; longest gap between frames %d ms in the first tenth, %d ms in the last, allowed %d; capture %d MiB\n' \
  "$recorded" "$lost" "$early" "$late" "$limit" $((size >> 20))
printf '{"bench":"records","recorded":%d,"lost":%d,"early_gap_ms":%d,"late_gap_ms":%d,"limit_ms":%d,"capture_bytes":%d}\n' \
  "$recorded" "$lost" "$early" "$late" "$limit" "$size" >"$result"
((recorded >= exchanges && lost == 0 && late <= limit))
