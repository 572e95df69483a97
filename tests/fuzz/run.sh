#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD SECONDS TARGET
# Runs one fuzz target for a bounded time, from the seeds in corpus/TARGET and what earlier runs found worth keeping.
set -euo pipefail

here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
build=$(realpath "$1") seconds=$2 target=$3
readonly here build seconds target
program=$build/tests/fuzz/fuzz_$target
kept=$build/corpus/$target found=$build/found/$target
readonly program kept found
mkdir -p "$kept" "$found"

if "$program" -max_total_time="$seconds" -rss_limit_mb=1024 -timeout=10 -print_final_stats=1 \
  -artifact_prefix="$found/" "$kept" "$here/corpus/$target" >"$found.log" 2>&1; then
  printf '%s: %s inputs, all well\n' "$target" \
    "$(awk '/stat::number_of_executed_units/ { print $2 }' "$found.log")"
  exit
fi
grep -a -E -A 6 'Broken:|ERROR:|ASSERT|runtime error' "$found.log" || tail -n 20 "$found.log"
input=$(find "$found" -type f -newer "$kept" -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)
printf '%s: an input breaks it: %s\nReplay: %s %s\nAll of it: %s\n' \
  "$target" "$input" "$program" "$input" "$found.log"
exit 1
