-- SPDX-FileCopyrightText: The Porthole developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- wrk … -s wrk.lua URL -- DEPTH PATH…
-- Asks for the paths in turn, DEPTH requests in one write, and prints one line of JSON at the end.

local batches, at = {}, 0

function init(args)
  local depth = tonumber(args[1])
  for i = 2, #args do
    batches[#batches + 1] = wrk.format("GET", args[i]):rep(depth)
  end
end

function request()
  at = at % #batches + 1
  return batches[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"us":%d,"bytes":%d,"refused":%d,"broken":%d,"p50_us":%d,"p99_us":%d}\n',
    summary.requests, summary.duration, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
