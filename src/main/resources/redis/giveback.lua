-- Makes whatever is leased in some lanes of one partition due at once, whoever leased it.
-- KEYS[1..] lanes: queue, entries, records of each lane
-- ARGV[1..] offsets (ms): clock offset of each lane, 0 for lanes on the store's clock
-- returns GIVEN_BACK: how many entries
-- @include clock
-- @include entry

local count = 0
for lane = 1, #ARGV do
    local base = 3 * lane - 2
    for _, field in ipairs(redis.call('HKEYS', KEYS[base + 1])) do
        if string.sub(field, 1, 2) == 't:' then
            release(base, string.sub(field, 3), now + ARGV[lane])
            count = count + 1
        end
    end
end
return {'GIVEN_BACK', count}
