// The steps of a journal in Redis, each one Lua script. In: arguments as texts. Out: a status, the count of writes, and what was asked.
import { createHash } from 'node:crypto';

export interface Script {
  readonly lua: string;
  readonly sha: string;
}

/** Everything stands under this prefix, in the database that the address names. */
export const PREFIX = 'annyeong:';
/** Of what stands there. A newer one is refused, since an older bot would misread it. */
export const FORMAT = 1;
/** How soon to ask again while another reply stands before this one. */
const BEHIND_MS = 50;

/**
 * Every script begins with it. ARGV[1]: how many writes the asker has seen; ARGV[2]: who asks. A Redis that knows of fewer, or
 * of none, has lost some: the step is not done, and the asker has to greet it anew.
 */
const PRELUDE = `
local P = '${PREFIX}'
local owner = ARGV[2]
if redis.call('GET', P .. 'format') ~= '${FORMAT}' then return {'again'} end
if tonumber(redis.call('GET', P .. 'writes') or '0') < tonumber(ARGV[1]) then return {'again'} end
local function wrote() return redis.call('INCR', P .. 'writes') end
local function alive(who) return redis.call('EXISTS', P .. 'alive:' .. who) == 1 end
local function mine(id) return redis.call('HGET', P .. 'owner', id) == owner end
local function leave(id)
  local lane = redis.call('HGET', P .. 'lane-of', id)
  if not lane then return end
  redis.call('LREM', P .. 'lane:' .. lane, 1, id)
  redis.call('HDEL', P .. 'lane-of', id)
end
local function forget(id)
  local whose = redis.call('HGET', P .. 'owner', id)
  if not whose then return end
  redis.call('ZREM', P .. 'of:' .. whose, id)
  redis.call('ZREM', P .. 'order', id)
  for _, name in ipairs({'owner', 'owed', 'progress', 'begun'}) do redis.call('HDEL', P .. name, id) end
  leave(id)
end
local function owe(id, owed, progress)
  local place = redis.call('INCR', P .. 'place')
  redis.call('ZADD', P .. 'order', place, id)
  redis.call('ZADD', P .. 'of:' .. owner, place, id)
  redis.call('HSET', P .. 'owner', id, owner)
  redis.call('HSET', P .. 'owed', id, owed)
  redis.call('HSET', P .. 'progress', id, progress)
end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + time[2] / 1000
end
-- Redis was started anew, and not all have compared what they know with it, nor is the lease of the others over.
local function settling(lease)
  local since = redis.call('GET', P .. 'settling-since')
  local passed = since and now() - tonumber(since)
  return passed and passed >= 0 and passed < lease
end
`;

export const bareScript = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });
export const script = (lua: string): Script => bareScript(PRELUDE + lua);

/**
 * Leave to send, as a reply of its own: it joins its lane where it is not in it. The meters are one number each (GCRA); one
 * that stands further ahead than a burst comes from a clock that jumped, and is pulled back.
 */
export const LEAVE = `
local function meter(key, burst, every)
  return {key = P .. 'pace:' .. key, burst = tonumber(burst), every = tonumber(every)}
end
local function begin(id, nonce, lane, method, progress, rates)
  local list = P .. 'lane:' .. lane
  if redis.call('HGET', P .. 'lane-of', id) ~= lane then
    leave(id)
    redis.call('RPUSH', list, id)
    redis.call('HSET', P .. 'lane-of', id, lane)
  end
  local head = redis.call('LINDEX', list, 0)
  while head and redis.call('HEXISTS', P .. 'owner', head) == 0 do
    redis.call('LPOP', list)
    head = redis.call('LINDEX', list, 0)
  end
  if head ~= id then return {'wait', 0, ${BEHIND_MS}, head} end
  local held = redis.call('PTTL', P .. 'held:' .. method)
  if held > 0 then return {'wait', 0, held, ''} end
  local time, wait = now(), 0
  local meters = {meter(method .. ':' .. lane, rates[1], rates[2]), meter(method, rates[3], rates[4])}
  for _, one in ipairs(meters) do
    local empty = tonumber(redis.call('GET', one.key) or '0')
    one.empty = math.max(time, math.min(empty, time + one.burst * one.every))
    wait = math.max(wait, one.empty - (one.burst - 1) * one.every - time)
  end
  if wait > 0 then return {'wait', 0, math.ceil(wait), ''} end
  for _, one in ipairs(meters) do
    local empty = one.empty + one.every
    redis.call('SET', one.key, string.format('%.3f', empty), 'PX', math.ceil(empty - time) + 1)
  end
  redis.call('HSET', P .. 'progress', id, progress)
  redis.call('HSET', P .. 'begun', id, nonce)
  return {'begun', wrote()}
end
`;

/** id, nonce, lane, method, progress, then burst and everyMs of the lane and of the whole. */
export const BEGIN = script(`${LEAVE}
local id = ARGV[3]
if not mine(id) then return {'lost', 0} end
if not alive(owner) then return {'lapsed'} end
if redis.call('HGET', P .. 'begun', id) == ARGV[4] then return {'begun', 0} end
return begin(id, ARGV[4], ARGV[5], ARGV[6], ARGV[7], {ARGV[8], ARGV[9], ARGV[10], ARGV[11]})
`);

/** id, progress, and 1 where it gives up its place in its lane. */
export const MARK = script(`
local id = ARGV[3]
if not mine(id) then return {'lost', 0} end
redis.call('HSET', P .. 'progress', id, ARGV[4])
redis.call('HDEL', P .. 'begun', id)
if ARGV[5] == '1' then leave(id) end
return {'done', wrote()}
`);

/** id, and 1 where it is settled whoever has it by now: it was sent. */
export const SETTLE = script(`
local id = ARGV[3]
if ARGV[4] ~= '1' and not mine(id) then return {'lost', 0} end
forget(id)
return {'done', wrote()}
`);

/** method, milliseconds. */
export const HOLD = script(`
local key = P .. 'held:' .. ARGV[3]
local ms = math.ceil(tonumber(ARGV[4]))
if ms > 0 and redis.call('PTTL', key) < ms then redis.call('SET', key, '1', 'PX', ms) end
return {'done', 0}
`);

/**
 * A nonce, leaseMs. What belongs to those who are not alive is the asker's from now on; asked again with the same nonce, since the
 * answer was lost, it gives the same again.
 */
export const ADOPT = script(`
if not alive(owner) then return {'lapsed'} end
local nonce, last = ARGV[3], P .. 'adopted:' .. owner
local ids = {}
if redis.call('HGET', last, 'nonce') == nonce then
  for _, id in ipairs(cjson.decode(redis.call('HGET', last, 'ids'))) do
    if mine(id) then table.insert(ids, id) end
  end
elseif not settling(tonumber(ARGV[4])) then
  local found = {}
  for _, other in ipairs(redis.call('SMEMBERS', P .. 'owners')) do
    if other ~= owner and not alive(other) then
      local had = redis.call('ZRANGE', P .. 'of:' .. other, 0, -1, 'WITHSCORES')
      for at = 1, #had, 2 do table.insert(found, {id = had[at], place = tonumber(had[at + 1])}) end
      redis.call('DEL', P .. 'of:' .. other, P .. 'adopted:' .. other)
      redis.call('SREM', P .. 'owners', other)
    end
  end
  table.sort(found, function(a, b) return a.place < b.place end)
  for _, one in ipairs(found) do
    redis.call('HSET', P .. 'owner', one.id, owner)
    redis.call('HDEL', P .. 'begun', one.id)
    redis.call('ZADD', P .. 'of:' .. owner, one.place, one.id)
    table.insert(ids, one.id)
  end
  if #ids > 0 then
    wrote()
    redis.call('HSET', last, 'nonce', nonce, 'ids', cjson.encode(ids))
    redis.call('PEXPIRE', last, 3600000)
  end
end
local reply = {'done', tonumber(redis.call('GET', P .. 'writes') or '0')}
for _, id in ipairs(ids) do
  table.insert(reply, redis.call('HGET', P .. 'owed', id))
  table.insert(reply, redis.call('HGET', P .. 'progress', id))
end
return reply
`);

export const PENDING = script(`
local reply = {'done', 0}
for _, id in ipairs(redis.call('ZRANGE', P .. 'order', 0, -1)) do
  table.insert(reply, redis.call('HGET', P .. 'owed', id))
  table.insert(reply, redis.call('HGET', P .. 'progress', id))
end
return reply
`);

/** Milliseconds; the later one stays. */
export const SAW = script(`
local was = tonumber(redis.call('GET', P .. 'seen') or '-1')
if tonumber(ARGV[3]) > was then redis.call('SET', P .. 'seen', ARGV[3]) end
return {'done', 0}
`);

export const SEEN = script(`return {'done', 0, redis.call('GET', P .. 'seen')}`);

/** since, at most. */
export const THREADS = script(`
local reply = {'done', 0}
for _, one in ipairs(redis.call('ZREVRANGEBYSCORE', P .. 'threads', '+inf', ARGV[3], 'LIMIT', 0, ARGV[4])) do
  table.insert(reply, one)
end
return reply
`);

export const KEEP = script(`
redis.call('HSET', P .. 'kept', ARGV[3], ARGV[4])
return {'done', 0}
`);

export const KEPT = script(`return {'done', 0, redis.call('HGET', P .. 'kept', ARGV[3])}`);

/** Claims are counted by the hour in which they were made, since each goes by itself. */
export const SIZE = script(`
local hour, claims = math.floor(now() / 3600000), 0
local counts = redis.call('HGETALL', P .. 'claimed')
for at = 1, #counts, 2 do
  if tonumber(counts[at]) > hour - 24 then claims = claims + tonumber(counts[at + 1]) end
end
redis.call('ZREMRANGEBYSCORE', P .. 'limits', '-inf', now())
local takes = redis.call('ZCARD', P .. 'once') + redis.call('ZCARD', P .. 'limits') + redis.call('HLEN', P .. 'turns')
return {'done', 0, claims, redis.call('ZCARD', P .. 'order'), takes}
`);

/** leaseMs. Gone: it was taken for dead, and what it had may be another's by now. */
export const RENEW = script(`
if not alive(owner) then return {'lapsed'} end
redis.call('SET', P .. 'alive:' .. owner, '1', 'PX', ARGV[3])
return {'done', tonumber(redis.call('GET', P .. 'writes') or '0'), redis.call('GET', P .. 'losses') or '0'}
`);

/** leaseMs, and who gives up: what that one has is for whoever adopts it. */
export const ENLIST = script(`
redis.call('DEL', P .. 'alive:' .. ARGV[4])
if redis.call('EXISTS', P .. 'of:' .. ARGV[4]) == 0 then redis.call('SREM', P .. 'owners', ARGV[4]) end
redis.call('SADD', P .. 'owners', owner)
redis.call('SET', P .. 'alive:' .. owner, '1', 'PX', ARGV[3])
return {'done', 0}
`);

export const RESIGN = script(`
redis.call('DEL', P .. 'alive:' .. owner)
if redis.call('EXISTS', P .. 'of:' .. owner) == 0 then redis.call('SREM', P .. 'owners', owner) end
return {'done', 0}
`);
