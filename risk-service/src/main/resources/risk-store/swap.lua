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
-- cost: TIME, and 1 command per step, 2 for those that compare. No function per step: with 13 of
--       them to a decision, calls within Lua would take a tenth of it
local call, sub = redis.call, string.sub
local time = call('TIME')
local out = {time[1] * 1000000 + time[2]}
local at = 1
for i, key in ipairs(KEYS) do
  local what, done = ARGV[at], 1
  if what == 'read' then
    done = call('GET', key)
    at = at + 1
  elseif what == 'create' then
    done = call('SET', key, ARGV[at + 1], 'PX', ARGV[at + 2], 'NX', 'GET') or 1
    at = at + 3
  elseif what == 'replace' then
    local value, beginning = call('GET', key), ARGV[at + 1]
    if value and sub(value, 1, #beginning) == beginning then
      call('SET', key, ARGV[at + 2], 'PX', ARGV[at + 3])
    else
      done = value
    end
    at = at + 4
  elseif what == 'put' then
    call('SET', key, ARGV[at + 1], 'PX', ARGV[at + 2])
    at = at + 3
  elseif what == 'prolong' then
    done = call('PEXPIRE', key, ARGV[at + 1]) == 1 and 1
    at = at + 2
  elseif what == 'remove' then
    local value, beginning = call('GET', key), ARGV[at + 1]
    if value and sub(value, 1, #beginning) == beginning then
      call('DEL', key)
    else
      done = value
    end
    at = at + 2
  elseif what == 'delete' then
    call('DEL', key)
    at = at + 1
  end
  out[i + 1] = done
end
return out
