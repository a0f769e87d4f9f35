-- KEYS edges; ARGV incarnation, 'open' or 'renew'. 0 where a lease to renew is no longer there.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[2] == 'renew' and not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 0
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
return 1
