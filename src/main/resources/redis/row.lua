-- Sets or removes a row of a list unless a newer version was put before.
-- KEYS[1] rows: hash of the list, row by source
-- KEYS[2] versions: hash of the list, version by source, removed rows too
-- ARGV[1] source: of the row
-- ARGV[2] version: of the source
-- ARGV[3..] row: opaque; absent to remove
-- returns STORED: the list now shows this version
-- returns OLDER: nothing changed

local known = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or -1)
if known > tonumber(ARGV[2]) then
    return {'OLDER'}
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if ARGV[3] then
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
else
    redis.call('HDEL', KEYS[1], ARGV[1])
end
return {'STORED'}
