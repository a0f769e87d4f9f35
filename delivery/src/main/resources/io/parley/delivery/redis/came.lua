-- KEYS presence, present of the incarnation, last generation, left; ARGV connection, incarnation, user, now, lease in ms.
-- The generation of whoever came by it, or 0.
local now = tonumber(ARGV[4])
local field = 'c:' .. ARGV[1]
if redis.call('HSET', KEYS[1], field, ARGV[2]) == 1 then
  redis.call('HINCRBY', KEYS[1], 'n', 1)
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
local generation = redis.call('HGET', KEYS[1], 'g')
if generation then
  redis.call('HDEL', KEYS[1], 'l')
  redis.call('ZREM', KEYS[4], ARGV[3])
  if redis.call('HGET', KEYS[1], 't') == '1' or redis.call('HGET', KEYS[1], 'a') + ARGV[5] > now then
    return 0
  end
  redis.call('HSET', KEYS[1], 'a', ARGV[4])
  return tonumber(generation)
end
local last = tonumber(redis.call('GET', KEYS[3]) or '0')
local fresh = math.max(last + 1, now)
local text = string.format('%.0f', fresh)
redis.call('SET', KEYS[3], text)
redis.call('HSET', KEYS[1], 'g', text, 'a', ARGV[4], 't', '0')
return fresh
