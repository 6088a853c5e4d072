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
-- returns STALE: the token does not hold
-- @include clock
-- @include entry

if not holds(1, ARGV[1], ARGV[2]) then
    return {'STALE'}
end
redis.call('HSET', KEYS[3], 's:' .. ARGV[1], ARGV[3])
if ARGV[5] then
    redis.call('HSET', KEYS[3], 'r:' .. ARGV[1], ARGV[5])
end
return {finish(1, ARGV[1], tonumber(ARGV[3]), now + ARGV[4])}
