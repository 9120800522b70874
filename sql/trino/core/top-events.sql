-- Which APIs are called most?
-- top-events, pack core, for trino: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show top-events --engine trino --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "read_only",
      CASE
        WHEN "event_source" LIKE '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
        WHEN "event_source" LIKE '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
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
            AND "response_elements" LIKE '{"ConsoleLogin":"Failure"%'
          ),
          FALSE
        )
      ) AS "failed"
    FROM
      (
        SELECT
          json_extract_scalar(record, '$["eventTime"]') AS "event_time",
          json_extract_scalar(record, '$["eventName"]') AS "event_name",
          json_extract_scalar(record, '$["readOnly"]') AS "read_only",
          json_extract_scalar(record, '$["eventSource"]') AS "event_source",
          nullif(json_extract_scalar(record, '$["userIdentity"]["arn"]'), '') AS "user_identity_arn",
          nullif(json_extract_scalar(record, '$["userIdentity"]["principalId"]'), '') AS "user_identity_principal_id",
          nullif(json_extract_scalar(record, '$["userIdentity"]["invokedBy"]'), '') AS "user_identity_invoked_by",
          nullif(json_extract_scalar(record, '$["userIdentity"]["accountId"]'), '') AS "user_identity_account_id",
          json_extract_scalar(record, '$["errorCode"]') AS "error_code",
          json_extract_scalar(record, '$["errorMessage"]') AS "error_message",
          nullif(json_format(json_extract(record, '$["responseElements"]')), 'null') AS "response_elements"
        FROM
          cloudtrail_raw
          CROSS JOIN UNNEST (records) AS t (record)
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
  "service" ASC NULLS last,
  "event_name" ASC NULLS last
