-- How often and for how long people were online, by day (minutes).
SELECT date_trunc('day', came) AS day, count(*) AS sessions, count(DISTINCT member) AS people,
       quantile_cont((epoch_ms(went) - epoch_ms(came)) / 60000.0, 0.5) AS p50_minutes,
       sum(epoch_ms(went) - epoch_ms(came)) / 60000.0 AS all_minutes
FROM presence_sessions GROUP BY day ORDER BY day;
