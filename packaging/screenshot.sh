#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh 2100x1300 screenshot.sh PROGRAM light|dark WIDTHxHEIGHT PICTURE.png
# A picture of the window while it serves html/ to real clients, well-behaved and other.
set -euo pipefail

program=$1 theme=$2 size=$3 picture=$4
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
port=7788
url=http://127.0.0.1:$port
browser="Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
scratch_suffix=-www # its name is in the picture
# shellcheck source=tests/started.sh
. "$root/tests/started.sh"

# Asks the kernel, because a connection made to find out would be in the picture.
listening() { grep -q ":$(printf '%04X' "$port") 00000000:0000 0A" /proc/net/tcp; }

# Opens the window on a copy of the site with one large file, and sets window to its id.
open_window() {
  local i
  cp -r "$root/html" "$scratch/html"
  truncate -s 64M "$scratch/html/harbour.mp4"
  mkdir -p "$HOME/.config/porthole"
  printf '[General]\ntheme=%s\n' "$theme" >"$HOME/.config/porthole/porthole.conf"
  "$program" "$scratch/html" --start --port "$port" &
  started+=($!)
  window=$(timeout 30 xdotool search --sync --onlyvisible --class porthole | head -n 1)
  [[ -n $window ]] || fail "The window did not open."
  xdotool windowmove "$window" 40 60 windowsize "$window" "${size%x*}" "${size#*x}" windowfocus "$window"
  for ((i = 0; i < 100; ++i)); do
    ! listening || return 0
    sleep 0.1
  done
  fail "It does not listen."
}

# A path as a URL writes it.
encoded() {
  local LC_ALL=C text=$1 i byte
  for ((i = 0; i < ${#text}; ++i)); do
    byte=${text:i:1}
    case $byte in
      [a-zA-Z0-9/._~-]) printf '%s' "$byte" ;;
      *) printf '%%%02X' "'$byte" ;;
    esac
  done
}

# get PATH…: on one connection, as a browser would.
get() {
  local path urls=()
  for path in "$@"; do urls+=(-o /dev/null "$url$(encoded "$path")"); done
  curl -sS -A "$browser" "${urls[@]}"
}

# held TEXT: opens a connection, sends this much and says no more until the end of the script.
held() {
  local fd
  exec {fd}<>"/dev/tcp/127.0.0.1/$port"
  printf '%b' "$1" >&"$fd"
}

visit() {
  local pages modified
  mapfile -t pages < <(cd "$scratch/html" && find . -type f ! -name harbour.mp4 -printf '/%P\n' | sort)
  curl -s -A "$browser" --limit-rate 100k -o /dev/null "$url/harbour.mp4" &
  started+=($!)
  held ''
  held 'GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Typing:'
  get / "${pages[@]:0:5}"
  get "${pages[@]:5}" /sea-monster.html
  held 'GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n'
  curl -sS -o /dev/null -X DELETE "$url/index.html"
  curl -sS -o /dev/null -I "$url/"
  modified=$(curl -sSI "$url/" | sed -n 's/^Last-Modified: //ip' | tr -d '\r')
  curl -sS -o /dev/null -A "$browser" -H "If-Modified-Since: $modified" "$url/"
  get / "${pages[@]:2:4}" /treasure-map.html
}

# Clicks one of the last requests, so that the details show it.
select_request() {
  xdotool mousemove --window "$window" $((${size%x*} * 3 / 4)) $((${size#*x} * 52 / 100)) click 1
  sleep 0.5
}

! listening || fail "Port $port is in use: stop what listens there, then try again."
open_window
visit
sleep 2 # lets the counters per second show what happened
select_request
import -window "$window" "$picture"
[[ $(identify -format '%wx%h' "$picture") == "$size" ]] || fail "The window does not take the size $size."
