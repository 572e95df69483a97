#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# desktop.sh PROGRAM PACKAGING
# Whether the files in PACKAGING are what the specifications of the desktops want, start PROGRAM with options that it
# has, and make a capture known by its name and by its content.
set -euo pipefail

program=$1 packaging=$2
# shellcheck source=tests/started.sh
. "$(dirname "${BASH_SOURCE[0]}")/../started.sh"

valid() {
  local home
  desktop-file-validate "$packaging/porthole.desktop" "$packaging/desktop/porthole-folder.desktop" >"$scratch/said"
  [[ ! -s $scratch/said ]] || fail "$(<"$scratch/said")"
  for home in '' https://porthole.example; do
    cmake -DPORTHOLE_HOMEPAGE="$home" -DMETAINFO_IN="$packaging/porthole.metainfo.xml.in" \
      -DMETAINFO="$scratch/porthole.metainfo.xml" -P "$packaging/desktop/metainfo.cmake"
    appstreamcli validate --no-net --pedantic "$scratch/porthole.metainfo.xml" >"$scratch/said" \
      || fail "$(<"$scratch/said")"
  done
  find "$packaging" -name '*.svg' -o -name '*.xml' | xargs xmllint --noout
}

# A Flatpak has the name of its metainfo.
has_one_name() {
  local name
  name=$(sed -n 's/.*<id>\(.*\)<\/id>.*/\1/p' "$packaging/porthole.metainfo.xml.in")
  grep -qxF "id: $name" "$packaging/flatpak/$name.yml" || fail "The Flatpak is not called \"$name\"."
}

# The newest release that the metainfo tells of is this one.
tells_of_this_version() {
  local told version
  told=$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "$packaging/porthole.metainfo.xml.in" | head -n 1)
  version=$("$program" --version)
  [[ $version == "Porthole $told" ]] || fail "The metainfo tells of $told, but this is $version."
}

# Every command in a menu is the program with options that its help knows.
starts_what_exists() {
  local help line word
  help=$("$program" --help)
  while IFS= read -r line; do
    for word in ${line#*=}; do
      case $word in
        porthole | %f | %F | %P) ;;
        *) grep -qE -- "^ +$word\b" <<<"$help" || fail "porthole knows no $word: $line" ;;
      esac
    done
  done < <(grep -rh '^Exec=' --include='*.desktop' --include='*.nemo_action' "$packaging")
}

# is_capture FILE: what the desktop says that a file is.
is_capture() {
  local type
  type=$(gio info -a standard::content-type "$1" | sed -n 's/.*standard::content-type: //p')
  [[ $type == application/x-porthole-capture ]] || fail "$(basename "$1") is taken for $type."
}

knows_captures() {
  export XDG_DATA_HOME=$scratch/data
  mkdir -p "$XDG_DATA_HOME/mime/packages"
  cp "$packaging/desktop/porthole-mime.xml" "$XDG_DATA_HOME/mime/packages/porthole.xml"
  update-mime-database "$XDG_DATA_HOME/mime"
  exec {serving}< <(exec "$program" serve "$scratch" --port 0 --capture "$scratch/day.porthole")
  started+=($!)
  read -r -t 20 _ <&"$serving" || fail "porthole serve says nothing."
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "porthole serve does not end well."
  unset 'started[-1]'
  cp "$scratch/day.porthole" "$scratch/renamed"
  is_capture "$scratch/day.porthole"
  is_capture "$scratch/renamed"
}

valid
has_one_name
tells_of_this_version
starts_what_exists
knows_captures
