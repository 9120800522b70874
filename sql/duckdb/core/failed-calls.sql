-- Which API calls failed, how often, for whom, and what did they say?
-- failed-calls, pack core, for duckdb: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show failed-calls --engine duckdb --since 24h

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
        WHEN "event_source" like '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
        WHEN "event_source" like '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
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
            WHEN "event_name" = 'ConsoleLogin' THEN (json_value ("response_elements", '$."ConsoleLogin"') ->> '$') = 'Failure'
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
              WHEN "event_name" = 'ConsoleLogin' THEN (json_value ("response_elements", '$."ConsoleLogin"') ->> '$') = 'Failure'
            END,
            FALSE
          )
        ) THEN NULL
        WHEN regexp_matches(
          lower("error_code"),
          '^(client\.|server\.)?(throttling|throttlingexception|throttledexception|requestthrottled|requestthrottledexception|toomanyrequestsexception|toomanyrequests|provisionedthroughputexceededexception|requestlimitexceeded|bandwidthlimitexceeded|slowdown|priorrequestnotcomplete|ec2throttledexception)\z'
        ) THEN 'throttled'
        WHEN regexp_matches(
          lower("error_code"),
          'accessdenied|unauthorized|^(client\.|server\.)?(operationnotpermitted|authorizationerror|forbidden|forbiddenexception|notauthorizedexception)\z'
        ) THEN 'denied'
        WHEN regexp_matches(
          lower("error_code"),
          '^(client\.|server\.)?(invalidclienttokenid|unrecognizedclientexception|signaturedoesnotmatch|expiredtoken|expiredtokenexception|authfailure|invalidaccesskeyid)\z'
        ) THEN 'bad-credentials'
        WHEN coalesce(
          CASE
            WHEN "event_name" = 'ConsoleLogin' THEN (json_value ("response_elements", '$."ConsoleLogin"') ->> '$') = 'Failure'
          END,
          FALSE
        ) THEN 'login-failed'
        WHEN regexp_matches(lower("error_code"), 'notfound|doesnotexist|^(client\.|server\.)?nosuch') THEN 'not-found'
        WHEN regexp_matches(lower("error_code"), 'limitexceeded|quotaexceeded') THEN 'quota'
        WHEN regexp_matches(lower("error_code"), 'validation|invalidparameter|malformed|missingparameter') THEN 'validation'
        WHEN regexp_matches(lower("error_code"), 'conflict|alreadyexists|inuse|dependencyviolation') THEN 'conflict'
        WHEN regexp_matches(lower("error_code"), 'internal|serviceunavailable|httpfailure') THEN 'service'
        ELSE 'other'
      END AS "error_class"
    FROM
      (
        SELECT
          r."eventTime" AS "event_time",
          r."eventName" AS "event_name",
          r."eventID" AS "event_id",
          r."sourceIPAddress" AS "source_ip_address",
          r."errorCode" AS "error_code",
          r."errorMessage" AS "error_message",
          r."eventSource" AS "event_source",
          nullif("userIdentity"."arn", '') AS "user_identity_arn",
          nullif("userIdentity"."principalId", '') AS "user_identity_principal_id",
          nullif("userIdentity"."invokedBy", '') AS "user_identity_invoked_by",
          nullif("userIdentity"."accountId", '') AS "user_identity_account_id",
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
                    'AWSLogs/**/*.json.gz',
                    columns = {
                      "Records": 'STRUCT("eventTime" VARCHAR, "eventName" VARCHAR, "eventSource" VARCHAR, "eventID" VARCHAR, "sourceIPAddress" VARCHAR, "errorCode" VARCHAR, "errorMessage" VARCHAR, "responseElements" JSON, "userIdentity" JSON)[]'
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
  "service" ASC nulls last,
  "event_name" ASC nulls last,
  "error_code" ASC nulls last,
  "error_class" ASC nulls last
