-- How long messages took to reach whom they were for, by the hour in which they were sent (milliseconds).
SELECT date_trunc('hour', sent) AS hour, count(*) AS deliveries,
       quantile_cont(delivery_ms, 0.5) AS p50_ms, quantile_cont(delivery_ms, 0.95) AS p95_ms,
       quantile_cont(delivery_ms, 0.99) AS p99_ms
FROM deliveries GROUP BY hour ORDER BY hour;
