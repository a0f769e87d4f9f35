-- KEYS presence; ARGV generation: its coming is stored.
if redis.call('HGET', KEYS[1], 'g') == ARGV[1] then
  redis.call('HSET', KEYS[1], 't', '1')
end
return 1
