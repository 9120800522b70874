-- Are failures rising?
-- error-trend, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show error-trend --engine athena --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      (
        coalesce("error_code", '') NOT IN ('', 'Success')
        OR coalesce("error_message", '') <> ''
        OR coalesce(
          (
            "event_name" = 'ConsoleLogin'
            AND "response_elements" LIKE '{"ConsoleLogin":"Failure"%'
          ),
          FALSE
        )
      ) AS "failed"
    FROM
      (
        SELECT
          eventtime AS "event_time",
          errorcode AS "error_code",
          errormessage AS "error_message",
          nullif(nullif(responseelements, 'null'), '') AS "response_elements",
          eventname AS "event_name"
        FROM
          cloudtrail_logs
        WHERE
          day >= '2026/11/13'
          AND day <= '2026/11/20'
      ) AS source
    WHERE
      (
        "event_time" >= '2026-11-13T00:00:00Z'
        AND "event_time" < '2026-11-20T00:00:00Z'
      )
  )
SELECT
  substr("event_time", 1, 13) || ':00:00Z' AS "bucket",
  '(all)' AS "series",
  count(*) AS "events",
  count(*) filter(
    WHERE
      "failed" = TRUE
  ) AS "failed",
  (
    CAST(
      count(*) filter(
        WHERE
          "failed" = TRUE
      ) * 100 AS double
    ) / nullif(CAST(count(*) AS double), 0)
  ) AS "failed_pct"
FROM
  "events"
GROUP BY
  substr("event_time", 1, 13) || ':00:00Z'
ORDER BY
  "bucket" ASC NULLS last
