-- KEYS user, connections of the incarnation; ARGV connection
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return 1
