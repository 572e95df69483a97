#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# export.sh BUILD RESULT.json
# How much memory does it need to export a capture of a million requests, in each format?
set -euo pipefail

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
readonly exchanges=1000000 limit_mib=200
capture=$scratch/million.porthole
readonly capture

"$build/tests/bench/exportload" "$capture" $exchanges
printf '%d exchanges in a capture of %d MiB\n' $exchanges $(($(stat -c %s "$capture") >> 20))

worst=0 formats=
for format in har pcapng csv jsonl combined; do
  TMPDIR=$scratch /usr/bin/time -o "$scratch/time" -f '%M %e' \
    "$build/porthole" export "$capture" --to $format --output "$scratch/out" >"$scratch/said" \
    || fail "It cannot be exported as $format."
  grep -qF 1,000,000 "$scratch/said" || fail "Not everything was exported as $format: $(<"$scratch/said")"
  read -r kib seconds <"$scratch/time"
  size=$(($(stat -c %s "$scratch/out") >> 20)) mib=$((kib >> 10))
  rm "$scratch/out"
  printf '%-9s %4d MiB of memory, %6s s, a file of %d MiB\n' $format $mib "$seconds" $size
  formats+="${formats:+,}\"$format\":{\"peak_mib\":$mib,\"seconds\":$seconds,\"file_mib\":$size}"
  worst=$((mib > worst ? mib : worst))
done
printf '{"bench":"export","exchanges":%d,"limit_mib":%d,"worst_mib":%d,"formats":{%s}}\n' \
  $exchanges $limit_mib $worst "$formats" >"$result"
((worst <= limit_mib)) || fail "More than $limit_mib MiB: $worst."
