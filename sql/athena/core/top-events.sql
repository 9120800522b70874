-- Which APIs are called most?
-- top-events, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show top-events --engine athena --since 24h

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
          eventtime AS "event_time",
          eventname AS "event_name",
          readonly AS "read_only",
          eventsource AS "event_source",
          nullif(useridentity.arn, '') AS "user_identity_arn",
          nullif(useridentity.principalid, '') AS "user_identity_principal_id",
          nullif(useridentity.invokedby, '') AS "user_identity_invoked_by",
          nullif(useridentity.accountid, '') AS "user_identity_account_id",
          errorcode AS "error_code",
          errormessage AS "error_message",
          nullif(nullif(responseelements, 'null'), '') AS "response_elements"
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
