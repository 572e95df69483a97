#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate.py PROGRAM FOLDER

Writes completions for bash, fish and zsh into FOLDER: porthole.bash, porthole.fish and _porthole, from what PROGRAM
--help tells of its options. A test compares them with those beside this file.
"""

import os
import re
import subprocess
import sys

COMMANDS = {
    "serve": "serve without a window",
    "export": "write a capture for other programs",
    "lab": "compare event loops on this machine",
}
# What the value of an option can be, where it is one of a few words. Each stands in the option's description, but for
# addresses.
WORDS = {
    ("serve", "log-format"): "combined common json console",
    ("serve", "dot-files"): "hide serve",
    ("serve", "symlinks"): "inside never",
    ("serve", "cors"): "*",
    ("export", "to"): "har pcapng csv jsonl combined",
    ("lab", "loops"): "blocking polling poll epoll",
}
ADDRESSES = {("serve", "bind"): "127.0.0.1 0.0.0.0 ::1 ::"}
HEADER = """\
# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Made from porthole --help by packaging/desktop/completion/generate.py: run that again when the options change.
"""


class Option:
    """One line of --help with those that go on with it."""

    def __init__(self, command, short, name, value, text):
        self.command, self.short, self.name, self.value, self.text = command, short, name, value, text

    def words(self):
        key = (self.command, self.name)
        words = WORDS.get(key, "").split()
        missing = [word for word in words if word not in self.text]
        if missing:
            sys.exit(f"--{self.name}: --help does not know {', '.join(missing)}")
        return words or ADDRESSES.get(key, "").split()


def options(program, command):
    arguments = [program] + ([command] if command else []) + ["--help"]
    english = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    text = subprocess.run(arguments, capture_output=True, check=True, encoding="utf-8", env=english).stdout
    found = []
    for line in text.splitlines():
        option = re.match(r"  (?:-(\w), )?--([a-z-]+)(?: (\S+))?  +(\S.*)", line)
        if option:
            found.append(Option(command, *option.groups()))
        elif found and line.startswith(" " * 8):
            found[-1].text += " " + line.strip()
    if not found:
        sys.exit(f"{' '.join(arguments)} lists no options")
    known = {name for of, name in [*WORDS, *ADDRESSES] if of == command}
    unknown = known - {option.name for option in found}
    if unknown:
        sys.exit(f"{command}: there is no option {', '.join(unknown)}")
    return found


# ---- bash

def bash(table):
    names = {command: " ".join(f"--{option.name}" for option in of) for command, of in table.items()}
    values = []
    for command, of in table.items():
        files = [f"{command}--{option.name}" for option in of if option.value == "FILE"]
        if files:
            values.append(f"    {' | '.join(files)}) _filedir ;;")
        for option in of:
            if option.words():
                values.append(f"    {command}--{option.name}) _porthole_words '{' '.join(option.words())}' ;;")
    nothing = [f"{command}--{option.name}" for command, of in table.items() for option in of
               if option.value and option.value != "FILE" and not option.words()]
    lists = "\n".join(f"    {command or 'window'}) options='{text}' ;;" for command, text in names.items())
    return HEADER + f"""# shellcheck shell=bash

# Proposes those of the words that go on with what is typed. Not as patterns: a star is one of them.
_porthole_words() {{
  mapfile -O "${{#COMPREPLY[@]}}" -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}}

# Completes the value of the option before the cursor; false when it has none.
_porthole_value() {{
  case $1$2 in
{chr(10).join(values)}
    {' | '.join(nothing)}) ;;
    *) return 1 ;;
  esac
}}

_porthole() {{
  local cur prev words cword split command='' options
  _init_completion -s -n : || return
  case ${{words[1]-}} in {' | '.join(COMMANDS)}) ((cword == 1)) || command=${{words[1]}} ;; esac
  if _porthole_value "$command" "$prev"; then
    __ltrim_colon_completions "$cur"
    return
  fi
  $split && return
  case ${{command:-window}} in
{lists}
  esac
  if [[ $cur == -* ]]; then
    _porthole_words "$options"
    return
  fi
  case $command in
    '')
      _filedir '@(porthole|har)'
      ((cword != 1)) || _porthole_words '{' '.join(COMMANDS)}'
      ;;
    serve) _filedir -d ;;
    export) _filedir porthole ;;
  esac
}} && complete -F _porthole porthole
"""


# ---- fish

def fish_quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish(table):
    lines = [HEADER, """
# Whether this is the command on the line: it is the first word. "window" is none.
function __porthole_is
    set -l words (commandline -opc)
    set -l command window
    if set -q words[2]; and contains -- $words[2] """ + " ".join(COMMANDS) + """
        set command $words[2]
    end
    test $command = $argv[1]
end

# Folders, and files whose names end with one of these.
function __porthole_files
    complete -C "'' "(commandline -ct) | string match -r -- '.*(?:/|'(string join '|' (string escape --style=regex -- $argv))')$'
end

complete -c porthole -f
"""]
    for command, text in COMMANDS.items():
        lines.append(f"complete -c porthole -n 'test (count (commandline -opc)) -eq 1' -a {command} -d {fish_quoted(text)}\n")
    lines.append("""complete -c porthole -n '__porthole_is window' -a '(__porthole_files .porthole .har)'
complete -c porthole -n '__porthole_is serve' -a '(__fish_complete_directories)'
complete -c porthole -n '__porthole_is export' -a '(__porthole_files .porthole)'
""")
    for command, of in table.items():
        lines.append("\n")
        for option in of:
            line = f"complete -c porthole -n '__porthole_is {command or 'window'}'"
            if option.short:
                line += f" -s {option.short}"
            line += f" -l {option.name}"
            if option.value == "FILE":
                line += " -r -F"
            elif option.value:
                line += " -x"
            if option.words():
                # Patterns are expanded in what stands behind -a.
                words = " ".join(f"'{word}'" if "*" in word else word for word in option.words())
                line += f" -a {fish_quoted(words)}"
            lines.append(line + f" -d {fish_quoted(option.text)}\n")
    return "".join(lines)


# ---- zsh

def zsh_quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_option(option):
    text = option.text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    message = (option.value or "").replace(":", "\\:").lower()
    action = ""
    if option.words():
        words = " ".join(word.replace(":", "\\:").replace("*", "\\*") for word in option.words())
        action = f":{message}:({words})"
    elif option.value == "FILE":
        action = f":{message}:_files"
    elif option.value:
        action = f":{message}: "
    several = "*" if "may be repeated" in option.text else ""
    equals = "=" if option.value else ""
    if option.short:
        both = f"(-{option.short} --{option.name})"
        return (f"    {zsh_quoted(f'{both}-{option.short}[{text}]')}\n"
                f"    {zsh_quoted(f'{both}--{option.name}[{text}]')}")
    return f"    {zsh_quoted(f'{several}--{option.name}{equals}[{text}]{action}')}"


def zsh(table):
    rest = {
        "": "    '*:folder or capture:_files -g \"*.(porthole|har)(-.)\"'",
        "serve": "    '1:folder:_files -/'",
        "export": "    '1:capture:_files -g \"*.porthole(-.)\"'",
    }
    described = "\n".join(f"    {zsh_quoted(f'{command}:{text}')}" for command, text in COMMANDS.items())
    functions = []
    for command, of in table.items():
        lines = [zsh_option(option) for option in of] + ([rest[command]] if command in rest else [])
        functions.append(f"(( $+functions[_porthole_{command or 'window'}] )) ||\n_porthole_{command or 'window'}() {{\n"
                         f"  local -a specs=(\n" + "\n".join(lines) + "\n  )\n  _arguments -s -S : $specs\n}\n")
    return "#compdef porthole\n" + HEADER + "\n" + "\n".join(functions) + f"""
_porthole_commands() {{
  local -a commands=(
{described}
  )
  _describe -t commands command commands
}}

_porthole() {{
  case ${{words[2]}} in
    {' | '.join(COMMANDS)})
      if (( CURRENT > 2 )); then
        local command=${{words[2]}}
        shift words
        (( CURRENT-- ))
        _porthole_$command
        return
      fi
      ;;
  esac
  local found=1
  if (( CURRENT == 2 )) && [[ ${{words[2]}} != -* ]]; then
    _porthole_commands && found=0
  fi
  _porthole_window && found=0
  return found
}}

_porthole "$@"
"""


def main():
    program, folder = sys.argv[1:]
    table = {command: options(program, command) for command in ["", *COMMANDS]}
    for name, make in {"porthole.bash": bash, "porthole.fish": fish, "_porthole": zsh}.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(make(table))


if __name__ == "__main__":
    main()
