-- Reads a counter and the time until it is nought again, in one step.
-- KEYS[1] the counter
-- returns '<count>:<milliseconds left>', '0:0' without a counter
-- cost: 2 commands
local count = redis.call('GET', KEYS[1])
if not count then
  return '0:0'
end
return string.format('%d:%d', count, math.max(redis.call('PTTL', KEYS[1]), 0))
