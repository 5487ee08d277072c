#!lua name=fairgate_ledger_v1
--
-- The ledger's atomic steps. One sale is one hash slot: every key begins with the tag {saleId}.
--
--   {s}:sale            hash    terms, allocation, available, held, sold, stockSeq, revision ...
--   {s}:orders:<acct>   hash    ulid -> the order in one text; that it is there burns its ticket
--   {s}:idem:<acct>:<d> string  "quantity:ulid" of an idempotency key's order, for 24 h
--   {s}:holds           zset    "ulid:account" by the millisecond at which the hold lapses
--   {s}:events          stream  what happened, by stockSeq, with the order as it stands after it
--
-- An order is one text of ten fields, times in milliseconds of ledger time; OrderRow reads it:
-- 1|quantity|amount|currency|status|createdAt|payBy|decisionId|policyVersion|termsVersion
--
-- Invariant after every call: allocation == available + held + sold, and available >= 0.
-- A refusal writes nothing. Every answer begins {code, available, stockSeq}; "+ order" is its ulid
-- and its text.
-- Cost: commit_v1 reads two keys and the clock, and writes four keys when it sells; an idempotency
-- key is one more of each. An account has at most 100 orders; nothing else depends on size.

local MOST_ORDERS = 100

-- An order that is dropped burns its ticket no more: it must be too old to be sent again (5 s).
local TICKET_IS_DEAD_MS = 60000

-- head (quantity), status, tail (createdAt, payBy): the status is all that ever changes.
local ORDER = '^(1|(%d+)|%d+|%u+|)(%l+)(|(%d+)|(%d+)|[%w_-]+|%d+|%d+)$'

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

local function answer(code, sale, ...)
  return {code, sale.available or '0', sale.stockSeq or '0', ...}
end

local function parse(key, ulid, text)
  local head, quantity, status, tail, created_at, pay_by = string.match(text, ORDER)
  if not head then error('malformed order: ' .. key .. ' ' .. ulid) end
  return {head = head, quantity = tonumber(quantity), status = status, tail = tail,
    created_at = tonumber(created_at), pay_by = tonumber(pay_by)}
end

-- What an account has: units held and paid, the ulids of these orders, how many orders in all, and
-- the oldest that may be dropped.
local function standing(key, orders, now)
  local has = {units = 0, active = {}, orders = 0}
  for ulid, text in pairs(orders) do
    local order = parse(key, ulid, text)
    has.orders = has.orders + 1
    if order.status == 'held' or order.status == 'paid' then
      has.units = has.units + order.quantity
      has.active[#has.active + 1] = ulid
    elseif order.created_at + TICKET_IS_DEAD_MS < now and (not has.oldest or ulid < has.oldest) then
      has.oldest = ulid
    end
  end
  return has
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

-- Says all that is needed to copy the order elsewhere.
local function event(stream, kind, ulid, account, text, sale, now)
  redis.call('XADD', stream, '*', 'kind', kind, 'order', ulid, 'account', account, 'row', text,
    'stockSeq', sale.stockSeq, 'available', sale.available, 'at', now)
end

-- KEYS sale orders events holds, and idem with an idempotency key
-- ARGV 1 ulid, 2 account, 3 quantity, 4 termsVersion, 5 ticket expiry (ms, ledger time),
--      6 decisionId, 7 policyVersion, 8 life of the idempotency record in ms, when there is a key
-- Returns committed | repeated | replayed (+ order), key_reused, ticket_expired, no_sale, paused,
--      not_open, closed, sale_changed, limit_reached (+ ulids), sold_out
local function commit(keys, args)
  local sale_key, orders_key, idem_key = keys[1], keys[2], keys[5]
  local ulid, account, quantity = args[1], args[2], tonumber(args[3])
  local sale = read(sale_key, 'available', 'stockSeq', 'allocation', 'held', 'sold', 'opensAt',
    'closesAt', 'paused', 'termsVersion', 'perAccountLimit', 'holdMs', 'amount', 'currency')
  local flat, orders = redis.call('HGETALL', orders_key), {}
  for i = 1, #flat, 2 do orders[flat[i]] = flat[i + 1] end

  if orders[ulid] then return answer('repeated', sale, ulid, orders[ulid]) end
  local record = idem_key and redis.call('GET', idem_key)
  if record then
    local was, bought = string.match(record, '^(%d+):(%w+)$')
    if tonumber(was) ~= quantity or not orders[bought] then return answer('key_reused', sale) end
    return answer('replayed', sale, bought, orders[bought])
  end

  if not sale.available then return answer('no_sale', sale) end
  local now = now_ms()
  if now >= tonumber(args[5]) then return answer('ticket_expired', sale) end
  if sale.paused == '1' then return answer('paused', sale) end
  if now < tonumber(sale.opensAt) then return answer('not_open', sale) end
  if now >= tonumber(sale.closesAt) then return answer('closed', sale) end
  if sale.termsVersion ~= args[4] then return answer('sale_changed', sale) end

  local has = standing(orders_key, orders, now)
  local full = has.orders >= MOST_ORDERS
  if has.units + quantity > tonumber(sale.perAccountLimit) or (full and not has.oldest) then
    return answer('limit_reached', sale, unpack(has.active))
  end
  if tonumber(sale.available) < quantity then return answer('sold_out', sale) end

  move(sale_key, sale, -quantity, quantity, 0)
  local pay_by = now + sale.holdMs
  local text = '1|' .. quantity .. '|' .. sale.amount .. '|' .. sale.currency .. '|held|' .. now
    .. '|' .. pay_by .. '|' .. args[6] .. '|' .. args[7] .. '|' .. args[4]
  if full then redis.call('HDEL', orders_key, has.oldest) end
  redis.call('HSET', orders_key, ulid, text)
  redis.call('ZADD', keys[4], pay_by, ulid .. ':' .. account)
  if idem_key then redis.call('SET', idem_key, quantity .. ':' .. ulid, 'PX', args[8]) end
  event(keys[3], 'held', ulid, account, text, sale, now)
  return answer('committed', sale, ulid, text)
end

-- Pays, cancels or lapses a held order; whoever comes first wins, and at payBy the hold is over.
-- KEYS sale orders events holds
-- ARGV 1 ulid, 2 account, 3 paid | cancelled | lapsed
-- Returns settled | already | refused (+ order as it stands), missing
local function settle(keys, args)
  local sale_key, orders_key, ulid = keys[1], keys[2], args[1]
  local sale = stock(sale_key)
  local text = redis.call('HGET', orders_key, ulid)
  if not text then return answer('missing', sale) end

  local order = parse(orders_key, ulid, text)
  local code, to = 'settled', args[3]
  if order.status ~= 'held' then
    code = order.status == to and 'already' or 'refused'
    return answer(code, sale, ulid, text)
  end
  local now = now_ms()
  local over = now >= order.pay_by
  if over and to ~= 'lapsed' then code, to = 'refused', 'lapsed' end
  if not over and to == 'lapsed' then return answer('refused', sale, ulid, text) end

  if to == 'paid' then
    move(sale_key, sale, 0, -order.quantity, order.quantity)
  else
    move(sale_key, sale, order.quantity, -order.quantity, 0)
  end
  text = order.head .. to .. order.tail
  redis.call('HSET', orders_key, ulid, text)
  redis.call('ZREM', keys[4], ulid .. ':' .. args[2])
  event(keys[3], to, ulid, args[2], text, sale, now)
  return answer(code, sale, ulid, text)
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
    return answer('allocation_too_small', sale, tostring(sale.held + sale.sold))
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
