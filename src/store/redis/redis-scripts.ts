import { createHash } from 'node:crypto';
import type { RedisClient } from './redis-connection.ts';

/** A Lua script: Redis runs it atomically. */
export interface Script {
  readonly text: string;
  readonly sha1: string;
}

function scriptOf(text: string): Script {
  return { text, sha1: createHash('sha1').update(text).digest('hex') };
}

/**
 * Removes the oldest events, never some in the middle: the log keeps every event after the newest one removed. Trims
 * by count even if age is the reason, since a trim by id would need the id of the next event.
 */
const REMOVE_OUTDATED = `
local function removeOutdated(stream, state, indexPrefix, maxCount, oldestKeptMs, limit)
  local length = redis.call('XLEN', stream)
  local outdated, last = 0, nil
  for _, entry in ipairs(redis.call('XRANGE', stream, '-', '+', 'COUNT', limit)) do
    local id, fields = entry[1], {}
    if length - outdated <= maxCount and tonumber(string.match(id, '^%d+')) >= oldestKeptMs then break end
    for i = 1, #entry[2], 2 do fields[entry[2][i]] = entry[2][i + 1] end
    redis.call('XDEL', indexPrefix .. fields.company .. ':' .. fields.type, id)
    outdated, last = outdated + 1, id
  end
  if last then
    redis.call('XTRIM', stream, 'MAXLEN', '=', length - outdated)
    redis.call('HSET', state, 'removed', last)
  end
  return outdated
end
`;

/**
 * The id of the next event: the millisecond, and the microsecond within it. Redis's own ids would reveal the number of
 * other companies' events in a millisecond. If the clock is not past the last id, the next id directly follows it.
 */
const NEXT_ID = `
local function nextId(state)
  local time = redis.call('TIME')
  local ms, us = time[1] * 1000 + math.floor(time[2] / 1000), time[2] % 1000
  local lastMs, lastSeq = string.match(redis.call('HGET', state, 'last') or '0-0', '^(%d+)-(%d+)$')
  lastMs, lastSeq = tonumber(lastMs), tonumber(lastSeq)
  if ms < lastMs or (ms == lastMs and us <= lastSeq) then ms, us = lastMs, lastSeq + 1 end
  return string.format('%.0f-%.0f', ms, us)
end
`;

/**
 * KEYS stream, state, message, index of the kind; ARGV ttlMs, prefix of the indexes, maxCount, oldestKeptMs, limit,
 * and then names and values of the event. If Redis is out of memory, it refuses the first write, and nothing has
 * changed.
 */
export const APPEND = scriptOf(`${REMOVE_OUTDATED}${NEXT_ID}
local known = redis.call('GET', KEYS[3])
if known then return {known, 0} end
local id = redis.pcall('XADD', KEYS[1], nextId(KEYS[2]), unpack(ARGV, 6))
-- The stream may be further than what we know of it, and Redis may refuse for other reasons: then this is refused as well.
if type(id) ~= 'string' then id = redis.call('XADD', KEYS[1], '*', unpack(ARGV, 6)) end
redis.call('XADD', KEYS[4], id, '', '')
redis.call('SET', KEYS[3], id, 'PX', ARGV[1])
redis.call('HSETNX', KEYS[2], 'first', id)
redis.call('HSET', KEYS[2], 'last', id)
removeOutdated(KEYS[1], KEYS[2], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]))
return {id, 1}
`);

/**
 * KEYS stream, state; ARGV prefix of the indexes, maxCount, oldestKeptMs, limit. Returns the number of removed events.
 */
export const TRIM = scriptOf(`${REMOVE_OUTDATED}
return removeOutdated(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))
`);

/** KEYS stream; ARGV ids. Returns the entries that exist. */
export const LOAD = scriptOf(`
local found = {}
for _, id in ipairs(ARGV) do
  found[#found + 1] = redis.call('XRANGE', KEYS[1], id, id)[1]
end
return found
`);

/** Otherwise the first calls on a connection, which may be many at once, would each send the script's text. */
export async function loadScripts(client: RedisClient): Promise<void> {
  await Promise.all([APPEND, TRIM, LOAD].map(({ text }) => client.scriptLoad(text)));
}

/** Sends the text of a script only if Redis does not have it. */
export async function runScript(
  client: RedisClient,
  { text, sha1 }: Script,
  keys: readonly string[],
  args: readonly string[],
): Promise<unknown> {
  const rest = [String(keys.length), ...keys, ...args];
  try {
    return await client.sendCommand(['EVALSHA', sha1, ...rest]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return client.sendCommand(['EVAL', text, ...rest]);
  }
}
