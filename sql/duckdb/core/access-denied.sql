-- Who is being denied what?
-- access-denied, pack core, for duckdb: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show access-denied --engine duckdb --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "event_id",
      "source_ip_address",
      "error_code",
      "error_message",
      "service",
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
          AND regexp_matches("session", '^i-[0-9a-f]{8,17}\z')
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
            AND "response_elements" like '{"ConsoleLogin":"Failure"%'
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
        WHEN (
          "service" = 'redshift-serverless'
          AND (
            strpos("event_name", 'Workgroup') > 0
            OR strpos("event_name", 'Credentials') > 0
          )
        ) THEN coalesce(
          (json_value ("request_parameters", '$."workgroupName"') ->> '$'),
          (json_value ("response_elements", '$."workgroup"."workgroupName"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" = 'redshift-serverless' THEN coalesce(
          (json_value ("request_parameters", '$."namespaceName"') ->> '$'),
          (json_value ("response_elements", '$."namespace"."namespaceName"') ->> '$'),
          (json_value ("request_parameters", '$."snapshotName"') ->> '$'),
          (json_value ("request_parameters", '$."recoveryPointId"') ->> '$'),
          (json_value ("request_parameters", '$."endpointName"') ->> '$'),
          (json_value ("request_parameters", '$."usageLimitId"') ->> '$'),
          (json_value ("request_parameters", '$."scheduledActionName"') ->> '$'),
          (json_value ("request_parameters", '$."resourceArn"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('aoss') THEN coalesce(
          (json_value ("request_parameters", '$."name"') ->> '$'),
          (json_value ("response_elements", '$."createCollectionDetail"."name"') ->> '$'),
          (json_value ("response_elements", '$."deleteCollectionDetail"."name"') ->> '$'),
          (json_value ("response_elements", '$."updateCollectionDetail"."name"') ->> '$'),
          (json_value ("response_elements", '$."securityPolicyDetail"."name"') ->> '$'),
          (json_value ("response_elements", '$."accessPolicyDetail"."name"') ->> '$'),
          (json_value ("response_elements", '$."lifecyclePolicyDetail"."name"') ->> '$'),
          (json_value ("request_parameters", '$."id"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
            AND x.type = 'AWS::AOSS::Collection'
          ) [1].ARN,
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('elasticache') THEN coalesce(
          (json_value ("request_parameters", '$."cacheClusterId"') ->> '$'),
          (json_value ("request_parameters", '$."replicationGroupId"') ->> '$'),
          (json_value ("request_parameters", '$."serverlessCacheName"') ->> '$'),
          (json_value ("request_parameters", '$."globalReplicationGroupId"') ->> '$'),
          (json_value ("request_parameters", '$."snapshotName"') ->> '$'),
          (json_value ("request_parameters", '$."sourceSnapshotName"') ->> '$'),
          (json_value ("request_parameters", '$."serverlessCacheSnapshotName"') ->> '$'),
          (json_value ("request_parameters", '$."userId"') ->> '$'),
          (json_value ("request_parameters", '$."userGroupId"') ->> '$'),
          (json_value ("request_parameters", '$."cacheParameterGroupName"') ->> '$'),
          (json_value ("request_parameters", '$."cacheSubnetGroupName"') ->> '$'),
          (json_value ("request_parameters", '$."cacheSecurityGroupName"') ->> '$'),
          (json_value ("request_parameters", '$."resourceName"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('devops-guru') THEN coalesce(
          (json_value ("request_parameters", '$."Id"') ->> '$'),
          (json_value ("request_parameters", '$."InsightId"') ->> '$'),
          nullif(CAST(json_extract("request_parameters", '$."ResourceCollection"') AS VARCHAR), 'null'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('dynamodb', 'streams.dynamodb') THEN coalesce(
          CASE
            WHEN starts_with((json_value ("request_parameters", '$."tableName"') ->> '$'), 'arn:') THEN nullif(
              regexp_extract((json_value ("request_parameters", '$."tableName"') ->> '$'), 'table/([^/]+)', 1),
              ''
            )
            ELSE (json_value ("request_parameters", '$."tableName"') ->> '$')
          END,
          (json_value ("response_elements", '$."tableDescription"."tableName"') ->> '$'),
          CASE
            WHEN starts_with((json_value ("request_parameters", '$."targetTableName"') ->> '$'), 'arn:') THEN nullif(
              regexp_extract((json_value ("request_parameters", '$."targetTableName"') ->> '$'), 'table/([^/]+)', 1),
              ''
            )
            ELSE (json_value ("request_parameters", '$."targetTableName"') ->> '$')
          END,
          (json_value ("request_parameters", '$."globalTableName"') ->> '$'),
          nullif(regexp_extract((json_value ("request_parameters", '$."tableArn"') ->> '$'), 'table/([^/]+)', 1), ''),
          nullif(
            regexp_extract((json_value ("request_parameters", '$."resourceArn"') ->> '$'), 'table/([^/]+)', 1),
            ''
          ),
          nullif(
            regexp_extract((json_value ("request_parameters", '$."streamArn"') ->> '$'), 'table/([^/]+)', 1),
            ''
          ),
          nullif(
            regexp_extract((json_value ("request_parameters", '$."backupArn"') ->> '$'), 'table/([^/]+)', 1),
            ''
          ),
          nullif(
            regexp_extract((json_value ("request_parameters", '$."sourceTableArn"') ->> '$'), 'table/([^/]+)', 1),
            ''
          ),
          nullif(
            regexp_extract(
              list_filter(
                CAST(
                  json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
                ),
                lambda x: x.ARN IS NOT NULL
                AND x.type = 'AWS::DynamoDB::Table'
              ) [1].ARN,
              'table/([^/]+)',
              1
            ),
            ''
          ),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('dax') THEN coalesce(
          (json_value ("request_parameters", '$."clusterName"') ->> '$'),
          (json_value ("request_parameters", '$."parameterGroupName"') ->> '$'),
          (json_value ("request_parameters", '$."subnetGroupName"') ->> '$'),
          (json_value ("request_parameters", '$."resourceName"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('s3') THEN coalesce(
          coalesce(
            (json_value ("request_parameters", '$."bucketName"') ->> '$') || '/' || (json_value ("request_parameters", '$."key"') ->> '$'),
            (json_value ("request_parameters", '$."bucketName"') ->> '$')
          ),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('kms') THEN coalesce(
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
            AND x.type = 'AWS::KMS::Key'
          ) [1].ARN,
          (json_value ("request_parameters", '$."keyId"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('iam') THEN coalesce(
          (json_value ("request_parameters", '$."userName"') ->> '$'),
          (json_value ("request_parameters", '$."roleName"') ->> '$'),
          (json_value ("request_parameters", '$."groupName"') ->> '$'),
          (json_value ("request_parameters", '$."policyArn"') ->> '$'),
          (json_value ("request_parameters", '$."instanceProfileName"') ->> '$'),
          (json_value ("response_elements", '$."policy"."arn"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('ec2') THEN coalesce(
          (json_value ("request_parameters", '$."groupId"') ->> '$'),
          (json_value ("request_parameters", '$."instanceId"') ->> '$'),
          (json_value ("request_parameters", '$."instancesSet"."items"[0]."instanceId"') ->> '$'),
          (json_value ("request_parameters", '$."vpcId"') ->> '$'),
          (json_value ("request_parameters", '$."subnetId"') ->> '$'),
          (json_value ("request_parameters", '$."snapshotId"') ->> '$'),
          (json_value ("request_parameters", '$."volumeId"') ->> '$'),
          (json_value ("request_parameters", '$."imageId"') ->> '$'),
          (json_value ("request_parameters", '$."routeTableId"') ->> '$'),
          (json_value ("request_parameters", '$."networkAclId"') ->> '$'),
          (json_value ("request_parameters", '$."internetGatewayId"') ->> '$'),
          (json_value ("request_parameters", '$."natGatewayId"') ->> '$'),
          (json_value ("request_parameters", '$."keyName"') ->> '$'),
          (json_value ("request_parameters", '$."allocationId"') ->> '$'),
          (json_value ("response_elements", '$."groupId"') ->> '$'),
          (json_value ("response_elements", '$."instancesSet"."items"[0]."instanceId"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('sts') THEN coalesce(
          (json_value ("request_parameters", '$."roleArn"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('cloudtrail') THEN coalesce(
          (json_value ("request_parameters", '$."name"') ->> '$'),
          (json_value ("request_parameters", '$."trailName"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('secretsmanager') THEN coalesce(
          (json_value ("request_parameters", '$."secretId"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('rds') THEN coalesce(
          (json_value ("request_parameters", '$."dBInstanceIdentifier"') ->> '$'),
          (json_value ("request_parameters", '$."dBClusterIdentifier"') ->> '$'),
          (json_value ("request_parameters", '$."dBSnapshotIdentifier"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        WHEN "service" IN ('lambda') THEN coalesce(
          (json_value ("request_parameters", '$."functionName"') ->> '$'),
          list_filter(
            CAST(
              json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
            ),
            lambda x: x.ARN IS NOT NULL
          ) [1].ARN
        )
        ELSE list_filter(
          CAST(
            json_transform("resources", '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR) []
          ),
          lambda x: x.ARN IS NOT NULL
        ) [1].ARN
      END AS "resource"
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
            WHEN strpos("user_identity_arn", ':assumed-role/') > 0 THEN nullif(string_split("user_identity_arn", '/') [-1], '')
            ELSE NULL
          END AS "session",
          regexp_replace(lower("error_code"), '^(client|server)\.', '', 'g') AS "bare_error_code",
          (
            coalesce("error_code", '') NOT IN ('', 'Success')
            OR coalesce("error_message", '') <> ''
            OR coalesce(
              (
                "event_name" = 'ConsoleLogin'
                AND "response_elements" like '{"ConsoleLogin":"Failure"%'
              ),
              FALSE
            )
          ) AS "failed",
          CASE
            WHEN "event_source" like '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
            WHEN "event_source" like '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
            ELSE "event_source"
          END AS "service"
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
              nullif("userIdentity"."sessionContext"."sessionIssuer"."arn", '') AS "user_identity_session_context_session_issuer_arn",
              nullif("userIdentity"."type", '') AS "user_identity_type",
              nullif("userIdentity"."sessionContext"."sessionIssuer"."type", '') AS "user_identity_session_context_session_issuer_type",
              nullif("userIdentity"."arn", '') AS "user_identity_arn",
              nullif("userIdentity"."principalId", '') AS "user_identity_principal_id",
              nullif("userIdentity"."invokedBy", '') AS "user_identity_invoked_by",
              nullif("userIdentity"."accountId", '') AS "user_identity_account_id",
              nullif("userIdentity"."sessionContext"."sessionIssuer"."userName", '') AS "user_identity_session_context_session_issuer_user_name",
              r."eventType" AS "event_type",
              CAST(r."responseElements" AS VARCHAR) AS "response_elements",
              CAST(r."resources" AS VARCHAR) AS "resources",
              CAST(r."requestParameters" AS VARCHAR) AS "request_parameters"
            FROM
              (
                SELECT
                  r,
                  filename,
                  json_transform(
                    r."userIdentity",
                    '{"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR","invokedBy":"VARCHAR","sessionContext":{"sessionIssuer":{"type":"VARCHAR","arn":"VARCHAR","userName":"VARCHAR"}}}'
                  ) AS "userIdentity"
                FROM
                  (
                    SELECT
                      unnest("Records") AS r,
                      filename
                    FROM
                      read_json(
                        'AWSLogs/**/CloudTrail/*/*/*/*/*.json.gz',
                        columns = {
                          "Records": 'STRUCT("eventTime" VARCHAR, "eventName" VARCHAR, "eventSource" VARCHAR, "eventID" VARCHAR, "eventType" VARCHAR, "sourceIPAddress" VARCHAR, "errorCode" VARCHAR, "errorMessage" VARCHAR, "requestParameters" JSON, "responseElements" JSON, "resources" JSON, "userIdentity" JSON)[]'
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
  "service",
  "event_name",
  "error_code",
  count(*) AS "events",
  count(DISTINCT "resource") AS "resources",
  count(DISTINCT "source_ip_address") AS "source_ips_total",
  CAST(
    to_json(
      list_slice(
        coalesce(
          array_agg(
            DISTINCT "source_ip_address"
            ORDER BY
              "source_ip_address"
          ) FILTER(
            WHERE
              "source_ip_address" IS NOT NULL
          ),
          []
        ),
        1,
        20
      )
    ) AS VARCHAR
  ) AS "source_ips",
  min("event_time") AS "first_seen",
  max("event_time") AS "last_seen",
  nullif(
    max_by(
      coalesce("error_message", ''),
      "event_time" || coalesce("event_id", '') || coalesce("error_message", '')
    ),
    ''
  ) AS "sample_message"
FROM
  "events"
WHERE
  "error_class" = 'denied'
GROUP BY
  "principal",
  "caller_kind",
  "service",
  "event_name",
  "error_code"
ORDER BY
  "events" DESC,
  "principal" ASC nulls last,
  "caller_kind" ASC nulls last,
  "service" ASC nulls last,
  "event_name" ASC nulls last,
  "error_code" ASC nulls last
