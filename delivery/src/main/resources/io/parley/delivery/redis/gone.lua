-- KEYS left, given; ARGV now, linger, lease in ms, start of the key of a presence.
-- Lines 'user generation lastSeen': who went, and who did before, of whom nobody said within the lease that it is stored.
local PART = 1000
local now = tonumber(ARGV[1])
local gone = {}
for _, user in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[2]), 'LIMIT', 0, PART)) do
  local key = ARGV[4] .. user
  local held = redis.call('HMGET', key, 'g', 'l')
  redis.call('ZREM', KEYS[1], user)
  if held[1] and held[2] then
    redis.call('DEL', key)
    redis.call('ZADD', KEYS[2], '-inf', user .. ' ' .. held[1] .. ' ' .. held[2])
  end
end
for _, line in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - ARGV[3]), 'LIMIT', 0, PART)) do
  redis.call('ZADD', KEYS[2], ARGV[1], line)
  gone[#gone + 1] = line
end
return gone
