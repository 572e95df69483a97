#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh 1280x800 debtest.sh PACKAGE.deb
# Installs the package on a new, minimal Debian 12 in a directory of its own, starts what it brought, removes it and
# looks for what it left behind. The last line says that all was well.
set -euo pipefail

deb=$(realpath "$1")
readonly deb

fail() {
  printf 'debtest: %s\n' "$*" >&2
  exit 1
}

((EUID == 0)) || fail "A clean Debian is made with chroot, which needs root."
for tool in debootstrap curl xdotool; do
  command -v "$tool" >/dev/null || fail "There is no $tool here, so the package was not tried."
done
[[ -n ${DISPLAY-} ]] || fail "There is no display: run this by tests/display.sh."

clean=$(mktemp -d)
chmod 755 "$clean" # apt fetches as a user of its own
started=()
finish() {
  local pid
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || continue
    wait "$pid" 2>/dev/null || true
  done
  ! mountpoint -q "$clean/proc" || umount "$clean/proc"
  rm -rf --one-file-system "$clean"
}
trap finish EXIT

# Replaces the shell: call it in one of its own, whose process id is then the command's.
inside() { exec chroot "$clean" env DEBIAN_FRONTEND=noninteractive HOME=/tmp "$@"; }

make_clean_debian() {
  debootstrap --variant=minbase bookworm "$clean" >"$clean.log" || fail "debootstrap failed: $(tail -n 3 "$clean.log")"
  rm "$clean.log"
  cp /etc/resolv.conf "$clean/etc/resolv.conf"
  mount -t proc proc "$clean/proc"
}

install_package() {
  cp "$deb" "$clean/tmp/porthole.deb"
  (inside apt-get install -qy --no-install-recommends /tmp/porthole.deb) >"$clean/tmp/apt.log" 2>&1 \
    || fail "It does not install: $(tail -n 5 "$clean/tmp/apt.log")"
}

# The type of captures, which the data base of types has taken in.
know_captures() {
  [[ -s $clean/usr/share/mime/application/x-porthole-capture.xml ]] || fail "The type of captures is not known."
  grep -qaxF '[60:application/x-porthole-capture]' "$clean/usr/share/mime/magic" \
    || fail "Captures are not known by their content."
}

# Serves the pages that were installed, byte for byte.
try_serving() {
  local line url
  exec {serving}< <(inside porthole serve --port 0)
  started+=($!)
  read -r -t 20 line <&"$serving" || fail "porthole serve says nothing."
  url=$(grep -o 'http://[^ ]*' <<<"$line") || fail "porthole serve does not say where: $line"
  curl -fsS --max-time 10 "$url" | cmp - "$clean/usr/share/porthole/html/index.html" \
    || fail "The installed pages are not what $url serves."
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "porthole serve does not end well."
  unset 'started[-1]'
}

# Runs what the menu entry runs, on the display this is called with (abstract sockets reach into the new root).
try_menu_entry() {
  local command window
  read -ra command < <(sed -n 's/ %f$//; s/^Exec=//p' "$clean/usr/share/applications/porthole.desktop")
  inside DISPLAY="$DISPLAY" "${command[@]}" &
  started+=($!)
  window=$(timeout 30 xdotool search --sync --onlyvisible --class porthole | head -n 1)
  [[ -n $window ]] || fail "The menu entry opens no window."
  kill "${started[-1]}"
  wait "${started[-1]}" || fail "The window does not end well."
  unset 'started[-1]'
}

remove_package() {
  local left
  (inside apt-get purge -qy porthole) >"$clean/tmp/apt.log" 2>&1 \
    || fail "It cannot be removed: $(tail -n 5 "$clean/tmp/apt.log")"
  left=$(find "$clean"/{etc,opt,srv,usr,var} -iname '*porthole*' ! -path '*/apt/archives/*')
  [[ -z $left ]] || fail "It leaves behind: $left"
}

make_clean_debian
install_package
know_captures
try_serving
try_menu_entry
remove_package
printf 'Installed, served, opened its window and was removed from a clean Debian 12: %s\n' "$(basename "$deb")"
