-- Removes a finished entry unless more is wanted by now than its holder knew; one that is kept elsewhere now, unless it was
-- brought back during this lease: then this try does not count, nothing of it is on its way.
-- KEYS[1] queue: of the lane
-- KEYS[2] entries: of the lane
-- ARGV[1] id: of the entry
-- ARGV[2] token: of the lease
-- ARGV[3] wanted (revision): what the holder was told
-- ARGV[4] offset (ms): clock offset of the lane
-- ARGV[5..] kept: anything if it is kept elsewhere, absent if it is done
-- returns SETTLED: removed
-- returns DUE_AGAIN: more is wanted, or it was brought back
-- returns STALE: the token does not hold
-- @include clock
-- @include entry

if not holds(1, ARGV[1], ARGV[2]) then
    return {'STALE'}
end
if ARGV[5] and redis.call('HGET', KEYS[2], 'b:' .. ARGV[1]) == ARGV[2] then
    local attempts = tonumber(redis.call('HGET', KEYS[2], 'a:' .. ARGV[1]) or 0)
    release(1, ARGV[1], now + ARGV[4])
    if attempts > 0 then
        redis.call('HINCRBY', KEYS[2], 'a:' .. ARGV[1], -1)
    end
    return {'DUE_AGAIN'}
end
return {finish(1, ARGV[1], tonumber(ARGV[3]), now + ARGV[4])}
