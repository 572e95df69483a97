#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh WIDTHxHEIGHT COMMAND…
# Runs a command on a display of its own, with a window manager (without one no window becomes active) and no memory
# of earlier runs, and ends with its exit status.
set -euo pipefail

size=$1
shift
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/started.sh"
home=$scratch

# The X server picks a free display by itself, so that several can start at once.
exec {server}< <(exec Xvfb -displayfd 1 -screen 0 "${size}x24" -nolisten tcp 2>"$home/xvfb.log")
started+=($!)
read -r -t 30 number <&"$server" || fail "Xvfb did not start: $(tail -n 3 "$home/xvfb.log")"

export DISPLAY=:$number QT_QPA_PLATFORM=xcb HOME=$home XDG_RUNTIME_DIR=$home
unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
exec {manager}< <(exec openbox --startup "echo ready" 2>"$home/openbox.log")
started+=($!)
read -r -t 30 _ <&"$manager" || fail "openbox did not start: $(tail -n 3 "$home/openbox.log")"

# In the background, so that a signal ends this script, and with it the command, at once.
"$@" &
started+=($!)
wait $!
