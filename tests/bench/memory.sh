#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# memory.sh BUILD RESULT.json
# Does the memory stay within the byte budget during five million exchanges with different paths, with all views of them?
# And what does a record cost when one client asks for the same thing a million times: at most 400 bytes in the log?
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly exchanges=5000000 same=1000000 most=400

line=$(XDG_RUNTIME_DIR=$scratch "$build/tests/bench/memory" $exchanges) || fail "Over the budget: $line"
printf '%d exchanges: %s\n' "$exchanges" "$line"
read -r kept evicted counted grown budget <<<"$(grep -o '[0-9]*' <<<"$line" | tr '\n' ' ')"
read -r record _ < <(XDG_RUNTIME_DIR=$scratch "$build/tests/bench/memory" $same log)
read -r viewed _ < <(XDG_RUNTIME_DIR=$scratch "$build/tests/bench/memory" $same views)
printf '%d times the same request: %d bytes an exchange in the log, %d with all views\n' $same "$record" "$viewed"
printf '{"bench":"memory","exchanges":%d,"kept":%d,"evicted":%d,"counted_mib":%d,"grown_mib":%d,"budget_mib":%d,"record_bytes":%d,"record_bytes_with_views":%d}\n' \
  "$exchanges" "$kept" "$evicted" "$counted" "$grown" "$budget" "$record" "$viewed" >"$result"
((record <= most)) || fail "A record takes more than $most bytes."
