-- Deletes a key if it holds the expected text.
-- KEYS[1] the key; ARGV[1] the expected text
-- returns '1' deleted, '0' absent or somebody else's
-- invariant: never deletes what another request has put there since; cost: 2 commands
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  return '1'
end
return '0'
