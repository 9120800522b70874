-- Are failures rising?
-- error-trend, pack core, for duckdb: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show error-trend --engine duckdb --since 24h

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
            AND "response_elements" like '{"ConsoleLogin":"Failure"%'
          ),
          FALSE
        )
      ) AS "failed"
    FROM
      (
        SELECT
          r."eventTime" AS "event_time",
          r."errorCode" AS "error_code",
          r."errorMessage" AS "error_message",
          CAST(r."responseElements" AS VARCHAR) AS "response_elements",
          r."eventName" AS "event_name"
        FROM
          (
            SELECT
              r,
              filename
            FROM
              (
                SELECT
                  unnest("Records") AS r,
                  filename
                FROM
                  read_json(
                    'AWSLogs/**/CloudTrail/*/*/*/*/*.json.gz',
                    columns = {
                      "Records": 'STRUCT("eventTime" VARCHAR, "eventName" VARCHAR, "errorCode" VARCHAR, "errorMessage" VARCHAR, "responseElements" JSON)[]'
                    },
                    format = 'newline_delimited',
                    records = TRUE,
                    ignore_errors = TRUE,
                    filename = TRUE,
                    maximum_object_size = 16777216
                  )
              )
          )
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
      ) * 100 AS DOUBLE
    ) / nullif(CAST(count(*) AS DOUBLE), 0)
  ) AS "failed_pct"
FROM
  "events"
GROUP BY
  substr("event_time", 1, 13) || ':00:00Z'
ORDER BY
  "bucket" ASC nulls last
