-- For how long what is unread has been waiting, in hours, at the time of the last event.
WITH now AS (SELECT max(t) AS t FROM (SELECT max(sent) AS t FROM messages UNION ALL SELECT max(moved) FROM receipts)),
     read AS (SELECT conversation, member, max("read") AS up_to FROM receipts GROUP BY conversation, member),
     unread AS (
         SELECT m.sent
         FROM messages m
         JOIN stays s ON s.conversation = m.conversation AND m.seq >= s.from_seq AND m.seq <= coalesce(s.to_seq, m.seq)
         LEFT JOIN read r ON r.conversation = m.conversation AND r.member = s.member
         WHERE s.member <> m.sender AND m.seq > coalesce(r.up_to, -1))
SELECT CASE WHEN age < 1 THEN 'under an hour' WHEN age < 24 THEN 'under a day' WHEN age < 168 THEN 'under a week'
            ELSE 'a week and more' END AS waiting,
       count(*) AS messages, max(age) AS oldest_hours
FROM (SELECT (epoch_ms(now.t) - epoch_ms(sent)) / 3600000.0 AS age FROM unread, now)
GROUP BY waiting ORDER BY oldest_hours;
