-- Who calls the most?
-- top-callers, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show top-callers --engine athena --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "source_ip_address",
      CASE
        WHEN "event_source" LIKE '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
        WHEN "event_source" LIKE '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
        ELSE "event_source"
      END AS "service",
      CASE
        WHEN (
          "user_identity_type" = 'AssumedRole'
          AND "user_identity_session_context_session_issuer_type" = 'Role'
          AND "user_identity_session_context_session_issuer_arn" IS NOT NULL
        ) THEN "user_identity_session_context_session_issuer_arn"
        ELSE "caller"
      END AS "principal",
      CASE
        WHEN "user_identity_type" = 'Root' THEN 'root'
        WHEN "user_identity_type" = 'IAMUser' THEN 'iam-user'
        WHEN (
          "user_identity_type" = 'AssumedRole'
          AND (
            starts_with("user_identity_session_context_session_issuer_user_name", 'AWSServiceRole')
            OR strpos("user_identity_session_context_session_issuer_arn", '/aws-service-role/') > 0
          )
        ) THEN 'service-linked-role'
        WHEN (
          "user_identity_type" = 'AssumedRole'
          AND starts_with("user_identity_session_context_session_issuer_user_name", 'AWSReservedSSO_')
        ) THEN 'identity-center'
        WHEN (
          "user_identity_type" = 'AssumedRole'
          AND regexp_like("session", '^i-[0-9a-f]{8,17}\z')
        ) THEN 'ec2-instance'
        WHEN "user_identity_type" IN ('AssumedRole', 'Role') THEN 'role'
        WHEN "user_identity_type" IN ('FederatedUser', 'SAMLUser', 'WebIdentityUser', 'IdentityCenterUser') THEN 'federated'
        WHEN "user_identity_type" = 'AWSService' THEN 'aws-service'
        WHEN (
          "user_identity_type" = 'AWSAccount'
          AND "user_identity_account_id" = 'anonymous'
        ) THEN 'anonymous'
        WHEN "user_identity_type" = 'AWSAccount' THEN 'other-account'
        WHEN (
          "user_identity_type" IS NULL
          AND "event_type" = 'AwsServiceEvent'
        ) THEN 'service-event'
        ELSE 'unknown'
      END AS "caller_kind",
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
      END AS "error_class",
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
          *,
          coalesce(
            "user_identity_arn",
            "user_identity_principal_id",
            "user_identity_invoked_by",
            "user_identity_account_id",
            '(unknown)'
          ) AS "caller",
          CASE
            WHEN strpos("user_identity_arn", ':assumed-role/') > 0 THEN nullif(element_at(split("user_identity_arn", '/'), -1), '')
            ELSE NULL
          END AS "session",
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
              sourceipaddress AS "source_ip_address",
              eventsource AS "event_source",
              nullif(useridentity.sessioncontext.sessionissuer.arn, '') AS "user_identity_session_context_session_issuer_arn",
              nullif(useridentity.type, '') AS "user_identity_type",
              nullif(useridentity.sessioncontext.sessionissuer.type, '') AS "user_identity_session_context_session_issuer_type",
              nullif(useridentity.arn, '') AS "user_identity_arn",
              nullif(useridentity.principalid, '') AS "user_identity_principal_id",
              nullif(useridentity.invokedby, '') AS "user_identity_invoked_by",
              nullif(useridentity.accountid, '') AS "user_identity_account_id",
              nullif(useridentity.sessioncontext.sessionissuer.username, '') AS "user_identity_session_context_session_issuer_user_name",
              eventtype AS "event_type",
              errorcode AS "error_code",
              errormessage AS "error_message",
              nullif(nullif(responseelements, 'null'), '') AS "response_elements",
              readonly AS "read_only"
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
  "principal" AS "principal",
  "caller_kind",
  count(*) AS "events",
  count(*) filter(
    WHERE
      "failed" = TRUE
  ) AS "failed",
  count(*) filter(
    WHERE
      "error_class" = 'denied'
  ) AS "denied",
  count(*) filter(
    WHERE
      "is_write" = TRUE
  ) AS "writes",
  count(DISTINCT "service") AS "services",
  count(DISTINCT "event_name") AS "event_names",
  count(DISTINCT "source_ip_address") AS "source_ips",
  min("event_time") AS "first_seen",
  max("event_time") AS "last_seen"
FROM
  "events"
GROUP BY
  "principal",
  "caller_kind"
ORDER BY
  "events" DESC,
  "principal" ASC NULLS last,
  "caller_kind" ASC NULLS last
