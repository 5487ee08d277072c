#!lua name=fairgate_ledger_v1
--
-- The ledger's atomic steps. One sale is one hash slot: every key begins with the tag {saleId}.
--
--   {s}:sale            hash    terms, allocation, available, held, sold, stockSeq, revision ...
--   {s}:order:<ulid>    hash    one order; that it exists is what burns its ticket
--   {s}:active:<acct>   hash    ulid -> quantity of the account's held and paid orders
--   {s}:orders:<acct>   list    the account's newest 100 orders, newest first
--   {s}:idem:<acct>:<d> string  "quantity:ulid" of an idempotency key's order, for 24 h
--   {s}:holds           zset    "ulid:account" by the millisecond at which the hold lapses
--   {s}:events          stream  what happened, in order of stockSeq
--
-- Invariant after every call: allocation == available + held + sold, and available >= 0.
-- A refusal writes nothing. Every answer begins {code, available, stockSeq}.
-- Cost: commit_v1 runs 4 reads when it refuses, and 7 writes more when it sells; nothing depends on
-- size.

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function read(key, ...)
  local values = redis.call('HMGET', key, ...)
  local row = {}
  for i, name in ipairs({...}) do row[name] = values[i] end
  return row
end

local function stock(key)
  return read(key, 'available', 'stockSeq', 'allocation', 'held', 'sold')
end

local function answer(code, sale, rest)
  local out = {code, sale.available or '0', sale.stockSeq or '0'}
  for _, value in ipairs(rest or {}) do out[#out + 1] = value end
  return out
end

-- Writes the counters, takes the next stockSeq, and stops rather than break the invariant.
local function move(key, sale, available, held, sold)
  local a = tonumber(sale.available) + available
  local h = tonumber(sale.held) + held
  local s = tonumber(sale.sold) + sold
  if a < 0 or h < 0 or s < 0 or a + h + s ~= tonumber(sale.allocation) then
    error('ledger out of balance: ' .. key)
  end
  sale.available = tostring(a)
  sale.stockSeq = tostring(tonumber(sale.stockSeq) + 1)
  redis.call('HSET', key, 'available', a, 'held', h, 'sold', s, 'stockSeq', sale.stockSeq)
end

local function event(stream, kind, ulid, sale)
  redis.call('XADD', stream, '*', 'kind', kind, 'order', ulid, 'stockSeq', sale.stockSeq,
    'available', sale.available)
end

-- KEYS sale order active orders idem events holds
-- ARGV 1 ulid, 2 account, 3 quantity, 4 termsVersion, 5 ticket expiry (ms, ledger time),
--      6 decisionId, 7 policyVersion, 8 idempotency record's life in ms, 0 without a key
-- Returns committed | repeated | replayed (+ order), key_reused, ticket_expired, no_sale, paused,
--      not_open, closed, sale_changed, limit_reached (+ ulids), sold_out
local function commit(keys, args)
  local sale_key, order_key, active_key = keys[1], keys[2], keys[3]
  local sale = read(sale_key, 'available', 'stockSeq', 'allocation', 'held', 'sold', 'opensAt',
    'closesAt', 'paused', 'termsVersion', 'perAccountLimit', 'holdMs', 'amount', 'currency')
  local quantity = tonumber(args[3])

  if redis.call('EXISTS', order_key) == 1 then
    return answer('repeated', sale, redis.call('HGETALL', order_key))
  end

  if args[8] ~= '0' then
    local record = redis.call('GET', keys[5])
    if record then
      local was, ulid = string.match(record, '^(%d+):(%w+)$')
      if tonumber(was) ~= quantity then return answer('key_reused', sale) end
      local tag = string.match(sale_key, '^({[^}]+})')
      return answer('replayed', sale, redis.call('HGETALL', tag .. ':order:' .. ulid))
    end
  end

  if not sale.available then return answer('no_sale', sale) end
  local now = now_ms()
  if now >= tonumber(args[5]) then return answer('ticket_expired', sale) end
  if sale.paused == '1' then return answer('paused', sale) end
  if now < tonumber(sale.opensAt) then return answer('not_open', sale) end
  if now >= tonumber(sale.closesAt) then return answer('closed', sale) end
  if sale.termsVersion ~= args[4] then return answer('sale_changed', sale) end

  local active = redis.call('HGETALL', active_key)
  local owned, ulids = 0, {}
  for i = 1, #active, 2 do
    ulids[#ulids + 1] = active[i]
    owned = owned + tonumber(active[i + 1])
  end
  if owned + quantity > tonumber(sale.perAccountLimit) then
    return answer('limit_reached', sale, ulids)
  end
  if tonumber(sale.available) < quantity then return answer('sold_out', sale) end

  move(sale_key, sale, -quantity, quantity, 0)
  local pay_by = now + tonumber(sale.holdMs)
  local order = {'ulid', args[1], 'account', args[2], 'quantity', args[3],
    'amount', sale.amount, 'currency', sale.currency, 'status', 'held', 'createdAt', now,
    'payBy', pay_by, 'decisionId', args[6], 'policyVersion', args[7], 'termsVersion', args[4]}
  redis.call('HSET', order_key, unpack(order))
  redis.call('HSET', active_key, args[1], args[3])
  if redis.call('LPUSH', keys[4], args[1]) > 100 then redis.call('LTRIM', keys[4], 0, 99) end
  redis.call('ZADD', keys[7], pay_by, args[1] .. ':' .. args[2])
  if args[8] ~= '0' then
    redis.call('SET', keys[5], args[3] .. ':' .. args[1], 'PX', args[8])
  end
  event(keys[6], 'held', args[1], sale)
  return answer('committed', sale, order)
end

-- Pays, cancels or lapses a held order; whoever comes first wins, and at payBy the hold is over.
-- KEYS sale order active events holds
-- ARGV 1 ulid, 2 account, 3 paid | cancelled | lapsed
-- Returns settled | already | refused (+ order as it stands), missing
local function settle(keys, args)
  local sale_key, order_key = keys[1], keys[2]
  local sale = stock(sale_key)
  local order = read(order_key, 'account', 'status', 'quantity', 'payBy')
  if order.account ~= args[2] then return answer('missing', sale) end

  local code, to = 'settled', args[3]
  if order.status ~= 'held' then
    code = order.status == to and 'already' or 'refused'
    return answer(code, sale, redis.call('HGETALL', order_key))
  end
  local over = now_ms() >= tonumber(order.payBy)
  if over and to ~= 'lapsed' then code, to = 'refused', 'lapsed' end
  if not over and to == 'lapsed' then
    return answer('refused', sale, redis.call('HGETALL', order_key))
  end

  local quantity = tonumber(order.quantity)
  if to == 'paid' then
    move(sale_key, sale, 0, -quantity, quantity)
  else
    move(sale_key, sale, quantity, -quantity, 0)
    redis.call('HDEL', keys[3], args[1])
  end
  redis.call('HSET', order_key, 'status', to)
  redis.call('ZREM', keys[5], args[1] .. ':' .. args[2])
  event(keys[4], to, args[1], sale)
  return answer(code, sale, redis.call('HGETALL', order_key))
end

-- Creates a sale, or changes it when its revision is still the one the writer read.
-- KEYS sale
-- ARGV 1 expected revision ('0' creates), then field, value ... of the terms with the allocation
-- Returns written, exists, missing, stale, allocation_too_small (held + sold)
local function put_sale(keys, args)
  local key = keys[1]
  local sale = read(key, 'available', 'stockSeq', 'allocation', 'held', 'sold', 'revision',
    'termsVersion', 'opensAt', 'closesAt', 'amount', 'currency', 'perAccountLimit')
  local creates = args[1] == '0'
  if creates and sale.revision then return answer('exists', sale) end
  if not creates and not sale.revision then return answer('missing', sale) end
  if not creates and sale.revision ~= args[1] then return answer('stale', sale) end

  local terms = {}
  for i = 2, #args, 2 do terms[args[i]] = args[i + 1] end
  if creates then
    sale = {available = '0', held = '0', sold = '0', allocation = '0', stockSeq = '0',
      revision = '0', termsVersion = '0'}
  end
  local delta = tonumber(terms.allocation) - tonumber(sale.allocation)
  if tonumber(sale.available) + delta < 0 then
    return answer('allocation_too_small', sale, {tostring(sale.held + sale.sold)})
  end
  local changed = creates
  for _, name in ipairs({'opensAt', 'closesAt', 'amount', 'currency', 'perAccountLimit'}) do
    changed = changed or terms[name] ~= sale[name]
  end

  sale.allocation = terms.allocation
  redis.call('HSET', key, unpack(args, 2))
  redis.call('HSET', key, 'revision', sale.revision + 1,
    'termsVersion', sale.termsVersion + (changed and 1 or 0))
  redis.call('HSETNX', key, 'paused', '0')
  move(key, sale, delta, 0, 0)
  return answer('written', sale)
end

-- KEYS sale; ARGV 1 '1' pauses, '0' resumes. Returns written, missing
local function pause(keys, args)
  local sale = stock(keys[1])
  if not sale.available then return answer('missing', sale) end
  redis.call('HSET', keys[1], 'paused', args[1])
  redis.call('HINCRBY', keys[1], 'revision', 1)
  return answer('written', sale)
end

redis.register_function('commit_v1', commit)
redis.register_function('settle_v1', settle)
redis.register_function('put_sale_v1', put_sale)
redis.register_function('pause_v1', pause)
