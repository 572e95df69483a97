# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Made from porthole --help by packaging/desktop/completion/generate.py: run that again when the options change.
# shellcheck shell=bash

# Proposes those of the words that go on with what is typed. Not as patterns: a star is one of them.
_porthole_words() {
  mapfile -O "${#COMPREPLY[@]}" -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Completes the value of the option before the cursor; false when it has none.
_porthole_value() {
  case $1$2 in
    serve--fallback | serve--access-log | serve--capture) _filedir ;;
    serve--bind) _porthole_words '127.0.0.1 0.0.0.0 ::1 ::' ;;
    serve--dot-files) _porthole_words 'hide serve' ;;
    serve--symlinks) _porthole_words 'inside never' ;;
    serve--cors) _porthole_words '*' ;;
    serve--log-format) _porthole_words 'combined common json console' ;;
    export--output) _filedir ;;
    export--to) _porthole_words 'har pcapng csv jsonl combined' ;;
    lab--loops) _porthole_words 'blocking polling poll epoll' ;;
    --port | serve--port | serve--trust-proxy | serve--ban | serve--loops | serve--index | serve--error-page | serve--header | serve--cache-control | serve--type | serve--compression-cache | serve--capture-size | serve--capture-age | serve--record-body | serve--idle-timeout | serve--head-timeout | serve--body-timeout | serve--send-timeout | serve--max-connections | serve--max-per-address | serve--max-requests | serve--max-request-line | serve--max-head | serve--max-fields | serve--max-body | serve--min-head-rate | serve--min-send-rate | serve--max-speed | serve--max-speed-each | export--filter | export--run | lab--idle | lab--active | lab--seconds) ;;
    *) return 1 ;;
  esac
}

_porthole() {
  local cur prev words cword split command='' options
  _init_completion -s -n : || return
  case ${words[1]-} in serve | export | lab) ((cword == 1)) || command=${words[1]} ;; esac
  if _porthole_value "$command" "$prev"; then
    __ltrim_colon_completions "$cur"
    return
  fi
  $split && return
  case ${command:-window} in
    window) options='--choose --start --port --help --version' ;;
    serve) options='--port --bind --network --trust-proxy --ban --loops --index --no-listing --no-zip --no-clean-urls --fallback --ignore-case --error-page --no-rules-files --dot-files --symlinks --header --cache-control --type --cors --isolation --no-precompressed --no-compression --compression-cache --access-log --log-format --capture --capture-size --capture-age --record-body --idle-timeout --head-timeout --body-timeout --send-timeout --max-connections --max-per-address --max-requests --max-request-line --max-head --max-fields --max-body --min-head-rate --min-send-rate --max-speed --max-speed-each --help --version' ;;
    export) options='--to --output --filter --run --with-secrets --without-bodies --help --version' ;;
    lab) options='--loops --idle --active --seconds --json --csv --help --version' ;;
  esac
  if [[ $cur == -* ]]; then
    _porthole_words "$options"
    return
  fi
  case $command in
    '')
      _filedir '@(porthole|har)'
      ((cword != 1)) || _porthole_words 'serve export lab'
      ;;
    serve) _filedir -d ;;
    export) _filedir porthole ;;
  esac
} && complete -F _porthole porthole
