-- Keeps what an answer made visible and settles the entry if there is one and nobody holds it.
-- KEYS[1] queue: of the lane
-- KEYS[2] entries: of the lane
-- KEYS[3] records: of the lane
-- ARGV[1] id: of the entry
-- ARGV[2] shown (revision): what is visible
-- ARGV[3] offset (ms): clock offset of the lane
-- ARGV[4] record: opaque
-- ARGV[5..] read: the record that this one was made from; absent if there was none
-- returns SETTLED: kept, nothing more is wanted
-- returns DUE_AGAIN: kept, more is wanted
-- returns LEASED: nothing kept, a delivery is under way, or what its last holder left waits for the next
-- returns OLDER: nothing kept, a newer revision was shown
-- returns CHANGED: nothing kept, another record is there than was read
-- @include clock
-- @include entry

local id, shown, at = ARGV[1], tonumber(ARGV[2]), now + ARGV[3]
local due = redis.call('ZSCORE', KEYS[1], id)
if due and tonumber(due) > at and redis.call('HEXISTS', KEYS[2], 't:' .. id) == 1 then
    return {'LEASED'}
end
-- A memo knows of a message that may be on the screen and is in no record yet: settling the entry would forget it.
if due and redis.call('HEXISTS', KEYS[2], 'm:' .. id) == 1 then
    return {'LEASED'}
end
if tonumber(redis.call('HGET', KEYS[3], 's:' .. id) or 0) > shown then
    return {'OLDER'}
end
local kept = redis.call('HGET', KEYS[3], 'r:' .. id) or nil
if kept ~= ARGV[5] and kept ~= ARGV[4] then
    return {'CHANGED'}
end
redis.call('HSET', KEYS[3], 's:' .. id, shown, 'r:' .. id, ARGV[4])
if not due then
    return {'SETTLED'}
end
return {finish(1, id, shown, at)}
