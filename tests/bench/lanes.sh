#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh 1900x900 lanes.sh BUILD RESULT.json
# How long does a picture of the lanes of 100,000 exchanges take while one zooms, pans and follows?
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly limit=33 # ms: thirty pictures a second at the worst

"$build/tests/bench/lanes" >"$scratch/times"
awk '{ printf "%d connections, ms a frame, median and worst: zoom %s %s, pan %s %s, follow %s %s\n", $1, $3, $4, $5, $6, $7, $8 }' \
  "$scratch/times"
awk -v limit=$limit 'BEGIN { printf "{\"bench\":\"lanes\",\"exchanges\":100000,\"limit_ms\":%d,\"runs\":[", limit }
  { printf "%s{\"connections\":%d,\"zoom_ms\":[%s,%s],\"pan_ms\":[%s,%s],\"follow_ms\":[%s,%s]}", comma, $1, $3, $4, $5, $6, $7, $8
    comma = "," }
  END { print "]}" }' "$scratch/times" >"$result"
awk -v limit=$limit '$4 > limit || $6 > limit || $8 > limit { late = 1 } END { exit late }' "$scratch/times"
