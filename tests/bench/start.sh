#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# start.sh BUILD RESULT.json
# How long until the window is on the screen, beside an empty window of Qt Widgets? In turns, on a display of its own
# without a window manager, so that what is mapped is the program's.
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly rounds=15 limit=1.5
export HOME=$scratch XDG_CONFIG_HOME=$scratch XDG_RUNTIME_DIR=$scratch

exec {numbers}< <(exec Xvfb -displayfd 1 -screen 0 1400x900x24 -nolisten tcp 2>/dev/null)
started+=("$!")
read -r -t 20 number <&"$numbers" || fail "There is no display."
export DISPLAY=:$number

# Twice first: what is on the disk is in memory then, and the second start finds what the first remembered.
for ((round = -2; round < rounds; ++round)); do
  for name in empty porthole; do
    case $name in
      empty) command=("$build/tests/bench/emptywindow") ;;
      porthole) command=("$build/porthole" "$scratch/site") ;;
    esac
    ms=$("$build/tests/bench/untilwindow" "${command[@]}") || fail "There was no window of $name."
    ((round < 0)) || echo "$name $ms" >>"$scratch/$name"
  done
done
empty=$(median <"$scratch/empty") porthole=$(median <"$scratch/porthole")
awk -v a="$empty" -v b="$porthole" -v limit=$limit -v file="$result" 'BEGIN {
  ratio = b / a
  printf "until there is a window: %.0f ms, an empty one %.0f ms; ratio %.2f, allowed %.1f\n", b, a, ratio, limit
  printf "{\"bench\":\"start\",\"ms\":%.1f,\"empty_ms\":%.1f,\"ratio\":%.3f,\"limit\":%.1f}\n", b, a, ratio, limit > file
  exit ratio > limit
}'
