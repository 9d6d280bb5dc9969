// What is said to Redis on every new connection. In: what this replica remembers of it. Out: whether Redis does, too.
import { bareScript, FORMAT, PREFIX, script } from './redis-scripts.ts';

/** Restarts of Redis that are remembered; who missed more of them takes its writes for lost. */
const RUNS_MAX = 32;

/**
 * ARGV: owner, 1 where it is a new one, leaseMs, Redis' run id, then number, run id and writes as they were
 * known to the asker, and Slack's time.
 *
 * Each run of Redis is written down at first contact, with the count of writes with which it began. Who had seen more before,
 * or a run that is not written down, knows that some are gone: what was written about up to that contact may have been lost.
 */
export const HELLO = bareScript(`
local P = '${PREFIX}'
local owner, fresh, lease, run = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local knewNumber, knewRun, knewWrites, slack = ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
local format = redis.call('GET', P .. 'format')
if format and format ~= '${FORMAT}' then return {'format', 0, format} end
if not format then redis.call('SET', P .. 'format', '${FORMAT}') end
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local writes = tonumber(redis.call('GET', P .. 'writes') or '0')
local runs = {}
for _, one in ipairs(redis.call('LRANGE', P .. 'runs', 0, -1)) do table.insert(runs, cjson.decode(one)) end
local last = runs[#runs]
if not last or last[2] ~= run then
  local number = redis.call('INCR', P .. 'run')
  if last then
    for _, other in ipairs(redis.call('SMEMBERS', P .. 'owners')) do redis.call('SADD', P .. 'settling', other) end
    redis.call('SET', P .. 'settling-since', string.format('%.0f', now))
  end
  last = {number, run, writes, string.format('%.0f', now)}
  table.insert(runs, last)
  redis.call('RPUSH', P .. 'runs', cjson.encode(last))
  redis.call('LTRIM', P .. 'runs', -${RUNS_MAX}, -1)
end
local lostAt = nil
if knewRun ~= '' then
  local isKnown = false
  for _, one in ipairs(runs) do
    if isKnown and not lostAt and one[3] < knewWrites then lostAt = tonumber(one[4]) end
    if tostring(one[1]) == knewNumber and one[2] == knewRun then isKnown = true end
  end
  if not isKnown or writes < knewWrites then lostAt = tonumber(last[4]) end
end
if lostAt then
  local lost = math.max(tonumber(redis.call('GET', P .. 'lost') or '0'), slack - math.max(0, now - lostAt))
  redis.call('SET', P .. 'lost', string.format('%.0f', lost))
  redis.call('INCR', P .. 'losses')
  -- Others, of whom nothing is known any more, may be sending under a lease that was lost, too.
  redis.call('SADD', P .. 'settling', '*')
  redis.call('SET', P .. 'settling-since', string.format('%.0f', lostAt), 'NX')
  -- What is said to be owed may have been sent by one who is gone: whoever takes it over looks first.
  for _, id in ipairs(redis.call('ZRANGE', P .. 'order', 0, -1)) do
    if redis.call('HGET', P .. 'owner', id) ~= owner then
      local progress = cjson.decode(redis.call('HGET', P .. 'progress', id))
      if progress.state == 'owed' then
        redis.call('HSET', P .. 'progress', id, cjson.encode({state = 'sending', since = lost}))
      end
    end
  end
end
local alive = P .. 'alive:' .. owner
if fresh == '1' then redis.call('SADD', P .. 'owners', owner) end
local held = fresh == '1' or redis.call('EXISTS', alive) == 1
if held then redis.call('SET', alive, '1', 'PX', lease) end
return {'done', writes, last[1], lostAt and 1 or 0, tonumber(redis.call('GET', P .. 'losses') or '0'), held and 1 or 0}
`);

/**
 * Slack's time is ARGV[4]; 1 as ARGV[5] where it is the asker's for sure. Groups of [key, [[id, reply, progress] …]]: what the asker is at work with. A message that Redis does not know any more was
 * never another's, and is written down anew; of the others only the progress is.
 */
export const RESTORE = script(`
-- What another may have taken over is nobody's: whoever adopts it looks whether it was sent.
if ARGV[5] ~= '1' then owner = owner .. ':late' end
redis.call('SADD', P .. 'owners', owner)
for _, group in ipairs(cjson.decode(ARGV[3])) do
  local claim = P .. 'claim:' .. group[1]
  local isLost = redis.call('EXISTS', claim) == 0
  if isLost then redis.call('SET', claim, cjson.encode({'', 'accepted', 0, '', 0, tonumber(ARGV[4]), owner, 0}), 'PX', 86400000) end
  for _, one in ipairs(group[2]) do
    if isLost then owe(one[1], one[2], one[3])
    elseif mine(one[1]) then redis.call('HSET', P .. 'progress', one[1], one[3]) end
  end
end
return {'done', wrote()}
`);

/** The asker has compared what it knows with Redis; what it is said to have. */
export const COMPARED = script(`
redis.call('SREM', P .. 'settling', owner)
if redis.call('EXISTS', P .. 'settling') == 0 then redis.call('DEL', P .. 'settling-since') end
local reply = {'done', 0}
for _, id in ipairs(redis.call('ZRANGE', P .. 'of:' .. owner, 0, -1)) do table.insert(reply, id) end
return reply
`);
