-- Which API calls failed, how often, for whom, and what did they say?
-- failed-calls, pack core, for trino: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show failed-calls --engine trino --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "event_id",
      "source_ip_address",
      "error_code",
      "error_message",
      CASE
        WHEN "event_source" LIKE '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
        WHEN "event_source" LIKE '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
        ELSE "event_source"
      END AS "service",
      coalesce(
        coalesce(
          "user_identity_arn",
          "user_identity_principal_id",
          "user_identity_invoked_by",
          "user_identity_account_id"
        ),
        '(unknown)'
      ) AS "caller",
      (
        coalesce("error_code", '') NOT IN ('', 'Success')
        OR coalesce("error_message", '') <> ''
        OR coalesce(
          CASE
            WHEN "event_name" = 'ConsoleLogin' THEN json_extract_scalar("response_elements", '$["ConsoleLogin"]') = 'Failure'
          END,
          FALSE
        )
      ) AS "failed",
      CASE
        WHEN NOT (
          coalesce("error_code", '') NOT IN ('', 'Success')
          OR coalesce("error_message", '') <> ''
          OR coalesce(
            CASE
              WHEN "event_name" = 'ConsoleLogin' THEN json_extract_scalar("response_elements", '$["ConsoleLogin"]') = 'Failure'
            END,
            FALSE
          )
        ) THEN NULL
        WHEN regexp_like(
          lower("error_code"),
          '^(client\.|server\.)?(throttling|throttlingexception|throttledexception|requestthrottled|requestthrottledexception|toomanyrequestsexception|toomanyrequests|provisionedthroughputexceededexception|requestlimitexceeded|bandwidthlimitexceeded|slowdown|priorrequestnotcomplete|ec2throttledexception)\z'
        ) THEN 'throttled'
        WHEN regexp_like(
          lower("error_code"),
          'accessdenied|unauthorized|^(client\.|server\.)?(operationnotpermitted|authorizationerror|forbidden|forbiddenexception|notauthorizedexception)\z'
        ) THEN 'denied'
        WHEN regexp_like(
          lower("error_code"),
          '^(client\.|server\.)?(invalidclienttokenid|unrecognizedclientexception|signaturedoesnotmatch|expiredtoken|expiredtokenexception|authfailure|invalidaccesskeyid)\z'
        ) THEN 'bad-credentials'
        WHEN coalesce(
          CASE
            WHEN "event_name" = 'ConsoleLogin' THEN json_extract_scalar("response_elements", '$["ConsoleLogin"]') = 'Failure'
          END,
          FALSE
        ) THEN 'login-failed'
        WHEN regexp_like(lower("error_code"), 'notfound|doesnotexist|^(client\.|server\.)?nosuch') THEN 'not-found'
        WHEN regexp_like(lower("error_code"), 'limitexceeded|quotaexceeded') THEN 'quota'
        WHEN regexp_like(lower("error_code"), 'validation|invalidparameter|malformed|missingparameter') THEN 'validation'
        WHEN regexp_like(lower("error_code"), 'conflict|alreadyexists|inuse|dependencyviolation') THEN 'conflict'
        WHEN regexp_like(lower("error_code"), 'internal|serviceunavailable|httpfailure') THEN 'service'
        ELSE 'other'
      END AS "error_class"
    FROM
      (
        SELECT
          json_extract_scalar(record, '$["eventTime"]') AS "event_time",
          json_extract_scalar(record, '$["eventName"]') AS "event_name",
          json_extract_scalar(record, '$["eventID"]') AS "event_id",
          json_extract_scalar(record, '$["sourceIPAddress"]') AS "source_ip_address",
          json_extract_scalar(record, '$["errorCode"]') AS "error_code",
          json_extract_scalar(record, '$["errorMessage"]') AS "error_message",
          json_extract_scalar(record, '$["eventSource"]') AS "event_source",
          nullif(json_extract_scalar(record, '$["userIdentity"]["arn"]'), '') AS "user_identity_arn",
          nullif(json_extract_scalar(record, '$["userIdentity"]["principalId"]'), '') AS "user_identity_principal_id",
          nullif(json_extract_scalar(record, '$["userIdentity"]["invokedBy"]'), '') AS "user_identity_invoked_by",
          nullif(json_extract_scalar(record, '$["userIdentity"]["accountId"]'), '') AS "user_identity_account_id",
          nullif(json_format(json_extract(record, '$["responseElements"]')), 'null') AS "response_elements"
        FROM
          "cloudtrail_raw"
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
  coalesce("error_code", '(none)') AS "error_code",
  "error_class",
  count(*) AS "events",
  count(DISTINCT "caller") AS "callers",
  count(DISTINCT "source_ip_address") AS "source_ips",
  min("event_time") AS "first_seen",
  max("event_time") AS "last_seen",
  nullif(max_by(coalesce("error_message", ''), "event_time" || coalesce("event_id", '')), '') AS "sample_message",
  nullif(max_by(coalesce("event_id", ''), "event_time" || coalesce("event_id", '')), '') AS "sample_event_id"
FROM
  "events"
WHERE
  "failed" = TRUE
GROUP BY
  "service",
  "event_name",
  coalesce("error_code", '(none)'),
  "error_class"
ORDER BY
  "events" DESC,
  "service" ASC NULLS last,
  "event_name" ASC NULLS last,
  "error_code" ASC NULLS last,
  "error_class" ASC NULLS last
