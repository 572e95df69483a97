#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# large.sh BUILD RESULT.json
# A file of 1 GiB goes to one client while others ask for 1 KiB: are its bytes right, how long does the slowest of the
# others wait, and how much memory does the server need?
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly limit=150

head -c 1G /dev/urandom >"$scratch/site/large.bin"
start_server "$build/porthole" serve "$scratch/site" --port 0
curl -sS "${url}large.bin" | sha256sum >"$scratch/received" &
download=$!
started+=("$download")
while kill -0 "$download" 2>/dev/null; do
  curl -sS -o /dev/null -w '%{http_code} %{time_total}\n' "${url}1k.txt"
done >"$scratch/others"
wait "$download"
unset 'started[-1]'

[[ $(<"$scratch/received") == "$(sha256sum <"$scratch/site/large.bin")" ]] || fail "The bytes are not those of the file."
! grep -v '^200 ' "$scratch/others" || fail "Not every other request was answered well."
peak=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status")
read -r others slowest < <(sort -k 2 "$scratch/others" | awk '{ worst = $2 * 1000 } END { print NR, int(worst) }')
printf '1 GiB byte-exact; %d other requests meanwhile, the slowest in %d ms; peak memory %d MB, allowed %d\n' \
  "$others" "$slowest" "$peak" "$limit"
printf '{"bench":"large","others":%d,"slowest_ms":%d,"peak_mb":%d,"limit_mb":%d}\n' \
  "$others" "$slowest" "$peak" "$limit" >"$result"
((peak <= limit))
