-- Where most is written.
SELECT conversation, any_value(kind) AS kind, count(*) AS messages, count(DISTINCT sender) AS senders,
       max(recipients) + 1 AS most_members, min(sent) AS first, max(sent) AS last
FROM messages GROUP BY conversation ORDER BY messages DESC, conversation LIMIT 20;
