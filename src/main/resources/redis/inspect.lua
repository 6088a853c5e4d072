-- Reads an aggregate with its whole history in one moment, as both are stored.
-- KEYS[1] state: hash of the aggregate: v version, s state, h seal, a place in the archive
-- KEYS[2] log: list of the aggregate's entries
-- returns FOUND: version, state or nil, seal or nil, entries, place in the archive or nil
-- returns MISSING: entries

local found = redis.call('HMGET', KEYS[1], 'v', 's', 'h', 'a')
local entries = redis.call('LRANGE', KEYS[2], 0, -1)
if not found[1] then
    return {'MISSING', entries}
end
return {'FOUND', found[1], found[2], found[3], entries, found[4]}
