-- One lane is three keys in a row, the first of them at `base`:
--   queue    zset: id by due time (ms on the lane's clock)
--   entries  hash: p:<id> payload, t:<id> lease token, a:<id> attempts, w:<id> wanted revision, m:<id> memo,
--            b:<id> token of the lease during which it was brought back; f:<id> of an earlier release, not read
--   records  hash: r:<id> record, s:<id> shown revision; outlives the entry

local function earlier(one, other)
    if one == -1 or other == -1 then
        return math.max(one, other)
    end
    return math.min(one, other)
end

local function remove(base, id)
    redis.call('ZREM', KEYS[base], id)
    redis.call('HDEL', KEYS[base + 1], 'p:' .. id, 't:' .. id, 'a:' .. id, 'w:' .. id, 'm:' .. id,
        'f:' .. id, 'b:' .. id)
end

local function release(base, id, due)
    redis.call('ZADD', KEYS[base], due, id)
    redis.call('HDEL', KEYS[base + 1], 't:' .. id, 'b:' .. id)
end

-- Without an entry there is no token, so a settled or cancelled one is stale too.
local function holds(base, id, token)
    return redis.call('HGET', KEYS[base + 1], 't:' .. id) == token
end

-- Ends an entry of which `visible` can be seen, or makes it due if more is wanted.
local function finish(base, id, visible, at)
    local wanted = tonumber(redis.call('HGET', KEYS[base + 1], 'w:' .. id) or 0)
    if wanted <= visible then
        remove(base, id)
        return 'SETTLED'
    end
    release(base, id, at)
    redis.call('HDEL', KEYS[base + 1], 'a:' .. id, 'm:' .. id)
    return 'DUE_AGAIN'
end
