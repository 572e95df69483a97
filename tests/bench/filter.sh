#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# filter.sh BUILD RESULT.json
# What does a filter over a million requests cost, and how long is the window held up by it?
set -euo pipefail

exec "$1/tests/bench/filterload" "$2"
