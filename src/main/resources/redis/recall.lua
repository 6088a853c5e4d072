-- Puts an archived aggregate in the place of its stub.
-- KEYS[1] state: hash of the aggregate: v version, s state, h seal, a place in the archive
-- KEYS[2] log: list of the aggregate's entries
-- KEYS[3] live: set of the live aggregates of this kind
-- KEYS[4..] records: of each lane that kept something of it
-- ARGV[1] place: that the stub has to name
-- ARGV[2] version: of what was archived
-- ARGV[3] state: opaque
-- ARGV[4] seal: opaque; empty if there is none
-- ARGV[5] id: of the aggregate
-- ARGV[6] live: 1 if it belongs in the live list
-- ARGV[7] entries: how many the history has
-- ARGV[8..] entries: oldest first, then three each of what lanes kept: lane (0 for the first key of records), id of the entry, shown (revision)
-- returns RECALLED: the store holds it
-- returns CHANGED: there is no such stub, nothing changed

local stored = redis.call('HMGET', KEYS[1], 'v', 'a')
if stored[2] ~= ARGV[1] or stored[1] ~= ARGV[2] then
    return {'CHANGED'}
end
redis.call('HSET', KEYS[1], 's', ARGV[3])
redis.call('HDEL', KEYS[1], 'a')
if ARGV[4] ~= '' then
    redis.call('HSET', KEYS[1], 'h', ARGV[4])
end
redis.call('DEL', KEYS[2])
local kept = 8 + ARGV[7]
for at = 8, kept - 1 do
    redis.call('RPUSH', KEYS[2], ARGV[at])
end
if ARGV[6] == '1' then
    redis.call('SADD', KEYS[3], ARGV[5])
end
for at = kept, #ARGV, 3 do
    local shown = 's:' .. ARGV[at + 1]
    -- What was learned of a card meanwhile is newer.
    if tonumber(ARGV[at + 2]) > tonumber(redis.call('HGET', KEYS[4 + ARGV[at]], shown) or 0) then
        redis.call('HSET', KEYS[4 + ARGV[at]], shown, ARGV[at + 2])
    end
end
return {'RECALLED'}
