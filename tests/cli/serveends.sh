#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# serveends.sh PROGRAM
# Whoever reads where porthole serve listens may end it in the same moment: it ends well. Several times, because one
# may be lucky.
set -euo pipefail

program=$1
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/../started.sh"

for _ in {1..20}; do
  exec {serving}< <(exec "$program" serve "$scratch" --port 0)
  started+=($!)
  read -r -t 20 _ <&"$serving" || fail "porthole serve says nothing."
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "porthole serve does not end well."
  unset 'started[-1]'
  exec {serving}<&-
done
