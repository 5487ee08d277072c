-- Any number of compare-and-swaps in one call: each key is looked at, and changed only if it is
-- what the caller believes it to be.
-- KEYS[i] a key, the same one as often as wanted; steps run in order and see those before them
-- ARGV[3i-2] how the expected value begins, '' for none; ARGV[3i-1] the new value;
-- ARGV[3i] what to do: a time to live in ms > 0 writes if as expected, '0' only reads,
--          '-1' deletes if as expected, '-2' deletes whatever is there
-- returns the server's time in microseconds, then per key: 1 when it was done, else the value as it
--         stands (nil for none)
-- invariant: every value written has a time to live; cost: TIME, MGET, and 1 command per change
local time = redis.call('TIME')
local out = {time[1] * 1000000 + time[2]}
local seen, now = {}, redis.call('MGET', unpack(KEYS))
for i, key in ipairs(KEYS) do
  if seen[key] == nil then seen[key] = now[i] or '' end
end
local function expected(value, begins)
  return begins == '' and value == '' or begins ~= '' and string.sub(value, 1, #begins) == begins
end
for i, key in ipairs(KEYS) do
  local value, what = seen[key], tonumber(ARGV[3 * i])
  if what == -2 or (what == -1 and expected(value, ARGV[3 * i - 2])) then
    if value ~= '' then redis.call('DEL', key) end
    seen[key] = ''
    out[i + 1] = 1
  elseif what > 0 and expected(value, ARGV[3 * i - 2]) then
    redis.call('SET', key, ARGV[3 * i - 1], 'PX', what)
    seen[key] = ARGV[3 * i - 1]
    out[i + 1] = 1
  else
    out[i + 1] = value ~= '' and value or false
  end
end
return out
