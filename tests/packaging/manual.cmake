# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The manual page and --help name the same options.

function(words text result)
  string(REGEX MATCHALL "--[a-z][a-z-]+" found "${text}")
  list(REMOVE_DUPLICATES found)
  list(SORT found)
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

set(help "")
foreach(command "" serve export lab)
  execute_process(COMMAND ${PROGRAM} ${command} --help OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND help "${text}")
endforeach()
file(READ ${MANUAL} manual)
string(REPLACE "\\-" "-" manual "${manual}")
string(REGEX REPLACE "systemctl --user|systemd-escape --path" "" manual "${manual}") # options of others

words("${help}" in_help)
words("${manual}" in_manual)
if(NOT in_help OR NOT in_help STREQUAL in_manual)
  message(FATAL_ERROR "The options differ.\n--help: ${in_help}\nmanual: ${in_manual}")
endif()
