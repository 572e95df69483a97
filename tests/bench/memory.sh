#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# memory.sh BUILD RESULT.json
# Does the memory stay within the byte budget during five million exchanges with different paths, with all views of them?
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly exchanges=5000000

line=$(XDG_RUNTIME_DIR=$scratch "$build/tests/bench/memory" $exchanges) || fail "Over the budget: $line"
printf '%d exchanges: %s\n' "$exchanges" "$line"
read -r kept evicted counted grown budget <<<"$(grep -o '[0-9]*' <<<"$line" | tr '\n' ' ')"
printf '{"bench":"memory","exchanges":%d,"kept":%d,"evicted":%d,"counted_mib":%d,"grown_mib":%d,"budget_mib":%d}\n' \
  "$exchanges" "$kept" "$evicted" "$counted" "$grown" "$budget" >"$result"
