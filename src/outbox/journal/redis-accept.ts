// The step that takes a message in Redis: claim, limits, turns and what is owed, in one script.
import { ANSWERS_EACH_MAX, DISORDER_MS_MAX, LIMITS_MAX } from '../limits.ts';
import { ONCE_MAX } from '../takes.ts';
import { THREADS_MAX } from '../../domain/ports.ts';
import { LEAVE, script } from './redis-scripts.ts';

/** How long a message is known as taken. */
const CLAIM_MS_MAX = 24 * 60 * 60 * 1000;
/** More of them within a day, and the next are known for an hour only: about 150 bytes each. */
const CLAIMS_MAX = 1_000_000;
const CLAIM_MS_CROWDED = 60 * 60 * 1000;
const ONCE_MS = 30 * 24 * 60 * 60 * 1000;
const TURNS_MAX = 100_000;
/** Of one loss each replica tells the time by a clock of its own. */
const SAME_LOSS_MS = 50;
const THREAD_MS_MAX = 24 * 60 * 60 * 1000;

/** As src/outbox/takes.ts has it: `once_per` before `limit` before `breaker`, all or none, by the times of messages. */
const TAKES = `
local function span(key, from, to)
  local found = redis.call('ZRANGE', key, from, to, 'WITHSCORES')
  local times = {}
  for place = 2, #found, 2 do times[#times + 1] = tonumber(found[place]) end
  return times
end
-- No stretch of 'every' may hold more than 'times': each row of times + 1 answers that holds this one must be longer.
local function allows(key, times, every, at)
  local count = redis.call('ZCARD', key)
  if count < times then return true end
  local place = redis.call('ZCOUNT', key, '-inf', at)
  local first, last = math.max(0, place - times), math.min(place, count - times)
  if first > last then return true end
  local begins, ends = span(key, first, last), span(key, first + times - 1, last + times - 1)
  for row = first, last do
    local from = row == place and at or begins[row - first + 1]
    local to = row + times == place and at or ends[row - first + 1]
    if to - from < every then return false end
  end
  return true
end
local function remember(name, ms)
  redis.call('PEXPIRE', P .. name, ms)
  redis.call('ZADD', P .. 'limits', now() + ms, name)
end
local function count(name, every, at, member)
  local key = P .. name
  redis.call('ZADD', key, at, member)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', '(' .. string.format('%.0f', at - every - ${DISORDER_MS_MAX}))
  redis.call('ZREMRANGEBYSCORE', key, '(' .. string.format('%.0f', at + every + ${DISORDER_MS_MAX}), '+inf')
  redis.call('ZREMRANGEBYRANK', key, 0, -${ANSWERS_EACH_MAX + 1})
  remember(name, every + 2 * ${DISORDER_MS_MAX})
end
-- Forgets what no message can meet any more, then what will be forgotten next.
local function tidy()
  redis.call('ZREMRANGEBYSCORE', P .. 'limits', '-inf', now())
  local over = redis.call('ZCARD', P .. 'limits') - ${LIMITS_MAX}
  if over > 0 then
    local gone = redis.call('ZPOPMIN', P .. 'limits', over + 100)
    for place = 1, #gone, 2 do redis.call('DEL', P .. gone[place]) end
  end
end
local function limitName(take) return (take.kind == 'breaker' and 'breaker:' or 'limit:') .. take.key end
local function usedUp(takes, at)
  for _, take in ipairs(takes) do
    if take.kind == 'once_per' then
      local before = redis.call('ZSCORE', P .. 'once', take.key)
      if before and math.abs(at - tonumber(before)) < ${ONCE_MS} then return {'once_per', take.key, 0} end
    end
  end
  for _, take in ipairs(takes) do
    if take.kind == 'limit' and not allows(P .. limitName(take), take.times, take.everyMs, at) then
      return {'limit', take.key, 0}
    end
  end
  for _, take in ipairs(takes) do
    if take.kind == 'breaker' then
      local name = 'tripped:' .. take.key
      local tripped = redis.call('GET', P .. name)
      local trip = tripped and cjson.decode(tripped)
      local isBefore = trip and at < trip[2]
      -- A message that comes late, from the time in which it tripped, is part of the same storm.
      if isBefore and at > trip[1] - take.everyMs then return {'breaker', take.key, 0} end
      if not allows(P .. limitName(take), take.times, take.everyMs, at) then
        if isBefore then return {'breaker', take.key, 0} end
        redis.call('SET', P .. name, cjson.encode({at, at + take.forMs}))
        remember(name, take.forMs + take.everyMs + ${DISORDER_MS_MAX})
        return {'breaker', take.key, 1}
      end
    end
  end
  return nil
end
local function takeAll(takes, at, member)
  local turn = 0
  for place, take in ipairs(takes) do
    if take.kind == 'once_per' then
      redis.call('ZADD', P .. 'once', at, take.key)
      redis.call('ZREMRANGEBYSCORE', P .. 'once', '-inf', at - ${ONCE_MS + DISORDER_MS_MAX})
      redis.call('ZREMRANGEBYRANK', P .. 'once', 0, -${ONCE_MAX + 1})
    elseif take.kind == 'turn' then
      turn = tonumber(redis.call('HGET', P .. 'turns', take.key) or '0') % take.of
      if redis.call('HLEN', P .. 'turns') > ${TURNS_MAX} then redis.call('DEL', P .. 'turns') end
      redis.call('HSET', P .. 'turns', take.key, turn + 1)
    else
      count(limitName(take), take.everyMs, at, member .. ' ' .. place)
    end
  end
  if #takes > 0 then tidy() end
  return turn
end
`;

/**
 * nonce, key, at, isSure, thread, Slack's time, leaseMs, takes, owed: a list for each turn of [id, reply], progress,
 * where it is sure, of what loss it was unsure before; then lane, method, progress and rates where the first may go out at once.
 *
 * After a restart of Redis it is not known what was lost until all who wrote have come back and compared; a message that may
 * be among it waits until then, at most for a lease: by then nobody sends any more who has not come back, and what they cannot
 * say counts as lost.
 */
export const ACCEPT = script(`${LEAVE}${TAKES}
local nonce, key, at, slack = ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[8])
local claim = P .. 'claim:' .. key
local known = redis.call('GET', claim)
local was = known and cjson.decode(known)
if was and slack - was[6] < ${CLAIM_MS_MAX} then
  if was[1] ~= nonce then return {'duplicate', 0} end
  return {was[2], 0, was[3], was[4], was[5], was[7], was[8]}
end
if not alive(owner) then return {'lapsed'} end
if settling(tonumber(ARGV[9])) then
  local passed = now() - tonumber(redis.call('GET', P .. 'settling-since'))
  if at <= slack - passed then return {'settling'} end
elseif redis.call('EXISTS', P .. 'settling') == 1 then
  local passed = math.max(0, now() - tonumber(redis.call('GET', P .. 'settling-since') or '0'))
  local lost = math.max(tonumber(redis.call('GET', P .. 'lost') or '0'), slack - passed)
  redis.call('SET', P .. 'lost', string.format('%.0f', lost))
  redis.call('DEL', P .. 'settling', P .. 'settling-since')
end
local lost = tonumber(redis.call('GET', P .. 'lost') or '-1')
if at <= lost then
  if ARGV[6] ~= '1' then return {'unsure', 0, string.format('%.0f', lost)} end
  -- It was looked for before this loss: meanwhile another may have answered, whose claim is gone.
  if ARGV[13] ~= '' and lost - tonumber(ARGV[13]) > ${SAME_LOSS_MS} then return {'duplicate', 0} end
end
local takes, lists = cjson.decode(ARGV[10]), cjson.decode(ARGV[11])
local hour = string.format('%.0f', math.floor(now() / 3600000))
if redis.call('HINCRBY', P .. 'claimed', hour, 1) == 1 then
  for _, other in ipairs(redis.call('HKEYS', P .. 'claimed')) do
    if tonumber(other) <= tonumber(hour) - 24 then redis.call('HDEL', P .. 'claimed', other) end
  end
end
local claims = 0
for _, many in ipairs(redis.call('HVALS', P .. 'claimed')) do claims = claims + tonumber(many) end
local ms = claims > ${CLAIMS_MAX} and ${CLAIM_MS_CROWDED} or ${CLAIM_MS_MAX}
local used = usedUp(takes, at)
local answer, isBegun = nil, 0
if used then
  answer = {'limited', used[1], used[2], used[3]}
else
  local turn = takeAll(takes, at, key)
  for _, one in ipairs(lists[turn + 1] or {}) do owe(one[1], one[2], ARGV[12]) end
  local first = (lists[turn + 1] or {})[1]
  if first and ARGV[14] ~= '' then
    local rates = {ARGV[17], ARGV[18], ARGV[19], ARGV[20]}
    if begin(first[1], nonce, ARGV[14], ARGV[15], ARGV[16], rates)[1] == 'begun' then isBegun = 1 end
  end
  answer = {'accepted', turn, '', 0}
end
redis.call('SET', claim, cjson.encode({nonce, answer[1], answer[2], answer[3], answer[4], slack, owner, isBegun}), 'PX', ms)
local threads = P .. 'threads'
if at > tonumber(redis.call('ZSCORE', threads, ARGV[7]) or '-1') then redis.call('ZADD', threads, at, ARGV[7]) end
redis.call('ZREMRANGEBYSCORE', threads, '-inf', string.format('%.0f', at - ${THREAD_MS_MAX}))
redis.call('ZREMRANGEBYRANK', threads, 0, -${THREADS_MAX + 1})
return {answer[1], wrote(), answer[2], answer[3], answer[4], owner, isBegun}
`);
