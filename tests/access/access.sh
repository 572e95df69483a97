#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# access.sh PROGRAM
# Opens the window on a folder of its own, with the accessibility bus running, and lets access.py look at it. Needs a
# display and a session bus.
set -euo pipefail

program=$1
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/../started.sh"

mkdir "$scratch/site" "$scratch/home"
printf '<h1>Hello</h1>' >"$scratch/site/index.html"
head -c 3000000 /dev/zero >"$scratch/site/large.bin"

/usr/libexec/at-spi-bus-launcher --launch-immediately &
started+=($!)
HOME=$scratch/home QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 "$program" "$scratch/site" --start --port 0 &
started+=($!)
/usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/access.py" "$!"
