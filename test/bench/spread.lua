-- wrk: every request pings the next of the tasks whose UUIDs stand in the file $UUIDS, in an order
-- that jumps about; with one line in the file it is always the same task.
wrk.headers["Host"] = "127.0.0.1"
local paths = {}
for uuid in io.lines(os.getenv("UUIDS")) do
    paths[#paths + 1] = wrk.format("GET", "/api/monlink/" .. uuid)
end
local at = 0
local step = 7919 * 31  -- a stride that visits all of them

request = function()
    at = (at + step) % #paths
    return paths[at + 1]
end
