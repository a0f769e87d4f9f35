-- KEYS due; ARGV start of the key of a conversation's typing, what (type, stop, sent or due), now, ttl, pause, and for one person:
-- conversation, user, connection. All times in ms.
-- Lines 'conversation user on' of what others are to be told.
-- A person's entry is 'until|told|changed|connection': the end of the TTL or 0, what others were told, when or -1, where they type.
local PART = 1000
local SPARE = 60000
local prefix, what = ARGV[1], ARGV[2]
local now, ttl, pause = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local told = {}

local function text(number)
  return string.format('%.0f', number)
end

local function change(conversation, user, connection, wait)
  local key, member = prefix .. conversation, conversation .. ' ' .. user
  local held = redis.call('HGET', key, user)
  if not held and (what == 'sent' or what == 'due') then
    redis.call('ZREM', KEYS[1], member)
    return
  end
  local ends, on_before, changed, where = 0, 0, -1, ''
  if held then
    ends, on_before, changed, where = string.match(held, '^(%d+)|(%d)|(-?%d+)|(.*)$')
    ends, on_before, changed = tonumber(ends), tonumber(on_before), tonumber(changed)
  end
  if what == 'type' then
    ends, where = now + ttl, connection
  elseif what == 'sent' or (what == 'stop' and where == connection) then
    ends, where = 0, ''
  end
  local on = ends > now and 1 or 0
  if on ~= on_before and (changed < 0 or changed + wait <= now) then
    on_before, changed = on, now
    told[#told + 1] = member .. ' ' .. on
  elseif on == 0 and on_before == 0 and (changed < 0 or changed + pause <= now) then
    redis.call('HDEL', key, user)
    redis.call('ZREM', KEYS[1], member)
    return
  end
  redis.call('HSET', key, user, text(ends) .. '|' .. on_before .. '|' .. text(changed) .. '|' .. where)
  redis.call('PEXPIRE', key, text(ttl + pause + SPARE))
  local look = changed + pause
  if on == 1 then
    look = on_before == 1 and ends or math.min(ends, look)
  end
  redis.call('ZADD', KEYS[1], text(look), member)
end

if what == 'due' then
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', text(now), 'LIMIT', 0, PART)) do
    local conversation, user = string.match(member, '^(%S+) (%S+)$')
    change(conversation, user, '', pause)
  end
else
  change(ARGV[6], ARGV[7], ARGV[8], what == 'sent' and 0 or pause)
end
return told
