-- KEYS edges, stream, count; ARGV incarnation, announcements, most entries. Their number, or 0 where nobody reads them any more.
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 0
end
local number = redis.call('INCR', KEYS[3])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', 'n', number, 'a', ARGV[2])
return number
