-- Takes ended aggregates off their list unless they were committed to since they were looked at.
-- KEYS[1] ended: zset of the aggregates of a kind that are live no more, by version
-- ARGV[1..] looked: two each: id, version
-- returns RELEASED: how many

local released = 0
for at = 1, #ARGV, 2 do
    local version = redis.call('ZSCORE', KEYS[1], ARGV[at])
    if version and tonumber(version) == tonumber(ARGV[at + 1]) then
        released = released + redis.call('ZREM', KEYS[1], ARGV[at])
    end
end
return {'RELEASED', released}
