#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# service.sh PROGRAM UNITS
# Whether systemd understands the units in that folder, and what they start serves.
set -euo pipefail

program=$(realpath "$1") units=$2
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/../started.sh"

# As if the program were installed, which a test cannot say of where systemd looks.
understood() {
  local unit
  mkdir "$scratch/units"
  for unit in "$units"/*.service; do
    sed "s|^ExecStart=porthole |ExecStart=$program |" "$unit" >"$scratch/units/${unit##*/}"
  done
  XDG_RUNTIME_DIR=$scratch HOME=$scratch systemd-analyze --user verify --man=no "$scratch"/units/*.service \
    >"$scratch/said" 2>&1 || fail "$(<"$scratch/said")"
  [[ ! -s $scratch/said ]] || fail "$(<"$scratch/said")"
}

# serves UNIT: the command of the unit, with the names in it filled in.
serves() {
  local command line
  command=$(sed -n 's/^ExecStart=porthole //p' "$units/$1")
  command=${command//%f/$scratch/site}
  command=${command//'$PORTHOLE_OPTIONS'/--port=0 --no-listing}
  command=${command//'${PORTHOLE_FOLDER}'/$scratch/site}
  read -ra command <<<"$command"
  exec {serving}< <(exec "$program" "${command[@]}")
  started+=($!)
  read -r -t 20 line <&"$serving" || fail "What $1 starts says nothing."
  [[ $(curl -fsS --max-time 10 "${line##* at }note.txt") == ahoy ]] || fail "What $1 starts does not serve: $line"
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "What $1 starts does not end well."
  unset 'started[-1]'
}

understood
mkdir "$scratch/site"
echo ahoy >"$scratch/site/note.txt"
serves porthole.service
serves porthole@.service
