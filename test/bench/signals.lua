-- wrk: starts and successes by turns, each pair with a run id of its own and a body of 1 kB, to the
-- ping URL $PING_PATH.
local path = os.getenv("PING_PATH")
local body = string.rep("0123456789abcdef", 64)
local requests = {}
for pair = 1, 1000 do
    local run = string.format("?rid=00000000-0000-4000-8000-%012x", pair)
    requests[#requests + 1] = wrk.format("POST", path .. "/start" .. run, {["Host"] = "127.0.0.1"}, body)
    requests[#requests + 1] = wrk.format("POST", path .. run, {["Host"] = "127.0.0.1"}, body)
end
local at = 0

request = function()
    at = at % #requests + 1
    return requests[at]
end
