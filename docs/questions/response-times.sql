-- How long people take to answer, in direct conversations: from the first message of the other since their own last one.
WITH turns AS (
    SELECT conversation, sender, sent, seq,
           lag(sender) OVER (PARTITION BY conversation ORDER BY seq) AS before
    FROM messages WHERE kind = 'direct'),
     starts AS (
    SELECT conversation, sender, sent, lag(sent) OVER (PARTITION BY conversation ORDER BY seq) AS asked
    FROM turns WHERE before IS NULL OR before <> sender)
SELECT sender, count(*) AS answers,
       quantile_cont(epoch_ms(sent) - epoch_ms(asked), 0.5) / 1000 AS p50_seconds,
       quantile_cont(epoch_ms(sent) - epoch_ms(asked), 0.9) / 1000 AS p90_seconds
FROM starts WHERE asked IS NOT NULL GROUP BY sender ORDER BY answers DESC, sender LIMIT 50;
