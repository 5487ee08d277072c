-- Takes outcomes in any order, of any accounts: each outcome of a decision counts once, however
-- often it is reported.
-- KEYS[2i - 1] the mark of the i-th outcome's decision: which of its outcomes were taken, as bits;
-- KEYS[2i] its account's history: count and time of the last for each outcome,
--          '<count> <ms since 1970> <count> ...'; the mark again where nobody said whose it was
-- ARGV[1] ms that a mark lives, ARGV[2] ms that a history lives, both from their last write;
-- ARGV[2i + 1] the place of the i-th outcome (1 for the first), ARGV[2i + 2] its time in ms
-- returns per outcome: 1 when it was taken now, 0 when it had been before
-- invariant: a count and its mark change together; both have a time to live
-- cost: 1 command per outcome, 3 more for one that is taken; a mark is about 135 bytes of memory, a
--       history at most about 220
local function counted(history, place, at)
  local cells = {}
  for cell in string.gmatch(history or '', '%d+') do
    cells[#cells + 1] = cell
  end
  for i = #cells + 1, 2 * place do cells[i] = '0' end
  cells[2 * place - 1] = string.format('%d', cells[2 * place - 1] + 1)
  if tonumber(at) > tonumber(cells[2 * place]) then cells[2 * place] = at end
  return table.concat(cells, ' ')
end
local out = {}
for i = 1, #KEYS / 2 do
  local mark, history = KEYS[2 * i - 1], KEYS[2 * i]
  local place, at = tonumber(ARGV[2 * i + 1]), ARGV[2 * i + 2]
  local taken, flag = tonumber(redis.call('GET', mark) or 0), bit.lshift(1, place - 1)
  out[i] = bit.band(taken, flag) == 0 and 1 or 0
  if out[i] == 1 then
    redis.call('SET', mark, bit.bor(taken, flag), 'PX', ARGV[1])
    if history ~= mark then
      local before = redis.call('GET', history)
      redis.call('SET', history, counted(before, place, at), 'PX', ARGV[2])
    end
  end
end
return out
