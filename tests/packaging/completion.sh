#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# completion.sh PROGRAM COMPLETION
# Whether the completions in that folder are those that its generator makes of what PROGRAM --help says, and what bash,
# fish and zsh, those that are here, make of them.
set -euo pipefail

program=$(realpath "$1") completion=$(realpath "$2")
export LC_ALL=C.UTF-8 LANGUAGE=
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/started.sh
. "$here/../started.sh"

# in_bash|in_fish|in_zsh LINE: what is proposed behind that line, one a line.
in_bash() {
  bash --norc --noprofile -c '
    . /usr/share/bash-completion/bash_completion
    . "$1/porthole.bash"
    COMP_LINE=$2 COMP_POINT=${#2} COMP_TYPE=9
    read -ra COMP_WORDS <<<"$2"
    [[ $2 != *" " ]] || COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _porthole porthole "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
    for found in "${COMPREPLY[@]}"; do [[ ! -d $found ]] || found+=/; printf "%s\n" "$found"; done' bash "$completion" "$1"
}
in_fish() { HOME=$scratch fish --no-config -c "source $completion/porthole.fish; complete -C'$1'" | cut -f1; }
in_zsh() { HOME=$scratch zsh -f "$here/completion.zsh" "$completion" "$1"; }

# proposes SHELL LINE WORD…: whether these are among what is proposed, and every one of ours.
proposes() {
  local shell=$1 line=$2 word found
  shift 2
  found=$("in_$shell" "$line" 2>&1)
  for word in "$@"; do
    grep -qxF -e "$word" <<<"$found" || fail "$shell does not propose \"$word\" behind \"$line\" but: ${found//$'\n'/ }"
  done
}

# proposes_not SHELL LINE WORD
proposes_not() { ! "in_$1" "$2" | grep -qxF -e "$3" || fail "$1 proposes \"$3\" behind \"$2\"."; }

try() {
  local shell=$1 command options
  for command in '' serve export lab; do
    mapfile -t options < <("$program" $command --help | sed -nE 's/^ +(-[a-z], )?(--[a-z-]+).*/\2/p')
    proposes "$shell" "porthole $command${command:+ }--" "${options[@]}"
  done
  proposes "$shell" 'porthole ' serve export lab 'day.porthole' site/
  proposes_not "$shell" 'porthole ' notes.txt
  proposes "$shell" 'porthole serve ' site/
  proposes_not "$shell" 'porthole serve ' day.porthole
  proposes "$shell" 'porthole export ' day.porthole
  proposes "$shell" 'porthole serve --log-format ' combined common json console
  proposes "$shell" 'porthole serve --cors ' '*'
  proposes "$shell" 'porthole serve --bind ' 127.0.0.1 ::1
  proposes "$shell" 'porthole serve --capture ' notes.txt
  proposes "$shell" 'porthole serve site --symlinks n' never
  proposes_not "$shell" 'porthole serve --max-head ' notes.txt
  proposes "$shell" 'porthole export day.porthole --to ' har pcapng csv jsonl combined
  proposes_not "$shell" 'porthole lab --' --port
  printf 'tried in %s\n' "$shell"
}

"$completion/generate.py" "$program" "$scratch"
for name in porthole.bash porthole.fish _porthole; do
  cmp "$scratch/$name" "$completion/$name" || fail "--help says something else: run $completion/generate.py $program $completion"
done
mkdir -p "$scratch/here/site"
cd "$scratch/here"
touch day.porthole notes.txt
[[ ! -e /usr/share/bash-completion/bash_completion ]] || try bash
! command -v fish >/dev/null || try fish
! command -v zsh >/dev/null || try zsh
