-- How many people wrote or read something on each day.
SELECT day, count(DISTINCT member) AS active, count(DISTINCT member) FILTER (wrote) AS wrote
FROM (SELECT date_trunc('day', sent) AS day, sender AS member, true AS wrote FROM messages
      UNION ALL
      SELECT date_trunc('day', moved), member, false FROM receipts WHERE "read" > read_before)
GROUP BY day ORDER BY day;
