-- Moves business time forward, or only reads it.
-- KEYS[1] clock: hash: ms offset from the store's clock, by nonce of the last move
-- ARGV[1] by (ms): 0 to read
-- ARGV[2] nonce: names this call, so that its repeat moves nothing
-- returns ADVANCED: offset (ms), store time (ms)
-- @include clock

local by = tonumber(ARGV[1])
local offset = tonumber(redis.call('HGET', KEYS[1], 'ms') or 0)
if by > 0 and redis.call('HGET', KEYS[1], 'by') ~= ARGV[2] then
    offset = offset + by
    redis.call('HSET', KEYS[1], 'ms', offset, 'by', ARGV[2])
end
return {'ADVANCED', offset, now}
