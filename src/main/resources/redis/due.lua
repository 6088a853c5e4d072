-- How long until anything of one partition is due.
-- KEYS[1..] queues: of every lane
-- ARGV[1..] offsets (ms): clock offset of each lane, 0 for lanes on the store's clock
-- returns WAITING: store time (ms), wait (ms, 0 for now)
-- returns IDLE: store time (ms)
-- @include clock
-- @include entry

local wait = -1
for lane = 1, #KEYS do
    local first = redis.call('ZRANGE', KEYS[lane], 0, 0, 'WITHSCORES')
    if first[2] then
        wait = earlier(wait, math.max(0, first[2] - now - ARGV[lane]))
    end
end
if wait == -1 then
    return {'IDLE', now}
end
return {'WAITING', now, wait}
