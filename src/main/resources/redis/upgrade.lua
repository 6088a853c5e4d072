-- Makes a store of an older format one of the program's own, unless another program has changed the format meanwhile.
-- KEYS[1] format: hash of what is fixed at first start
-- ARGV[1] found: the older format that was read
-- ARGV[2] format: the program's own
-- returns UPGRADED: it is the program's own now
-- returns CHANGED: another format is stored than was read; nothing changed

if redis.call('HGET', KEYS[1], 'format') ~= ARGV[1] then
    return {'CHANGED'}
end
redis.call('HSET', KEYS[1], 'format', ARGV[2])
return {'UPGRADED'}
