-- Looks at a document, and may put another state of it in place of the one that is held. Of two
-- states the one with the higher sequence is newer; of one sequence the one with the greater id.
-- KEYS[1] a hash: sequence, id, body, and born: when a node last wrote up what the store had lost
-- ARGV[1] 'look' | 'offer' (write up what the caller has, if it is newer) | 'propose' (put the next
--         state in place of the caller's); [2], [3] sequence and id of the state that the caller has,
--         0 and '' for the one that nobody has changed; [4] ms that the hash lives; and then
--         offer: [5] its body; propose: [5], [6] id and body of the next
-- returns 'done' (proposed, also by an earlier try) | 'same' | 'older' (than the caller's) | 'young'
--         (somebody may have a newer one still: no proposal within a second of a loss) |
--         '<sequence> <id>\n<body>' where what is held is newer
-- invariant: what is held never becomes older; the hash always has a time to live
-- cost: TIME, HMGET, PTTL, and HGET, or HSET and PEXPIRE, of the body where something changed
local key, what, sequence, id, life = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = redis.call('HMGET', key, 'sequence', 'id', 'born')
local heldSequence, heldId = tonumber(held[1] or 0), held[2] or ''
local function write(number, name, body, born)
  redis.call('HSET', key, 'sequence', number, 'id', name, 'body', body, 'born', born)
  redis.call('PEXPIRE', key, life)
end
if what == 'propose' and heldId == ARGV[5] then
  return 'done'
end
if heldSequence > sequence or (heldSequence == sequence and heldId > id) then
  return held[1] .. ' ' .. heldId .. '\n' .. redis.call('HGET', key, 'body')
end
local isSame = heldSequence == sequence and heldId == id
if what == 'offer' and not isSame then
  write(ARGV[2], id, ARGV[5], string.format('%d', now))
  return 'same'
end
if not isSame then
  return 'older'
end
if what == 'propose' then
  if held[3] and now - tonumber(held[3]) < 1000 then
    return 'young'
  end
  write(string.format('%d', sequence + 1), ARGV[5], ARGV[6], '0')
  return 'done'
end
if held[1] and redis.call('PTTL', key) < life / 2 then
  redis.call('PEXPIRE', key, life)
end
return 'same'
