-- Allots the next number of a prefix and a day, once a command.
-- KEYS[1] numbers: hash of the prefix: q:<day> last, c:<command> number, n:<number> flow id
-- ARGV[1] prefix: capital letters
-- ARGV[2] day: yyyymmdd
-- ARGV[3] command: id of the command that asks
-- ARGV[4] flow: what the number will lead to
-- returns ALLOTTED: number
-- returns REPEATED: number allotted to this command before

local known = redis.call('HGET', KEYS[1], 'c:' .. ARGV[3])
if known then
    return {'REPEATED', known}
end
local last = redis.call('HINCRBY', KEYS[1], 'q:' .. ARGV[2], 1)
local number = string.format('%s-%s-%04d', ARGV[1], ARGV[2], last)
redis.call('HSET', KEYS[1], 'c:' .. ARGV[3], number, 'n:' .. number, ARGV[4])
return {'ALLOTTED', number}
