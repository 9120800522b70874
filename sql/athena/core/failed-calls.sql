-- Which API calls failed, how often, for whom, and what did they say?
-- failed-calls, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show failed-calls --engine athena --since 24h

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
        "user_identity_arn",
        "user_identity_principal_id",
        "user_identity_invoked_by",
        "user_identity_account_id",
        '(unknown)'
      ) AS "caller",
      "failed",
      CASE
        WHEN NOT "failed" THEN NULL
        WHEN "bare_error_code" IN (
          'throttling',
          'throttlingexception',
          'throttledexception',
          'requestthrottled',
          'requestthrottledexception',
          'toomanyrequestsexception',
          'toomanyrequests',
          'provisionedthroughputexceededexception',
          'requestlimitexceeded',
          'bandwidthlimitexceeded',
          'slowdown',
          'priorrequestnotcomplete',
          'ec2throttledexception'
        ) THEN 'throttled'
        WHEN (
          (
            strpos("bare_error_code", 'accessdenied') > 0
            OR strpos("bare_error_code", 'unauthorized') > 0
          )
          OR "bare_error_code" IN (
            'operationnotpermitted',
            'authorizationerror',
            'forbidden',
            'forbiddenexception',
            'notauthorizedexception'
          )
        ) THEN 'denied'
        WHEN "bare_error_code" IN (
          'invalidclienttokenid',
          'unrecognizedclientexception',
          'signaturedoesnotmatch',
          'expiredtoken',
          'expiredtokenexception',
          'authfailure',
          'invalidaccesskeyid'
        ) THEN 'bad-credentials'
        WHEN coalesce(
          (
            "event_name" = 'ConsoleLogin'
            AND "response_elements" LIKE '{"ConsoleLogin":"Failure"%'
          ),
          FALSE
        ) THEN 'login-failed'
        WHEN (
          (
            strpos("bare_error_code", 'notfound') > 0
            OR strpos("bare_error_code", 'doesnotexist') > 0
          )
          OR starts_with("bare_error_code", 'nosuch')
        ) THEN 'not-found'
        WHEN (
          strpos("bare_error_code", 'limitexceeded') > 0
          OR strpos("bare_error_code", 'quotaexceeded') > 0
        ) THEN 'quota'
        WHEN (
          strpos("bare_error_code", 'validation') > 0
          OR strpos("bare_error_code", 'invalidparameter') > 0
          OR strpos("bare_error_code", 'malformed') > 0
          OR strpos("bare_error_code", 'missingparameter') > 0
        ) THEN 'validation'
        WHEN (
          strpos("bare_error_code", 'conflict') > 0
          OR strpos("bare_error_code", 'alreadyexists') > 0
          OR strpos("bare_error_code", 'inuse') > 0
          OR strpos("bare_error_code", 'dependencyviolation') > 0
        ) THEN 'conflict'
        WHEN (
          strpos("bare_error_code", 'internal') > 0
          OR strpos("bare_error_code", 'serviceunavailable') > 0
          OR strpos("bare_error_code", 'httpfailure') > 0
        ) THEN 'service'
        ELSE 'other'
      END AS "error_class"
    FROM
      (
        SELECT
          *,
          regexp_replace(lower("error_code"), '^(client|server)\.', '') AS "bare_error_code",
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
              eventid AS "event_id",
              sourceipaddress AS "source_ip_address",
              errorcode AS "error_code",
              errormessage AS "error_message",
              eventsource AS "event_source",
              nullif(useridentity.arn, '') AS "user_identity_arn",
              nullif(useridentity.principalid, '') AS "user_identity_principal_id",
              nullif(useridentity.invokedby, '') AS "user_identity_invoked_by",
              nullif(useridentity.accountid, '') AS "user_identity_account_id",
              nullif(nullif(responseelements, 'null'), '') AS "response_elements"
            FROM
              cloudtrail_logs
            WHERE
              day >= '2026/11/13'
              AND day <= '2026/11/20'
          ) AS source
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
  nullif(
    max_by(
      coalesce("error_message", ''),
      "event_time" || coalesce("event_id", '') || coalesce("error_message", '')
    ),
    ''
  ) AS "sample_message",
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
