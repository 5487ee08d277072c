-- Takes outcomes of one account, in any order: each outcome of a decision counts once, however
-- often it is reported.
-- KEYS[i] the mark of the i-th outcome's decision: which of its outcomes were taken, as bits;
-- KEYS[n + 1] the account's history, left out where nobody said whose decision it was:
--             count and time of the last for each outcome, '<count> <ms since 1970> <count> ...'
-- ARGV[1] ms that a mark lives, ARGV[2] ms that a history lives, both from their last write;
-- ARGV[2i + 1] the place of the i-th outcome (1 for the first), ARGV[2i + 2] its time in ms
-- returns per outcome: 1 when it was taken now, 0 when it had been before
-- invariant: a count and its mark change together; both have a time to live
-- cost: MGET, GET, 1 SET per outcome taken and 1 for the history; a mark is about 135 bytes of
--       memory, a history at most about 220
local n = (#ARGV - 2) / 2
local history = KEYS[n + 1]
local marks, cells, out, changed = {}, {}, {}, false
for i, mark in ipairs(redis.call('MGET', unpack(KEYS, 1, n))) do
  marks[KEYS[i]] = tonumber(mark or 0)
end
for cell in string.gmatch(history and redis.call('GET', history) or '', '%d+') do
  cells[#cells + 1] = cell
end
local function count(place, at)
  for i = #cells + 1, 2 * place do cells[i] = '0' end
  cells[2 * place - 1] = string.format('%d', cells[2 * place - 1] + 1)
  if tonumber(at) > tonumber(cells[2 * place]) then cells[2 * place] = at end
end
for i = 1, n do
  local key, place = KEYS[i], tonumber(ARGV[2 * i + 1])
  local flag = bit.lshift(1, place - 1)
  out[i] = bit.band(marks[key], flag) == 0 and 1 or 0
  if out[i] == 1 then
    marks[key] = bit.bor(marks[key], flag)
    redis.call('SET', key, marks[key], 'PX', ARGV[1])
    count(place, ARGV[2 * i + 2])
    changed = true
  end
end
if changed and history then
  redis.call('SET', history, table.concat(cells, ' '), 'PX', ARGV[2])
end
return out
