-- @include clock
-- @include entry
-- Changes of schedules as arguments, six each: operation, lane (0 for the first three lane keys), id, wanted, millis, payload.
--   at      add, due at the business moment `millis`
--   in      add, due in `millis`
--   raise   raise the wanted revision, due in `millis`
--   cancel  remove
--   soon    make due now on the store's clock, unless it is leased
--   soon-at the same on business time
--   back    add with `wanted` as its memo (empty for none), due now on the store's clock, or make due; what is leased then
--           cannot be let go
--   back-at the same on business time

local function raise(base, id, wanted, millis, payload)
    local due = redis.call('ZSCORE', KEYS[base], id)
    if not due then
        local shown = tonumber(redis.call('HGET', KEYS[base + 2], 's:' .. id) or 0)
        if shown >= wanted then
            return -1
        end
        redis.call('HSET', KEYS[base + 1], 'p:' .. id, payload, 'w:' .. id, wanted)
        redis.call('ZADD', KEYS[base], now + millis, id)
        return millis
    end
    local known = redis.call('HMGET', KEYS[base + 1], 'w:' .. id, 't:' .. id)
    if wanted <= tonumber(known[1] or 0) then
        return -1
    end
    redis.call('HSET', KEYS[base + 1], 'p:' .. id, payload, 'w:' .. id, wanted)
    due = tonumber(due)
    local leased = known[2] and due > now
    if leased or due <= now + millis then
        return -1
    end
    redis.call('ZADD', KEYS[base], now + millis, id)
    return millis
end

local function add(base, id, due, wait, payload)
    if redis.call('ZSCORE', KEYS[base], id) and redis.call('HEXISTS', KEYS[base + 1], 'p:' .. id) == 1 then
        return -1
    end
    redis.call('HSET', KEYS[base + 1], 'p:' .. id, payload)
    redis.call('ZADD', KEYS[base], due, id)
    return math.max(0, wait)
end

local function hasten(base, id, at)
    local due = tonumber(redis.call('ZSCORE', KEYS[base], id) or at)
    if due <= at or redis.call('HEXISTS', KEYS[base + 1], 't:' .. id) == 1 then
        return -1
    end
    redis.call('ZADD', KEYS[base], at, id)
    return 0
end

local function bring_back(base, id, at, payload, memo)
    local token = redis.call('HGET', KEYS[base + 1], 't:' .. id)
    if token then
        redis.call('HSET', KEYS[base + 1], 'b:' .. id, token)
        return -1
    end
    if add(base, id, at, 0, payload) == -1 then
        return hasten(base, id, at)
    end
    if memo ~= '' then
        redis.call('HSET', KEYS[base + 1], 'm:' .. id, memo)
    end
    return 0
end

-- Applies the changes from ARGV[first] on; `lanes` is the place of the first lane key. The earliest wait it made, or -1.
local function apply(first, lanes, offset)
    local wait = -1
    for at = first, #ARGV, 6 do
        local operation, base, id = ARGV[at], lanes + 3 * ARGV[at + 1], ARGV[at + 2]
        local millis, payload = tonumber(ARGV[at + 4]), ARGV[at + 5]
        if operation == 'cancel' then
            remove(base, id)
        elseif operation == 'raise' then
            wait = earlier(wait, raise(base, id, tonumber(ARGV[at + 3]), millis, payload))
        elseif operation == 'soon' then
            wait = earlier(wait, hasten(base, id, now))
        elseif operation == 'soon-at' then
            wait = earlier(wait, hasten(base, id, now + offset))
        elseif operation == 'back' then
            wait = earlier(wait, bring_back(base, id, now, payload, ARGV[at + 3]))
        elseif operation == 'back-at' then
            wait = earlier(wait, bring_back(base, id, now + offset, payload, ARGV[at + 3]))
        elseif operation == 'at' then
            wait = earlier(wait, add(base, id, millis, millis - now - offset, payload))
        else
            wait = earlier(wait, add(base, id, now + millis, millis, payload))
        end
    end
    return wait
end
