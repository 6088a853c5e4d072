-- Leases due entries of some lanes of one partition; writes nothing if none is due.
-- KEYS[1] tokens: counter of lease tokens
-- KEYS[2] sequence: counter of the partition's commits
-- KEYS[3..] lanes: queue, entries, records of each lane, in the order they are served
-- ARGV[1] lease (ms): how long the entries are the caller's
-- ARGV[2] seen: the sequence that the caller has seen
-- ARGV[3..] lanes: two each: how many entries at most; clock offset (ms), 0 for lanes on the store's clock
-- returns BEHIND: partition sequence, which is lower than the one seen; nothing was leased
-- returns CLAIMED: store time (ms), wait for the next entry (ms, -1 for none), then nine an entry: lane (0 for the first), id, payload, token, attempts, wanted, how long it was due (ms), record or nil, memo or nil
-- returns IDLE: store time (ms), wait for the next entry (ms, -1 for none)
-- @include clock
-- @include entry

local sequence = tonumber(redis.call('GET', KEYS[2]) or 0)
if sequence < tonumber(ARGV[2]) then
    return {'BEHIND', sequence}
end
local reply = {'IDLE', now, -1}
local lease = tonumber(ARGV[1])
local token
local wait = -1
for lane = 0, (#ARGV - 2) / 2 - 1 do
    local base = 3 + 3 * lane
    local at = now + ARGV[4 + 2 * lane]
    local due = redis.call('ZRANGEBYSCORE', KEYS[base], '-inf', at, 'WITHSCORES', 'LIMIT', 0, ARGV[3 + 2 * lane])
    for i = 1, #due, 2 do
        local id = due[i]
        local entry = redis.call('HMGET', KEYS[base + 1], 'p:' .. id, 'w:' .. id, 'm:' .. id)
        if entry[1] then
            token = token or redis.call('INCR', KEYS[1])
            redis.call('ZADD', KEYS[base], at + lease, id)
            redis.call('HSET', KEYS[base + 1], 't:' .. id, token)
            local attempts = redis.call('HINCRBY', KEYS[base + 1], 'a:' .. id, 1)
            local record = redis.call('HGET', KEYS[base + 2], 'r:' .. id)
            local late = at - due[i + 1]
            for _, value in ipairs({lane, id, entry[1], token, attempts, entry[2] or '0', late, record, entry[3]}) do
                reply[#reply + 1] = value
            end
        else
            remove(base, id) -- its payload was lost: a rescan knows whether it is still owed
        end
    end
    local first = redis.call('ZRANGE', KEYS[base], 0, 0, 'WITHSCORES')
    if first[2] then
        wait = earlier(wait, math.max(0, first[2] - at))
    end
end
if token then
    reply[1] = 'CLAIMED'
end
reply[3] = wait
return reply
