-- Adds a chunk of sightings to those of all nodes, and drops the oldest ones that are out of the
-- window or too many.
-- KEYS[1] the list of chunks, oldest first, each behind 13 digits: the server's time in ms;
-- KEYS[2] how many bytes the list has; both of one slot
-- ARGV[1] the chunk; ARGV[2] most bytes of the list; ARGV[3] ms that a chunk counts
-- returns the bytes of the list
-- invariant: never more than the most bytes; both keys have the same time to live; where one of
--            them is missing, as after an eviction, both begin anew
-- cost: TIME, GET, EXISTS, RPUSH, LINDEX, 2 commands per chunk dropped, SET, PEXPIRE
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local bytes = tonumber(redis.call('GET', KEYS[2]) or '')
if not bytes or redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('DEL', KEYS[1])
  bytes = 0
end
local chunk = string.format('%013d', now) .. ARGV[1]
redis.call('RPUSH', KEYS[1], chunk)
bytes = bytes + #chunk
local most, from = tonumber(ARGV[2]), now - ARGV[3]
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and (bytes > most or tonumber(string.sub(oldest, 1, 13)) < from) do
  redis.call('LPOP', KEYS[1])
  bytes = bytes - #oldest
  oldest = redis.call('LINDEX', KEYS[1], 0)
end
redis.call('SET', KEYS[2], bytes, 'PX', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {bytes}
