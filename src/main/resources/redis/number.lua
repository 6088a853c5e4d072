-- Allots the next number of a prefix and a day, once a bearer.
-- KEYS[1] numbers: hash of the prefix: q:<day> last, c:<bearer> number, n:<number> bearer
-- ARGV[1] prefix: capital letters
-- ARGV[2] day: yyyymmdd
-- ARGV[3] bearer: whose number it will be
-- returns ALLOTTED: number
-- returns REPEATED: number allotted to this bearer before

local known = redis.call('HGET', KEYS[1], 'c:' .. ARGV[3])
if known then
    return {'REPEATED', known}
end
local last = redis.call('HINCRBY', KEYS[1], 'q:' .. ARGV[2], 1)
local number = string.format('%s-%s-%04d', ARGV[1], ARGV[2], last)
redis.call('HSET', KEYS[1], 'c:' .. ARGV[3], number, 'n:' .. number, ARGV[3])
return {'ALLOTTED', number}
