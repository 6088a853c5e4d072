-- Forgets the versions at which rows of a list were removed, unless there is a row or a newer version was put since.
-- KEYS[1] rows: hash of the list, row by source
-- KEYS[2] versions: hash of the list, version by source, removed rows too
-- ARGV[1..] removed: two each: source, version that was looked at
-- returns FORGOTTEN: how many

local forgotten = 0
for at = 1, #ARGV, 2 do
    local known = tonumber(redis.call('HGET', KEYS[2], ARGV[at]) or -1)
    if known >= 0 and known <= tonumber(ARGV[at + 1]) and redis.call('HEXISTS', KEYS[1], ARGV[at]) == 0 then
        forgotten = forgotten + redis.call('HDEL', KEYS[2], ARGV[at])
    end
end
return {'FORGOTTEN', forgotten}
