# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# zsh -f completion.zsh COMPLETION LINE
# Types LINE and the completion key into a zsh of its own, and prints what that proposes, one a line.

# In the inner shell: every proposal passes through compadd, where it is printed behind a mark.
if [[ $1 == inner ]]; then
  PS1= fpath=($2 $fpath)
  autoload -Uz compinit && compinit -u -D
  compadd() {
    local match proposals=()
    if [[ " $* " != *' -'[OAD]' '* ]]; then # else it only asks what would match
      builtin compadd -A proposals "$@"
      for match in $proposals; do
        [[ ! -d $match ]] || match+=/
        print -r -- "proposed:${(Q)match}"
      done
    fi
    builtin compadd "$@"
  }
  propose() {
    print # ends the line that was typed
    _main_complete
    print over
    exit
  }
  zle -C propose complete-word propose
  bindkey '^I' propose
  print begun
  return
fi

zmodload zsh/zpty || exit 1
zpty inner zsh -f -i
zpty -w inner "source ${(q)0} inner ${(q)1}"
zpty -r inner said $'*begun\r\n*' || exit 1
zpty -w -n inner "$2"$'\t'
zpty -r inner said '*over*' || exit 1
print -rl -- ${${(M)${(f)${said//$'\r'}}:#proposed:*}#proposed:}
zpty -d inner
