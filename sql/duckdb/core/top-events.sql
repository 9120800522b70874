-- Which APIs are called most?
-- top-events, pack core, for duckdb: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show top-events --engine duckdb --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "read_only",
      CASE
        WHEN "event_source" like '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
        WHEN "event_source" like '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
        ELSE "event_source"
      END AS "service",
      coalesce(
        "user_identity_arn",
        "user_identity_principal_id",
        "user_identity_invoked_by",
        "user_identity_account_id",
        '(unknown)'
      ) AS "caller",
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
          r."eventName" AS "event_name",
          r."readOnly" AS "read_only",
          r."eventSource" AS "event_source",
          nullif("userIdentity"."arn", '') AS "user_identity_arn",
          nullif("userIdentity"."principalId", '') AS "user_identity_principal_id",
          nullif("userIdentity"."invokedBy", '') AS "user_identity_invoked_by",
          nullif("userIdentity"."accountId", '') AS "user_identity_account_id",
          r."errorCode" AS "error_code",
          r."errorMessage" AS "error_message",
          CAST(r."responseElements" AS VARCHAR) AS "response_elements"
        FROM
          (
            SELECT
              r,
              filename,
              json_transform(
                r."userIdentity",
                '{"principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR","invokedBy":"VARCHAR"}'
              ) AS "userIdentity"
            FROM
              (
                SELECT
                  unnest("Records") AS r,
                  filename
                FROM
                  read_json(
                    'AWSLogs/**/CloudTrail/*/*/*/*/*.json.gz',
                    columns = {
                      "Records": 'STRUCT("eventTime" VARCHAR, "eventName" VARCHAR, "eventSource" VARCHAR, "readOnly" VARCHAR, "errorCode" VARCHAR, "errorMessage" VARCHAR, "responseElements" JSON, "userIdentity" JSON)[]'
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
  "service",
  "event_name",
  CASE
    WHEN min("read_only") = max("read_only") THEN min("read_only")
  END AS "read_only",
  count(*) AS "events",
  count(*) filter(
    WHERE
      "failed" = TRUE
  ) AS "failed",
  count(DISTINCT "caller") AS "callers",
  min("event_time") AS "first_seen",
  max("event_time") AS "last_seen"
FROM
  "events"
GROUP BY
  "service",
  "event_name"
ORDER BY
  "events" DESC,
  "service" ASC nulls last,
  "event_name" ASC nulls last
