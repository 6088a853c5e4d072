-- Makes due at once what waits in some lanes of one partition to be tried again; what is leased, or was never tried, stays.
-- KEYS[1..] lanes: queue, entries, records of each lane
-- ARGV[1..] offsets (ms): clock offset of each lane, 0 for lanes on the store's clock
-- returns HASTENED: how many entries
-- @include clock
-- @include entry

local count = 0
for lane = 1, #ARGV do
    local base = 3 * lane - 2
    local at = now + ARGV[lane]
    for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[base], string.format('(%d', at), '+inf')) do
        local entry = redis.call('HMGET', KEYS[base + 1], 't:' .. id, 'a:' .. id)
        if not entry[1] and entry[2] then
            redis.call('ZADD', KEYS[base], at, id)
            count = count + 1
        end
    end
end
return {'HASTENED', count}
