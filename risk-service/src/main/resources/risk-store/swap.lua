-- Any number of steps in one call: each looks at one key, and may change it only if it is what the
-- caller believes it to be.
-- KEYS[i] the key of the i-th step, the same one as often as wanted; steps run in order and see
--         what those before them did
-- ARGV the steps, each its name and what it needs; ms are the time to live of what is written:
--      'read' | 'create' value ms (if there is nothing) | 'replace' beginning value ms (if the
--      value begins so) | 'put' value ms | 'prolong' ms | 'remove' beginning | 'delete'
-- returns the server's time in microseconds, then per step: 1 when it was done, else the value as
--         it stands (nil for none)
-- invariant: every value written has a time to live
-- cost: TIME, and 1 command per step, 2 for those that compare
local at = 0
local function argument()
  at = at + 1
  return ARGV[at]
end
local function held(key, beginning)
  local value = redis.call('GET', key)
  return value, value and string.sub(value, 1, #beginning) == beginning
end
local step = {}
function step.read(key)
  return redis.call('GET', key)
end
function step.create(key)
  return redis.call('SET', key, argument(), 'PX', argument(), 'NX', 'GET') or 1
end
function step.replace(key)
  local value, asExpected = held(key, argument())
  local new, ms = argument(), argument()
  if not asExpected then return value end
  redis.call('SET', key, new, 'PX', ms)
  return 1
end
function step.put(key)
  redis.call('SET', key, argument(), 'PX', argument())
  return 1
end
function step.prolong(key)
  return redis.call('PEXPIRE', key, argument()) == 1 and 1
end
function step.remove(key)
  local value, asExpected = held(key, argument())
  if not asExpected then return value end
  redis.call('DEL', key)
  return 1
end
function step.delete(key)
  redis.call('DEL', key)
  return 1
end
local time = redis.call('TIME')
local out = {time[1] * 1000000 + time[2]}
for i, key in ipairs(KEYS) do
  out[i + 1] = step[argument()](key)
end
return out
