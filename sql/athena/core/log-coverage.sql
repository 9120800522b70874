-- What data do I actually have (accounts, regions, days, gaps, duplicates)?
-- log-coverage, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show log-coverage --engine athena --since 24h

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
        ELSE NOT regexp_like(
          coalesce("event_name", ''),
          '^(Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Select|Download|Check|Verify|Decrypt|Encrypt|GenerateDataKey|AssumeRole)'
        )
      END AS "is_write"
    FROM
      (
        SELECT
          eventtime AS "event_time",
          eventversion AS "event_version",
          eventid AS "event_id",
          eventcategory AS "event_category",
          managementevent AS "management_event",
          readonly AS "read_only",
          recipientaccountid AS "recipient_account_id",
          CAST(account AS varchar) AS "delivery_account",
          nullif(useridentity.accountid, '') AS "user_identity_account_id",
          awsregion AS "aws_region",
          CAST(region AS varchar) AS "delivery_region",
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
  json_format(
    CAST(
      slice(
        coalesce(
          array_agg(
            DISTINCT "event_version"
            ORDER BY
              "event_version"
          ) FILTER(
            WHERE
              "event_version" IS NOT NULL
          ),
          ARRAY[]
        ),
        1,
        20
      ) AS json
    )
  ) AS "versions"
FROM
  "events"
GROUP BY
  "account",
  "region",
  substr("event_time", 1, 10)
ORDER BY
  "account" ASC NULLS last,
  "region" ASC NULLS last,
  "day" ASC NULLS last
