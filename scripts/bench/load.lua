-- What wrk sends and what it tells in the end, as a line of JSON.
-- Arguments: method, token, eight random hexadecimal digits, and bodies, one a line, which are sent in turn.

local method, headers, random
local bodies = {}
local sent = 0
taken, turned_away, wrong = 0, 0, 0

-- A UUID of version 7: the time, what was sent before, and what makes it this run's own.
local function key()
  sent = sent + 1
  local ms = os.time() * 1000
  return string.format(
    "%08x-%04x-7%03x-8%s-%s%07x",
    math.floor(ms / 65536), ms % 65536, math.floor(sent / 65536) % 4096,
    random:sub(1, 3), random:sub(4, 8), sent % 268435456
  )
end

function init(args)
  method, random = args[1], args[3]
  for body in args[4]:gmatch("[^\n]+") do table.insert(bodies, body) end
  headers = { ["content-type"] = "application/json", authorization = "Bearer " .. args[2] }
end

function request()
  headers["idempotency-key"] = key()
  return wrk.format(method, nil, headers, bodies[sent % #bodies + 1])
end

function response(status, _, answer)
  if status >= 200 and status < 300 then
    taken = taken + 1
  elseif status == 503 then
    turned_away = turned_away + 1
  else
    wrong = wrong + 1
    if wrong == 1 then io.stderr:write(status, " ", answer, "\n") end
  end
end

local threads = {}
function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency)
  local thread, errors = threads[1], summary.errors
  io.write(string.format(
    '{"seconds":%f,"p99":%f,"taken":%d,"turnedAway":%d,"wrong":%d,"unanswered":%d}\n',
    summary.duration / 1e6, latency:percentile(99) / 1000,
    thread:get("taken"), thread:get("turned_away"), thread:get("wrong"),
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
