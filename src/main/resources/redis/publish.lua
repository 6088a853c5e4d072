-- Adds a version of a flow if the latest is the expected one.
-- KEYS[1] versions: hash: '<flow> <version>' to the published version
-- KEYS[2] latest: hash: flow to its latest version
-- KEYS[3] imported: hash: flow to the hash of its last version from a file
-- ARGV[1] flow: its key
-- ARGV[2] expected (version): 0 for none yet
-- ARGV[3] field: of the new version in versions
-- ARGV[4] published: opaque
-- ARGV[5..] hash: only for a version from a file
-- returns PUBLISHED: it is the latest now; also for a repeat of the same bytes
-- returns CONFLICT: another version was published since

local latest = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0)
local expected = tonumber(ARGV[2])
if latest ~= expected then
    if latest == expected + 1 and redis.call('HGET', KEYS[1], ARGV[3]) == ARGV[4] then
        return {'PUBLISHED'}
    end
    return {'CONFLICT'}
end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], expected + 1)
if ARGV[5] then
    redis.call('HSET', KEYS[3], ARGV[1], ARGV[5])
end
return {'PUBLISHED'}
