-- Puts a leased entry back; its attempts keep counting.
-- KEYS[1] queue: of the lane
-- KEYS[2] entries: of the lane
-- ARGV[1] id: of the entry
-- ARGV[2] token: of the lease
-- ARGV[3] delay (ms): from now
-- ARGV[4] offset (ms): clock offset of the lane
-- ARGV[5..] memo: opaque, for the next holder; absent to keep the one before
-- returns PUT_BACK: due after the delay
-- returns STALE: the token does not hold
-- @include clock
-- @include entry

if not holds(1, ARGV[1], ARGV[2]) then
    return {'STALE'}
end
if ARGV[5] then
    redis.call('HSET', KEYS[2], 'm:' .. ARGV[1], ARGV[5])
end
release(1, ARGV[1], now + ARGV[3] + ARGV[4])
return {'PUT_BACK'}
