-- What data do I actually have (accounts, regions, days, gaps, duplicates)?
-- log-coverage, pack core, for duckdb: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show log-coverage --engine duckdb --since 24h

WITH
  "events" AS (
    SELECT
      "event_version",
      "event_time",
      "event_id",
      "event_category",
      "management_event",
      "read_only",
      coalesce("recipient_account_id", "delivery_account", "user_identity_account_id") AS "account",
      coalesce("aws_region", "delivery_region") AS "region",
      CASE
        WHEN "read_only" = 'false' THEN TRUE
        WHEN "read_only" = 'true' THEN FALSE
        ELSE NOT regexp_matches(
          coalesce("event_name", ''),
          '^(Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Select|Download|Check|Verify|Decrypt|Encrypt|GenerateDataKey|AssumeRole)'
        )
      END AS "is_write"
    FROM
      (
        SELECT
          r."eventTime" AS "event_time",
          r."eventVersion" AS "event_version",
          r."eventID" AS "event_id",
          r."eventCategory" AS "event_category",
          r."managementEvent" AS "management_event",
          r."readOnly" AS "read_only",
          r."recipientAccountId" AS "recipient_account_id",
          coalesce(
            nullif(regexp_extract(filename, '(?s)^.*/AWSLogs/(?:o-[a-z0-9]+/)?([^/]+)/CloudTrail/', 1), ''),
            nullif(regexp_extract(filename, '(?s)^.*/([^/_]+)_CloudTrail_[^/]+$', 1), '')
          ) AS "delivery_account",
          nullif("userIdentity"."accountId", '') AS "user_identity_account_id",
          r."awsRegion" AS "aws_region",
          coalesce(
            nullif(regexp_extract(filename, '(?s)^.*/AWSLogs/(?:o-[a-z0-9]+/)?[^/]+/CloudTrail/([^/]+)/', 1), ''),
            nullif(
              regexp_extract(filename, '(?s)^.*/[^/_]+_CloudTrail_([a-z]+(?:-[a-z0-9]+)+?)[_-][0-9]{8}T[0-9]{4}[^/]*$', 1),
              ''
            )
          ) AS "delivery_region",
          r."eventName" AS "event_name"
        FROM
          (
            SELECT
              r,
              filename,
              json_transform(r."userIdentity", '{"accountId":"VARCHAR"}') AS "userIdentity"
            FROM
              (
                SELECT
                  unnest("Records") AS r,
                  filename
                FROM
                  read_json(
                    'AWSLogs/**/CloudTrail/*/*/*/*/*.json.gz',
                    columns = {
                      "Records": 'STRUCT("eventTime" VARCHAR, "eventName" VARCHAR, "eventVersion" VARCHAR, "awsRegion" VARCHAR, "eventID" VARCHAR, "eventCategory" VARCHAR, "managementEvent" VARCHAR, "readOnly" VARCHAR, "recipientAccountId" VARCHAR, "userIdentity" JSON)[]'
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
  "account",
  "region",
  substr("event_time", 1, 10) AS "day",
  count(*) AS "events",
  count(*) filter(
    WHERE
      "is_write" = FALSE
  ) AS "reads",
  count(*) filter(
    WHERE
      "is_write" = TRUE
  ) AS "writes",
  count(*) filter(
    WHERE
      (
        "event_category" = 'Data'
        OR (
          "event_category" IS NULL
          AND "management_event" = 'false'
        )
      )
  ) AS "data_events",
  count("event_id") - count(DISTINCT "event_id") AS "duplicates",
  count(*) filter(
    WHERE
      "read_only" IS NULL
  ) AS "missing_read_only",
  min("event_time") AS "first_event",
  max("event_time") AS "last_event",
  CAST(
    to_json(
      list_slice(
        coalesce(
          array_agg(
            DISTINCT "event_version"
            ORDER BY
              "event_version"
          ) FILTER(
            WHERE
              "event_version" IS NOT NULL
          ),
          []
        ),
        1,
        20
      )
    ) AS VARCHAR
  ) AS "versions"
FROM
  "events"
GROUP BY
  "account",
  "region",
  substr("event_time", 1, 10)
ORDER BY
  "account" ASC nulls last,
  "region" ASC nulls last,
  "day" ASC nulls last
