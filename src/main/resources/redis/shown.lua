-- Keeps what a delivery made visible and settles its entry.
-- KEYS[1] queue: of the lane
-- KEYS[2] entries: of the lane
-- KEYS[3] records: of the lane
-- ARGV[1] id: of the entry
-- ARGV[2] token: of the lease
-- ARGV[3] shown (revision): what is visible
-- ARGV[4] offset (ms): clock offset of the lane
-- ARGV[5..] record: opaque; absent to keep the one before
-- returns SETTLED: removed
-- returns DUE_AGAIN: more is wanted
-- returns STALE: the token does not hold; kept all the same if there is no entry and nothing newer was shown
-- @include clock
-- @include entry

local held = holds(1, ARGV[1], ARGV[2])
if not held then
    local before = tonumber(redis.call('HGET', KEYS[3], 's:' .. ARGV[1]) or 0)
    if redis.call('ZSCORE', KEYS[1], ARGV[1]) or before >= tonumber(ARGV[3]) then
        return {'STALE'}
    end
end
redis.call('HSET', KEYS[3], 's:' .. ARGV[1], ARGV[3])
if ARGV[5] then
    redis.call('HSET', KEYS[3], 'r:' .. ARGV[1], ARGV[5])
end
if not held then
    return {'STALE'}
end
return {finish(1, ARGV[1], tonumber(ARGV[3]), now + ARGV[4])}
