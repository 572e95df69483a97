# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# For scripts that start programs: whatever is put into started ends with the script, the one started last first, and
# $scratch is removed. A caller that wants a name in $scratch sets scratch_suffix before.

started=()
scratch=$(mktemp -d --suffix="${scratch_suffix-}")

finish() {
  local i pid
  for ((i = ${#started[@]} - 1; i >= 0; --i)); do
    pid=${started[i]}
    kill "$pid" 2>/dev/null || continue
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap finish EXIT

fail() {
  printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2
  exit 1
}
