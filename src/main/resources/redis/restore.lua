-- Applies changes of schedules outside a commit, for rescans.
-- KEYS[1..] lanes: queue, entries, records of each lane that is changed
-- ARGV[1] offset (ms): business time minus store time
-- ARGV[2..] changes: of schedules, see includes/changes
-- returns RESTORED: earliest wait made (ms, -1 for none)
-- @include changes

return {'RESTORED', apply(2, 1, tonumber(ARGV[1]))}
