-- How long until anything of one partition is due, and how far its commits are.
-- KEYS[1] sequence: counter of the partition's commits
-- KEYS[2..] queues: of every lane
-- ARGV[1..] offsets (ms): clock offset of each lane, 0 for lanes on the store's clock
-- returns WAITING: store time (ms), partition sequence, wait (ms, 0 for now)
-- returns IDLE: store time (ms), partition sequence
-- @include clock
-- @include entry

local sequence = tonumber(redis.call('GET', KEYS[1]) or 0)
local wait = -1
for lane = 2, #KEYS do
    local first = redis.call('ZRANGE', KEYS[lane], 0, 0, 'WITHSCORES')
    if first[2] then
        wait = earlier(wait, math.max(0, first[2] - now - ARGV[lane - 1]))
    end
end
if wait == -1 then
    return {'IDLE', now, sequence}
end
return {'WAITING', now, sequence, wait}
