#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh 1280x800 opencapture.sh PROGRAM PORTHOLE.desktop
# Records a capture and opens it as a file manager does: by the command of the desktop entry. It has to be shown under
# any name, in a window of its own.
set -euo pipefail

program=$1 entry=$2
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/../started.sh"

# record FILE: a capture with one request in it.
record() {
  local line
  exec {serving}< <(exec "$program" serve "$scratch" --port 0 --capture "$1")
  started+=($!)
  read -r -t 20 line <&"$serving" || fail "porthole serve says nothing."
  curl -fsS --max-time 10 -o /dev/null "${line##* at }" || fail "It is not served: $line"
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "porthole serve does not end well."
  unset 'started[-1]'
}

# shows FILE TITLE: whether what the menu entry runs for that file opens a window of that title, with the program's icon
# and no other beside it.
shows() {
  local command i windows
  read -ra command < <(sed -n '0,/^Exec=porthole/s/^Exec=porthole //p' "$entry")
  for i in "${!command[@]}"; do [[ ${command[i]} != %f ]] || command[i]=$1; done
  "$program" "${command[@]}" &
  started+=($!)
  timeout 30 xdotool search --sync --onlyvisible --name "$2" >/dev/null || fail "No window is called \"$2\"."
  mapfile -t windows < <(xdotool search --onlyvisible --class porthole)
  ((${#windows[@]} == 1)) || fail "${#windows[@]} windows opened for \"$2\"."
  # The window manager gives one of 48 to a window that has none.
  [[ $(xprop -id "${windows[0]}" _NET_WM_ICON) == *"Icon (16 x 16)"* ]] || fail "The window of \"$2\" has no icon."
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "The window of \"$2\" does not end well."
  unset 'started[-1]'
}

# Where there is no display it says how else to see what is in it.
says_without_display() {
  local said
  said=$(env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM "$program" "$1" 2>&1) && fail "It shows $1 without a display."
  [[ $said == *"porthole export"* ]] || fail "It says only: $said"
}

record "$scratch/a day.porthole"
says_without_display "$scratch/a day.porthole"
cp "$scratch/a day.porthole" "$scratch/renamed.db"
shows "$scratch/a day.porthole" 'a day\.porthole – capture'
shows "$scratch/renamed.db" 'renamed\.db – capture'
