-- Commits one act: all checks stand before the first write, and the first write is one that a full server refuses.
-- KEYS[1] state: hash of the aggregate: v version, s state, h seal, t business time (ms), a place in the archive
-- KEYS[2] log: list of the aggregate's audit entries
-- KEYS[3] commands: hash of the partition's command ids: '<version> <nonce> <outcome>'
-- KEYS[4] command_times: zset of the same ids by store time
-- KEYS[5] live: set of the live aggregates of this kind
-- KEYS[6] ended: zset of the aggregates of this kind that are live no more, by version, until they are released
-- KEYS[7] sequence: counter of the partition's commits
-- KEYS[8] sealed: counter of the partition's sealed commits
-- KEYS[9..] lanes: queue, entries, records of each lane that is changed
-- ARGV[1] command: field of the command id
-- ARGV[2] nonce: names this call, so that its own repeat is told from anybody else's
-- ARGV[3] expected (version): -1 for any
-- ARGV[4] state: new state, opaque
-- ARGV[5] audit: what happened, opaque
-- ARGV[6] seal: of entry and state, opaque; empty if the history has no chain
-- ARGV[7] outcome: short code to remember
-- ARGV[8] id: of the aggregate
-- ARGV[9] live: 1 if it belongs in the live list, 2 in the ended list, 0 in neither
-- ARGV[10] kept (ms): how long command ids are remembered
-- ARGV[11] offset (ms): business time minus store time
-- ARGV[12..] changes: of schedules, see includes/changes
-- returns COMMITTED: version, earliest wait made (ms, -1 for none), partition sequence, store time (ms), sealed commits or 0
-- returns REPEATED: stored outcome
-- returns CONFLICT: current version
-- returns ARCHIVED: place in the archive; it has to be recalled first
-- @include changes

local FORGOTTEN_MAX = 5

local seen = redis.call('HGET', KEYS[3], ARGV[1])
if seen then
    return {'REPEATED', seen}
end
local stored = redis.call('HMGET', KEYS[1], 'v', 'a')
if stored[2] then
    return {'ARCHIVED', stored[2]}
end
local version = tonumber(stored[1] or 0)
local expected = tonumber(ARGV[3])
if expected ~= -1 and expected ~= version then
    return {'CONFLICT', version}
end

version = version + 1
redis.call('HSET', KEYS[1], 'v', version, 's', ARGV[4], 't', now + ARGV[11])
local sealed = 0
if ARGV[6] ~= '' then
    redis.call('HSET', KEYS[1], 'h', ARGV[6])
    sealed = redis.call('INCR', KEYS[8])
end
redis.call('RPUSH', KEYS[2], ARGV[5])
redis.call('HSET', KEYS[3], ARGV[1], version .. ' ' .. ARGV[2] .. ' ' .. ARGV[7])
redis.call('ZADD', KEYS[4], now, ARGV[1])
if ARGV[9] == '1' then
    if redis.call('SADD', KEYS[5], ARGV[8]) == 1 then
        redis.call('ZREM', KEYS[6], ARGV[8])
    end
else
    redis.call('SREM', KEYS[5], ARGV[8])
    if ARGV[9] == '2' then
        redis.call('ZADD', KEYS[6], version, ARGV[8])
    end
end
local wait = apply(12, 9, tonumber(ARGV[11]))
local old = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', now - ARGV[10], 'LIMIT', 0, FORGOTTEN_MAX)
if #old > 0 then
    redis.call('HDEL', KEYS[3], unpack(old))
    redis.call('ZREM', KEYS[4], unpack(old))
end
return {'COMMITTED', version, wait, redis.call('INCR', KEYS[7]), now, sealed}
