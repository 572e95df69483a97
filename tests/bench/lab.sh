#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lab.sh BUILD RESULT.json
# The article's question: what does it cost to poll 5,000 silent clients? The time for an answer must grow tenfold at least
# in the article's loop, twice at least in Qt's, and to 1.2 times at most in ours. The plot is saved beside the result.
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

XDG_RUNTIME_DIR=$scratch "$build/tests/bench/labplot" "$result" "${result%.json}.svg" "${result%.json}.png" \
  >"$scratch/grown"
cat "$scratch/grown"
awk '{ grown[$1] = $2 } END { exit !(grown["polling"] >= 10 && grown["poll"] >= 2 && grown["epoll"] <= 1.2) }' \
  "$scratch/grown" || fail "Not what was to be shown: at least 10 for polling and 2 for poll, at most 1.2 for epoll."
