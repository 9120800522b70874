-- Which callers, addresses or keys appeared for the first time?
-- new-callers, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show new-callers --engine athena --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "event_id",
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
      END AS "caller_kind"
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
              eventname AS "event_name",
              eventid AS "event_id",
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
              eventtype AS "event_type"
            FROM
              cloudtrail_logs
            WHERE
              day >= '2026/10/30'
              AND day <= '2026/11/20'
          ) AS source
      ) AS source
    WHERE
      (
        "event_time" >= '2026-10-30T00:00:00Z'
        AND "event_time" < '2026-11-20T00:00:00Z'
      )
  )
SELECT
  "principal" AS "key",
  nullif(
    min_by(
      coalesce("caller_kind", ''),
      "event_time" || coalesce("event_id", '') || coalesce("caller_kind", '')
    ),
    ''
  ) AS "caller_kind",
  min("event_time") AS "first_seen",
  count(*) AS "events",
  count(DISTINCT "service") AS "services_total",
  json_format(
    CAST(
      slice(
        coalesce(
          array_agg(
            DISTINCT "service"
            ORDER BY
              "service"
          ) FILTER(
            WHERE
              "service" IS NOT NULL
          ),
          ARRAY[]
        ),
        1,
        20
      ) AS json
    )
  ) AS "services",
  count(DISTINCT "event_name") AS "event_names_total",
  json_format(
    CAST(
      slice(
        coalesce(
          array_agg(
            DISTINCT "event_name"
            ORDER BY
              "event_name"
          ) FILTER(
            WHERE
              "event_name" IS NOT NULL
          ),
          ARRAY[]
        ),
        1,
        20
      ) AS json
    )
  ) AS "event_names",
  count(DISTINCT "source_ip_address") AS "source_ips_total",
  json_format(
    CAST(
      slice(
        coalesce(
          array_agg(
            DISTINCT "source_ip_address"
            ORDER BY
              "source_ip_address"
          ) FILTER(
            WHERE
              "source_ip_address" IS NOT NULL
          ),
          ARRAY[]
        ),
        1,
        20
      ) AS json
    )
  ) AS "source_ips",
  nullif(min_by(coalesce("event_id", ''), "event_time" || coalesce("event_id", '')), '') AS "sample_event_id"
FROM
  "events"
WHERE
  "principal" IS NOT NULL
GROUP BY
  "principal"
HAVING
  min("event_time") >= '2026-11-13T00:00:00Z'
ORDER BY
  "first_seen" ASC NULLS last,
  "key" ASC NULLS last
