-- Leaves a stub of an aggregate that is in the archive. Deletes first: a full server refuses whatever else comes first.
-- KEYS[1] state: hash of the aggregate: v version, s state, h seal, t business time (ms), a place in the archive
-- KEYS[2] log: list of the aggregate's entries
-- KEYS[3] live: set of the live aggregates of this kind
-- KEYS[4] ended: zset of the aggregates of this kind that are live no more
-- KEYS[5..] records: of each lane that keeps something of it
-- ARGV[1] version: that is in the archive
-- ARGV[2] place: in the archive, opaque
-- ARGV[3] id: of the aggregate
-- ARGV[4] seal: of the archived state, opaque; empty if there is none
-- ARGV[5..] kept: two each: lane (0 for the first key of records), id of the entry
-- returns TRIMMED: the archive holds it
-- returns NEWER: stored version; nothing changed. The archived version itself if the store holds another one of that number

local stored = redis.call('HMGET', KEYS[1], 'v', 'a', 'h')
local version, archived = tonumber(stored[1] or 0), tonumber(ARGV[1])
if version > archived then
    return {'NEWER', version}
end
if version == archived and stored[2] then
    return {'TRIMMED'} -- another copy of the same is as good
end
if version == archived and (stored[3] or '') ~= ARGV[4] then
    return {'NEWER', version} -- committed to after the store went back: acknowledged since
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[1], 'v', archived, 'a', ARGV[2])
redis.call('SREM', KEYS[3], ARGV[3])
redis.call('ZREM', KEYS[4], ARGV[3])
for at = 5, #ARGV, 2 do
    redis.call('HDEL', KEYS[5 + ARGV[at]], 'r:' .. ARGV[at + 1], 's:' .. ARGV[at + 1])
end
return {'TRIMMED'}
