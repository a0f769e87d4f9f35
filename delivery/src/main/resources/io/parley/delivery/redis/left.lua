-- KEYS presence, present of the incarnation, left; ARGV connection, user, now
redis.call('HDEL', KEYS[2], ARGV[1])
if redis.call('HDEL', KEYS[1], 'c:' .. ARGV[1]) == 1 and redis.call('HINCRBY', KEYS[1], 'n', -1) <= 0 then
  redis.call('HSET', KEYS[1], 'l', ARGV[3])
  redis.call('ZADD', KEYS[3], ARGV[3], ARGV[2])
end
return 1
