#!lua name=fairgate_ledger_v1
--
-- The ledger's atomic steps. One sale is one hash slot: every key begins with the tag {saleId}.
--
--   {s}:sale            hash    terms, allocation, available, held, sold, stockSeq, revision ...
--   {s}:orders:<acct>   hash    ulid -> the order in one text; that it is there burns its ticket
--   {s}:idem:<acct>:<d> string  "quantity:ulid" of an idempotency key's order, for 24 h
--   {s}:holds           zset    "ulid:account" by the millisecond at which the hold lapses
--   {s}:events          stream  what happened, by stockSeq, with the order or the sale after it
--
-- An order is one text of twelve fields, times in milliseconds of ledger time; OrderRow reads it:
-- 1|quantity|amount|currency|status|createdAt|payBy|changedAt|decisionId|policyVersion|termsVersion
-- |payment, of which the last is empty until there is one.
--
-- Invariant after every call: allocation == available + held + sold, and available >= 0.
-- A refusal writes nothing. Every answer begins {code, available, stockSeq}; "+ order" is its ulid
-- and its text.
-- Cost: commit_v1 reads two keys and the clock, and writes four keys when it sells; an idempotency
-- key is one more of each. An account has at most 100 orders; nothing else depends on size.

local MOST_ORDERS = 100

-- An order that is dropped burns its ticket no more: it must be too old to be sent again (5 s).
local TICKET_IS_DEAD_MS = 60000

-- head (quantity), status, (createdAt, payBy), changedAt, versions, payment: the status changes, and
-- with it changedAt and perhaps the payment.
local ORDER = '^(1|(%d+)|%d+|%u+|)([%l_]+)(|(%d+)|(%d+)|)(%d+)(|[%w_-]+|%d+|%d+|)([%w_-]*)$'

-- Who let go of what was held waits before the next hold: a tenth of the time that these units were
-- kept from others, times the number of such orders, at most this. Less than a second is no wait:
-- who corrects himself at once may go on.
local LONGEST_WAIT_MS = 600000
local SHORTEST_WAIT_MS = 1000

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
  local head, quantity, status, times, created_at, pay_by, changed_at, versions, payment =
    string.match(text, ORDER)
  if not head then error('malformed order: ' .. key .. ' ' .. ulid) end
  return {head = head, quantity = tonumber(quantity), status = status, times = times,
    created_at = tonumber(created_at), pay_by = tonumber(pay_by),
    changed_at = tonumber(changed_at), versions = versions, payment = payment}
end

local function unparse(order)
  return order.head .. order.status .. order.times .. order.changed_at .. order.versions
    .. order.payment
end

-- What an account has: units held and paid, the ulids of these orders, how many orders in all, the
-- oldest that may be dropped, and how many it let go of, when last and after how long altogether.
local function standing(key, now)
  local has = {units = 0, active = {}, orders = 0, gone = 0, gone_at = 0, kept_ms = 0, texts = {}}
  local flat = redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local ulid, order = flat[i], parse(key, flat[i], flat[i + 1])
    has.texts[ulid] = flat[i + 1]
    has.orders = has.orders + 1
    if order.status == 'held' or order.status == 'paid' then
      has.units = has.units + order.quantity
      has.active[#has.active + 1] = ulid
    else
      has.gone = has.gone + 1
      has.gone_at = math.max(has.gone_at, order.changed_at)
      has.kept_ms = has.kept_ms + order.changed_at - order.created_at
      if order.created_at + TICKET_IS_DEAD_MS < now and (not has.oldest or ulid < has.oldest) then
        has.oldest = ulid
      end
    end
  end
  return has
end

local function wait_ms(has, now)
  local wait = math.min(LONGEST_WAIT_MS, math.floor(has.kept_ms * has.gone / 10))
  return wait < SHORTEST_WAIT_MS and 0 or has.gone_at + wait - now
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

-- Says all that is needed to copy the order elsewhere. key: digest of its idempotency key, or empty.
local function event(stream, kind, ulid, account, text, key, sale, now)
  redis.call('XADD', stream, '*', 'kind', kind, 'order', ulid, 'account', account, 'row', text,
    'key', key, 'stockSeq', sale.stockSeq, 'available', sale.available, 'at', now)
end

-- Says all that is needed to copy the sale elsewhere: its whole hash.
local function sale_event(stream, key)
  redis.call('XADD', stream, '*', 'kind', 'sale', 'at', now_ms(), unpack(redis.call('HGETALL', key)))
end

-- KEYS sale orders events holds, and idem with an idempotency key
-- ARGV 1 ulid, 2 account, 3 quantity, 4 termsVersion, 5 ticket expiry (ms, ledger time),
--      6 decisionId, 7 policyVersion, 8 life of the idempotency record in ms, when there is a key
-- Returns committed | repeated | replayed (+ order), key_reused, ticket_expired, no_sale, paused,
--      not_open, closed, sale_changed, limit_reached (+ ulids), sold_out, wait (+ ms)
local function commit(keys, args)
  local sale_key, orders_key, idem_key = keys[1], keys[2], keys[5]
  local ulid, account, quantity = args[1], args[2], tonumber(args[3])
  local sale = read(sale_key, 'available', 'stockSeq', 'allocation', 'held', 'sold', 'opensAt',
    'closesAt', 'paused', 'termsVersion', 'perAccountLimit', 'holdMs', 'amount', 'currency')
  local now = now_ms()
  local has = standing(orders_key, now)
  local orders = has.texts

  if orders[ulid] then return answer('repeated', sale, ulid, orders[ulid]) end
  local record = idem_key and redis.call('GET', idem_key)
  if record then
    local was, bought = string.match(record, '^(%d+):(%w+)$')
    if tonumber(was) ~= quantity or not orders[bought] then return answer('key_reused', sale) end
    return answer('replayed', sale, bought, orders[bought])
  end

  if not sale.available then return answer('no_sale', sale) end
  if now >= tonumber(args[5]) then return answer('ticket_expired', sale) end
  if sale.paused ~= '0' then return answer('paused', sale) end
  if now < tonumber(sale.opensAt) then return answer('not_open', sale) end
  if now >= tonumber(sale.closesAt) then return answer('closed', sale) end
  if sale.termsVersion ~= args[4] then return answer('sale_changed', sale) end

  local full = has.orders >= MOST_ORDERS
  if has.units + quantity > tonumber(sale.perAccountLimit) or (full and not has.oldest) then
    return answer('limit_reached', sale, unpack(has.active))
  end
  if tonumber(sale.available) < quantity then return answer('sold_out', sale) end
  local wait = wait_ms(has, now)
  if wait > 0 then return answer('wait', sale, tostring(wait)) end

  move(sale_key, sale, -quantity, quantity, 0)
  local pay_by = now + sale.holdMs
  local text = '1|' .. quantity .. '|' .. sale.amount .. '|' .. sale.currency .. '|held|' .. now
    .. '|' .. pay_by .. '|' .. now .. '|' .. args[6] .. '|' .. args[7] .. '|' .. args[4] .. '|'
  if full then redis.call('HDEL', orders_key, has.oldest) end
  redis.call('HSET', orders_key, ulid, text)
  redis.call('ZADD', keys[4], pay_by, ulid .. ':' .. account)
  if idem_key then redis.call('SET', idem_key, quantity .. ':' .. ulid, 'PX', args[8]) end
  local digest = idem_key and string.match(idem_key, '[^:]+$') or ''
  event(keys[3], 'held', ulid, account, text, digest, sale, now)
  return answer('committed', sale, ulid, text)
end

-- Whether money that came for an order which let go of its units can have them back.
local function has_room(sale_key, orders_key, sale, order, now)
  local limit = tonumber(redis.call('HGET', sale_key, 'perAccountLimit'))
  return order.status == 'lapsed' and tonumber(sale.available) >= order.quantity
    and standing(orders_key, now).units + order.quantity <= limit
end

-- What becomes of an order: {status, change of available, of held, of sold}, or nil when nothing
-- does. At payBy the hold is over, whoever comes; only captured money can still get it back.
local function next_of(order, to, over, room)
  local q = order.quantity
  if order.status == 'held' then
    if to == 'lapsed' and not over then return nil end
    if to == 'captured' then return {'paid', 0, -q, q} end
    if over then return {'lapsed', q, -q, 0} end
    return {to, q, -q, 0}
  end
  if to ~= 'captured' or order.status == 'paid' or order.status == 'refund_due' then return nil end
  if room() then return {'paid', -q, 0, q} end
  return {'refund_due', 0, 0, 0}
end

-- Pays, cancels or lapses a held order; whoever comes first wins. Captured money that comes later
-- takes the units of a lapsed hold again where they are left and within the limit, else it is due
-- back.
-- KEYS sale orders events holds
-- ARGV 1 ulid, 2 account, 3 captured | cancelled | lapsed, 4 payment, empty without money
-- Returns settled | already | refused (+ order as it stands), missing
local function settle(keys, args)
  local sale_key, orders_key, ulid, to = keys[1], keys[2], args[1], args[3]
  local sale = stock(sale_key)
  local text = redis.call('HGET', orders_key, ulid)
  if not text then return answer('missing', sale) end

  local order, now = parse(orders_key, ulid, text), now_ms()
  local function room() return has_room(sale_key, orders_key, sale, order, now) end
  local after = next_of(order, to, now >= order.pay_by, room)
  local wanted = to == 'captured' and {paid = true, refund_due = true} or {[to] = true}
  if not after then
    local same = to ~= 'captured' or order.payment == args[4]
    return answer(wanted[order.status] and same and 'already' or 'refused', sale, ulid, text)
  end

  move(sale_key, sale, after[2], after[3], after[4])
  order.status, order.changed_at = after[1], now
  if wanted[order.status] and args[4] ~= '' then order.payment = args[4] end
  text = unparse(order)
  redis.call('HSET', orders_key, ulid, text)
  redis.call('ZREM', keys[4], ulid .. ':' .. args[2])
  event(keys[3], order.status, ulid, args[2], text, '', sale, now)
  return answer(wanted[order.status] and 'settled' or 'refused', sale, ulid, text)
end

-- Creates a sale, or changes it when its revision is still the one the writer read.
-- KEYS sale events
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
  sale_event(keys[2], key)
  return answer('written', sale)
end

-- KEYS sale events; ARGV 1 '1' pauses, '0' resumes, '2' withholds what no admin has paused: units
-- that cannot be vouched for. Returns written, missing
local function pause(keys, args)
  local sale = stock(keys[1])
  if not sale.available then return answer('missing', sale) end
  if redis.call('HEXISTS', keys[1], 'restoring') == 1 then return answer('written', sale) end
  local before = redis.call('HGET', keys[1], 'paused')
  if args[1] == '2' and before ~= '0' then return answer('written', sale) end
  redis.call('HSET', keys[1], 'paused', args[1])
  redis.call('HINCRBY', keys[1], 'revision', 1)
  sale_event(keys[2], keys[1])
  return answer('written', sale)
end

-- A hold that no schedule knows would never lapse.
-- KEYS sale orders events holds; ARGV 1 ulid, 2 account. Returns written, already
local function rehold(keys, args)
  local sale, text = stock(keys[1]), redis.call('HGET', keys[2], args[1])
  local order = text and parse(keys[2], args[1], text)
  if not order or order.status ~= 'held' then return answer('already', sale) end
  local added = redis.call('ZADD', keys[4], 'NX', order.pay_by, args[1] .. ':' .. args[2])
  return answer(added == 1 and 'written' or 'already', sale)
end

-- Begins to write a sale anew whose hash is gone, or is of an older ledger: it is paused and at
-- stockSeq 0 until the end, so that what is half-way looks like what it is.
-- KEYS sale; ARGV field, value ... with allocation, revision. Returns written
local function restore_begin(keys, args)
  redis.call('HSET', keys[1], unpack(args))
  redis.call('HSET', keys[1], 'available', redis.call('HGET', keys[1], 'allocation'), 'held', 0,
    'sold', 0, 'stockSeq', 0, 'paused', '1', 'restoring', '1')
  return answer('written', stock(keys[1]))
end

-- Both numbers leap, so that every node takes the sale for later than whatever it saw of it.
-- KEYS sale events; ARGV 1 held, 2 sold, 3 '1' leaves it paused, 4 stockSeq. Returns written, missing
local function restore_end(keys, args)
  local sale = stock(keys[1])
  if redis.call('HDEL', keys[1], 'restoring') == 0 then return answer('missing', sale) end
  sale.held, sale.sold = '0', '0'
  sale.available, sale.stockSeq = sale.allocation, args[4]
  move(keys[1], sale, -args[1] - args[2], tonumber(args[1]), tonumber(args[2]))
  redis.call('HSET', keys[1], 'paused', args[3])
  redis.call('HINCRBY', keys[1], 'revision', 1000)
  sale_event(keys[2], keys[1])
  return answer('written', sale)
end

redis.register_function('rehold_v1', rehold)
redis.register_function('restore_begin_v1', restore_begin)
redis.register_function('restore_end_v1', restore_end)
redis.register_function('commit_v1', commit)
redis.register_function('settle_v1', settle)
redis.register_function('put_sale_v1', put_sale)
redis.register_function('pause_v1', pause)
