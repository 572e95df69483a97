# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Made from porthole --help by packaging/desktop/completion/generate.py: run that again when the options change.

# Whether this is the command on the line: it is the first word. "window" is none.
function __porthole_is
    set -l words (commandline -opc)
    set -l command window
    if set -q words[2]; and contains -- $words[2] serve export lab
        set command $words[2]
    end
    test $command = $argv[1]
end

# Folders, and files whose names end with one of these.
function __porthole_files
    complete -C "'' "(commandline -ct) | string match -r -- '.*(?:/|'(string join '|' (string escape --style=regex -- $argv))')$'
end

complete -c porthole -f
complete -c porthole -n 'test (count (commandline -opc)) -eq 1' -a serve -d 'serve without a window'
complete -c porthole -n 'test (count (commandline -opc)) -eq 1' -a export -d 'write a capture for other programs'
complete -c porthole -n 'test (count (commandline -opc)) -eq 1' -a lab -d 'compare event loops on this machine'
complete -c porthole -n '__porthole_is window' -a '(__porthole_files .porthole .har)'
complete -c porthole -n '__porthole_is serve' -a '(__fish_complete_directories)'
complete -c porthole -n '__porthole_is export' -a '(__porthole_files .porthole)'

complete -c porthole -n '__porthole_is window' -l choose -d 'ask for the folder first'
complete -c porthole -n '__porthole_is window' -l start -d 'start serving at once'
complete -c porthole -n '__porthole_is window' -l port -x -d 'TCP port, 0 picks a free one (the last one used, else 7788)'
complete -c porthole -n '__porthole_is window' -s h -l help -d 'show this help'
complete -c porthole -n '__porthole_is window' -s v -l version -d 'show the version'

complete -c porthole -n '__porthole_is serve' -l port -x -d 'TCP port, 0 picks a free one and prints it (7788)'
complete -c porthole -n '__porthole_is serve' -l bind -x -a '127.0.0.1 0.0.0.0 ::1 ::' -d 'IPv4 or IPv6 address, may be repeated (127.0.0.1)'
complete -c porthole -n '__porthole_is serve' -l network -d 'also on every address in this machine\'s networks'
complete -c porthole -n '__porthole_is serve' -l trust-proxy -x -d 'believe X-Forwarded-For and Forwarded from there, may be repeated (nobody)'
complete -c porthole -n '__porthole_is serve' -l ban -x -d 'close what comes from there, may be repeated'
complete -c porthole -n '__porthole_is serve' -l loops -x -d 'event loops, each on its own thread (1)'
complete -c porthole -n '__porthole_is serve' -l index -x -d 'files that answer for a folder, separated by commas (index.html,index.htm)'
complete -c porthole -n '__porthole_is serve' -l no-listing -d '404 for a folder without an index file'
complete -c porthole -n '__porthole_is serve' -l no-zip -d 'no folder as ZIP (?zip)'
complete -c porthole -n '__porthole_is serve' -l no-clean-urls -d '/about is not about.html'
complete -c porthole -n '__porthole_is serve' -l fallback -r -F -d 'answers for missing pages of a single-page site'
complete -c porthole -n '__porthole_is serve' -l ignore-case -d 'send clients to the right upper and lower case'
complete -c porthole -n '__porthole_is serve' -l error-page -x -d 'page for status N, may be repeated (404=404.html)'
complete -c porthole -n '__porthole_is serve' -l no-rules-files -d 'do not read _redirects and _headers'
complete -c porthole -n '__porthole_is serve' -l dot-files -x -a 'hide serve' -d 'hide or serve (hide)'
complete -c porthole -n '__porthole_is serve' -l symlinks -x -a 'inside never' -d 'follow those that stay inside, or never (inside)'
complete -c porthole -n '__porthole_is serve' -l header -x -d '“/pattern/* Name: value”, may be repeated; no value takes the field away'
complete -c porthole -n '__porthole_is serve' -l cache-control -x -d 'of files, “” for none (no-cache)'
complete -c porthole -n '__porthole_is serve' -l type -x -d 'Content-Type by file name, may be repeated'
complete -c porthole -n '__porthole_is serve' -l cors -x -a '\'*\'' -d 'pages from there may read: * or https://host'
complete -c porthole -n '__porthole_is serve' -l isolation -d 'COOP and COEP, for WebAssembly threads'
complete -c porthole -n '__porthole_is serve' -l no-precompressed -d 'do not send .br and .gz files beside a file'
complete -c porthole -n '__porthole_is serve' -l no-compression -d 'do not compress what is sent'
complete -c porthole -n '__porthole_is serve' -l compression-cache -x -d 'compressed content kept in memory (64M)'
complete -c porthole -n '__porthole_is serve' -l access-log -r -F -d 'a line for each request, - is standard output'
complete -c porthole -n '__porthole_is serve' -l log-format -x -a 'combined common json console' -d 'combined, common, json or console (combined)'
complete -c porthole -n '__porthole_is serve' -l capture -r -F -d 'record every connection and request in this capture'
complete -c porthole -n '__porthole_is serve' -l capture-size -x -d 'keep it about that large, the oldest goes (any)'
complete -c porthole -n '__porthole_is serve' -l capture-age -x -d 'take out what is older (nothing)'
complete -c porthole -n '__porthole_is serve' -l record-body -x -d 'most of each body that is kept, files are not (64K)'
complete -c porthole -n '__porthole_is serve' -l idle-timeout -x -d 'between two requests of a connection (15)'
complete -c porthole -n '__porthole_is serve' -l head-timeout -x -d 'for a whole request head (10)'
complete -c porthole -n '__porthole_is serve' -l body-timeout -x -d 'without progress of a request body (30)'
complete -c porthole -n '__porthole_is serve' -l send-timeout -x -d 'without progress of a response (30)'
complete -c porthole -n '__porthole_is serve' -l max-connections -x -d 'open at once (16384)'
complete -c porthole -n '__porthole_is serve' -l max-per-address -x -d 'of these from one address (1024)'
complete -c porthole -n '__porthole_is serve' -l max-requests -x -d 'on one connection (no limit)'
complete -c porthole -n '__porthole_is serve' -l max-request-line -x -d 'more is 414 (8K)'
complete -c porthole -n '__porthole_is serve' -l max-head -x -d 'of a request head, more is 431 (32K)'
complete -c porthole -n '__porthole_is serve' -l max-fields -x -d 'lines in a request head, more is 431 (100)'
complete -c porthole -n '__porthole_is serve' -l max-body -x -d 'of a request body, more is 413 (1M)'
complete -c porthole -n '__porthole_is serve' -l min-head-rate -x -d 'a second, for request heads (no limit)'
complete -c porthole -n '__porthole_is serve' -l min-send-rate -x -d 'a second, for reading responses (500)'
complete -c porthole -n '__porthole_is serve' -l max-speed -x -d 'a second, all responses together (no limit)'
complete -c porthole -n '__porthole_is serve' -l max-speed-each -x -d 'a second, each connection (no limit)'
complete -c porthole -n '__porthole_is serve' -s h -l help -d 'show this help'
complete -c porthole -n '__porthole_is serve' -s v -l version -d 'show the version'

complete -c porthole -n '__porthole_is export' -l to -x -a 'har pcapng csv jsonl combined' -d 'har, pcapng, csv, jsonl, combined'
complete -c porthole -n '__porthole_is export' -l output -r -F -d 'instead of standard output'
complete -c porthole -n '__porthole_is export' -l filter -x -d 'only what matches, as in the window: status-code:404 -path:/favicon'
complete -c porthole -n '__porthole_is export' -l run -x -d 'the Nth run in the capture (the last)'
complete -c porthole -n '__porthole_is export' -l with-secrets -d 'leave Authorization and cookies as they are'
complete -c porthole -n '__porthole_is export' -l without-bodies -d 'heads only (har, pcapng)'
complete -c porthole -n '__porthole_is export' -s h -l help -d 'show this help'
complete -c porthole -n '__porthole_is export' -s v -l version -d 'show the version'

complete -c porthole -n '__porthole_is lab' -l loops -x -a 'blocking polling poll epoll' -d 'which of blocking, polling, poll, epoll (polling,poll,epoll)'
complete -c porthole -n '__porthole_is lab' -l idle -x -d 'numbers of idle clients, to 10000 (0,100,1000,5000)'
complete -c porthole -n '__porthole_is lab' -l active -x -d 'clients that ask, to 64 (8)'
complete -c porthole -n '__porthole_is lab' -l seconds -x -d 'for each point (2)'
complete -c porthole -n '__porthole_is lab' -l json -d 'JSON instead of a table'
complete -c porthole -n '__porthole_is lab' -l csv -d 'CSV instead of a table'
complete -c porthole -n '__porthole_is lab' -s h -l help -d 'show this help'
complete -c porthole -n '__porthole_is lab' -s v -l version -d 'show the version'
