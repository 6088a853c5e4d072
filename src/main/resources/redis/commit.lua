-- Commits one act: all checks stand before the first write, and the first write is one that a full server refuses.
-- KEYS[1] state: hash of the aggregate: v version, s state
-- KEYS[2] log: list of the aggregate's audit entries
-- KEYS[3] commands: hash of the partition's command ids: '<version> <nonce> <outcome>'
-- KEYS[4] command_times: zset of the same ids by store time
-- KEYS[5] live: set of the live aggregates of this kind
-- KEYS[6] ended: zset of the aggregates of this kind that are live no more, by version, until they are released
-- KEYS[7] sequence: counter of the partition's commits
-- KEYS[8..] lanes: queue, entries, records of each lane that is changed
-- ARGV[1] command: field of the command id
-- ARGV[2] nonce: names this call, so that its own repeat is told from anybody else's
-- ARGV[3] expected (version): -1 for any
-- ARGV[4] state: new state, opaque
-- ARGV[5] audit: what happened, opaque
-- ARGV[6] outcome: short code to remember
-- ARGV[7] id: of the aggregate
-- ARGV[8] live: 1 if it belongs in the live list, 2 in the ended list, 0 in neither
-- ARGV[9] kept (ms): how long command ids are remembered
-- ARGV[10] offset (ms): business time minus store time
-- ARGV[11..] changes: of schedules, see includes/changes
-- returns COMMITTED: version, earliest wait made (ms, -1 for none), partition sequence, store time (ms)
-- returns REPEATED: stored outcome
-- returns CONFLICT: current version
-- @include changes

local FORGOTTEN_MAX = 5

local seen = redis.call('HGET', KEYS[3], ARGV[1])
if seen then
    return {'REPEATED', seen}
end
local version = tonumber(redis.call('HGET', KEYS[1], 'v') or 0)
local expected = tonumber(ARGV[3])
if expected ~= -1 and expected ~= version then
    return {'CONFLICT', version}
end

version = version + 1
redis.call('HSET', KEYS[1], 'v', version, 's', ARGV[4])
redis.call('RPUSH', KEYS[2], ARGV[5])
redis.call('HSET', KEYS[3], ARGV[1], version .. ' ' .. ARGV[2] .. ' ' .. ARGV[6])
redis.call('ZADD', KEYS[4], now, ARGV[1])
if ARGV[8] == '1' then
    if redis.call('SADD', KEYS[5], ARGV[7]) == 1 then
        redis.call('ZREM', KEYS[6], ARGV[7])
    end
else
    redis.call('SREM', KEYS[5], ARGV[7])
    if ARGV[8] == '2' then
        redis.call('ZADD', KEYS[6], version, ARGV[7])
    end
end
local wait = apply(11, 8, tonumber(ARGV[10]))
local old = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', now - ARGV[9], 'LIMIT', 0, FORGOTTEN_MAX)
if #old > 0 then
    redis.call('HDEL', KEYS[3], unpack(old))
    redis.call('ZREM', KEYS[4], unpack(old))
end
return {'COMMITTED', version, wait, redis.call('INCR', KEYS[7]), now}
