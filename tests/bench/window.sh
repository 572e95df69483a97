#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh 1400x900 window.sh BUILD RESULT.json
# Does the window keep painting, and is nothing lost, at the highest load that wrk makes on one core? The longest time
# without a frame while a file of 1 KiB is asked for. The rest of the machine is the window's and the loop's.
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly seconds=15 limit=100

start_server "$build/tests/bench/windowload" "$scratch/site" $((seconds + 2))
requests=$(load taskset -c $(($(nproc) - 1)) wrk -t 1 -c 128 -d "${seconds}s")
read -r -t 30 gap recorded dropped <&"$serving" || fail "The window did not report."
printf 'longest gap between frames %d ms, allowed %d; %d requests, %d recorded, %d dropped\n' \
  "$gap" "$limit" "$requests" "$recorded" "$dropped"
printf '{"bench":"window","longest_gap_ms":%d,"limit_ms":%d,"requests":%d,"recorded":%d,"dropped":%d}\n' \
  "$gap" "$limit" "$requests" "$recorded" "$dropped" >"$result"
((gap <= limit && dropped == 0))
