-- Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service?
-- identity-types, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show identity-types --engine athena --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "session_credential_from_console",
      "user_identity_type",
      "user_identity_session_context_attributes_mfa_authenticated",
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
      "user_identity_invoked_by" AS "via_service",
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
          END AS "session"
        FROM
          (
            SELECT
              eventtime AS "event_time",
              sessioncredentialfromconsole AS "session_credential_from_console",
              nullif(useridentity.type, '') AS "user_identity_type",
              nullif(useridentity.sessioncontext.attributes.mfaauthenticated, '') AS "user_identity_session_context_attributes_mfa_authenticated",
              nullif(useridentity.sessioncontext.sessionissuer.arn, '') AS "user_identity_session_context_session_issuer_arn",
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
              eventname AS "event_name"
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
  "caller_kind",
  "user_identity_type" AS "ui_type",
  count(*) AS "events",
  count(*) filter(
    WHERE
      "failed" = TRUE
  ) AS "failed",
  count(DISTINCT "principal") AS "principals",
  count("via_service") AS "via_service_events",
  count(*) filter(
    WHERE
      "user_identity_session_context_attributes_mfa_authenticated" = 'true'
  ) AS "mfa_true",
  count(*) filter(
    WHERE
      "session_credential_from_console" = 'true'
  ) AS "from_console",
  min("event_time") AS "first_seen",
  max("event_time") AS "last_seen"
FROM
  "events"
GROUP BY
  "caller_kind",
  "user_identity_type"
ORDER BY
  "events" DESC,
  "caller_kind" ASC NULLS last,
  "ui_type" ASC NULLS last
