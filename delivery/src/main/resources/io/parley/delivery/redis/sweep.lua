-- KEYS edges, left, connected; ARGV lease in ms, starts of the keys of a user, a presence, an edge.
-- Takes a part of what a dead incarnation held away; 0 where none is dead.
local PART = 500
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local dead = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[1]), 'LIMIT', 0, 1)
if #dead == 0 then
  return 0
end
local incarnation = dead[1]
local alive = redis.call('ZSCORE', KEYS[1], incarnation)
local edge = ARGV[4] .. incarnation

-- What was taken away before left holes that a scan walks through, perhaps without finding anything: not the end yet.
local function part(key, take)
  local cursor, found = '0', {}
  repeat
    local page = redis.call('HSCAN', key, cursor, 'COUNT', PART)
    cursor, found = page[1], page[2]
  until #found > 0 or cursor == '0'
  for i = 1, #found, 2 do
    take(found[i], found[i + 1])
    redis.call('HDEL', key, found[i])
  end
end

part(edge .. ':connections', function(connection, user)
  local key = ARGV[2] .. user
  if redis.call('HGET', key, connection) == incarnation then
    redis.call('HDEL', key, connection)
    if redis.call('EXISTS', key) == 0 then
      redis.call('SREM', KEYS[3], user)
    end
  end
end)
part(edge .. ':present', function(connection, user)
  local key = ARGV[3] .. user
  if redis.call('HGET', key, 'c:' .. connection) == incarnation then
    redis.call('HDEL', key, 'c:' .. connection)
    if redis.call('HINCRBY', key, 'n', -1) <= 0 then
      redis.call('HSET', key, 'l', alive)
      redis.call('ZADD', KEYS[2], alive, user)
    end
  end
end)
if redis.call('EXISTS', edge .. ':connections', edge .. ':present') == 0 then
  redis.call('DEL', edge .. ':stream', edge .. ':count')
  redis.call('ZREM', KEYS[1], incarnation)
end
return 1
