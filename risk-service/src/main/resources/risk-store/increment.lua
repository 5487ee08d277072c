-- Adds one to a counter that lives for a fixed window from its first increment.
-- KEYS[1] the counter; ARGV[1] the window in milliseconds
-- returns '<count>:<milliseconds left>'
-- invariant: the counter always has a time to live; cost: 3 commands
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return string.format('%d:%d', count, left)
