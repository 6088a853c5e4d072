-- Reads an aggregate together with what a command did to it before: the one read of a click.
-- KEYS[1] state: hash of the aggregate: v version, s state, h seal, a place in the archive
-- KEYS[2] commands: hash of the partition's command ids
-- ARGV[1] command: field of the command id
-- returns FOUND: version, state or nil, stored outcome or nil, seal or nil, place in the archive or nil
-- returns MISSING: stored outcome or nil

local found = redis.call('HMGET', KEYS[1], 'v', 's', 'h', 'a')
local outcome = redis.call('HGET', KEYS[2], ARGV[1])
if not found[1] then
    return {'MISSING', outcome}
end
return {'FOUND', found[1], found[2], outcome, found[3], found[4]}
