-- Who made this API call, when, from where, on what?
-- who-did, pack core, for athena: the week from 2026-11-13T00:00:00Z to 2026-11-20T00:00:00Z.
-- Printed by `make sync`; for another scope: trailq show who-did --event CreateNamespace --engine athena --since 24h

WITH
  "events" AS (
    SELECT
      "event_time",
      "event_name",
      "event_id",
      "source_ip_address",
      "user_agent",
      "error_code",
      "error_message",
      "request_parameters",
      "service",
      coalesce("recipient_account_id", "delivery_account", "user_identity_account_id") AS "account",
      coalesce("aws_region", "delivery_region") AS "region",
      coalesce(
        "user_identity_arn",
        "user_identity_principal_id",
        "user_identity_invoked_by",
        "user_identity_account_id",
        '(unknown)'
      ) AS "caller",
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
      ) AS "failed",
      regexp_replace("event_name", '([0-9]{8}(v[0-9]+)?|[0-9]{4}_[0-9]{2}_[0-9]{2})\z', '') AS "event_base",
      CASE
        WHEN (
          "service" = 'redshift-serverless'
          AND (
            strpos("event_name", 'Workgroup') > 0
            OR strpos("event_name", 'Credentials') > 0
          )
        ) THEN coalesce(
          json_extract_scalar("request_parameters", '$["workgroupName"]'),
          json_extract_scalar("response_elements", '$["workgroup"]["workgroupName"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" = 'redshift-serverless' THEN coalesce(
          json_extract_scalar("request_parameters", '$["namespaceName"]'),
          json_extract_scalar("response_elements", '$["namespace"]["namespaceName"]'),
          json_extract_scalar("request_parameters", '$["snapshotName"]'),
          json_extract_scalar("request_parameters", '$["recoveryPointId"]'),
          json_extract_scalar("request_parameters", '$["endpointName"]'),
          json_extract_scalar("request_parameters", '$["usageLimitId"]'),
          json_extract_scalar("request_parameters", '$["scheduledActionName"]'),
          json_extract_scalar("request_parameters", '$["resourceArn"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('aoss') THEN coalesce(
          json_extract_scalar("request_parameters", '$["name"]'),
          json_extract_scalar("response_elements", '$["createCollectionDetail"]["name"]'),
          json_extract_scalar("response_elements", '$["deleteCollectionDetail"]["name"]'),
          json_extract_scalar("response_elements", '$["updateCollectionDetail"]["name"]'),
          json_extract_scalar("response_elements", '$["securityPolicyDetail"]["name"]'),
          json_extract_scalar("response_elements", '$["accessPolicyDetail"]["name"]'),
          json_extract_scalar("response_elements", '$["lifecyclePolicyDetail"]["name"]'),
          json_extract_scalar("request_parameters", '$["id"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
                AND json_extract_scalar(x, '$["type"]') = 'AWS::AOSS::Collection'
              ),
              1
            ),
            '$["ARN"]'
          ),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('elasticache') THEN coalesce(
          json_extract_scalar("request_parameters", '$["cacheClusterId"]'),
          json_extract_scalar("request_parameters", '$["replicationGroupId"]'),
          json_extract_scalar("request_parameters", '$["serverlessCacheName"]'),
          json_extract_scalar("request_parameters", '$["globalReplicationGroupId"]'),
          json_extract_scalar("request_parameters", '$["snapshotName"]'),
          json_extract_scalar("request_parameters", '$["sourceSnapshotName"]'),
          json_extract_scalar("request_parameters", '$["serverlessCacheSnapshotName"]'),
          json_extract_scalar("request_parameters", '$["userId"]'),
          json_extract_scalar("request_parameters", '$["userGroupId"]'),
          json_extract_scalar("request_parameters", '$["cacheParameterGroupName"]'),
          json_extract_scalar("request_parameters", '$["cacheSubnetGroupName"]'),
          json_extract_scalar("request_parameters", '$["cacheSecurityGroupName"]'),
          json_extract_scalar("request_parameters", '$["resourceName"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('devops-guru') THEN coalesce(
          json_extract_scalar("request_parameters", '$["Id"]'),
          json_extract_scalar("request_parameters", '$["InsightId"]'),
          nullif(json_format(json_extract("request_parameters", '$["ResourceCollection"]')), 'null'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('dynamodb', 'streams.dynamodb') THEN coalesce(
          CASE
            WHEN starts_with(json_extract_scalar("request_parameters", '$["tableName"]'), 'arn:') THEN nullif(regexp_extract(json_extract_scalar("request_parameters", '$["tableName"]'), 'table/([^/]+)', 1), '')
            ELSE json_extract_scalar("request_parameters", '$["tableName"]')
          END,
          json_extract_scalar("response_elements", '$["tableDescription"]["tableName"]'),
          CASE
            WHEN starts_with(json_extract_scalar("request_parameters", '$["targetTableName"]'), 'arn:') THEN nullif(
              regexp_extract(json_extract_scalar("request_parameters", '$["targetTableName"]'), 'table/([^/]+)', 1),
              ''
            )
            ELSE json_extract_scalar("request_parameters", '$["targetTableName"]')
          END,
          json_extract_scalar("request_parameters", '$["globalTableName"]'),
          nullif(regexp_extract(json_extract_scalar("request_parameters", '$["tableArn"]'), 'table/([^/]+)', 1), ''),
          nullif(
            regexp_extract(json_extract_scalar("request_parameters", '$["resourceArn"]'), 'table/([^/]+)', 1),
            ''
          ),
          nullif(regexp_extract(json_extract_scalar("request_parameters", '$["streamArn"]'), 'table/([^/]+)', 1), ''),
          nullif(regexp_extract(json_extract_scalar("request_parameters", '$["backupArn"]'), 'table/([^/]+)', 1), ''),
          nullif(
            regexp_extract(json_extract_scalar("request_parameters", '$["sourceTableArn"]'), 'table/([^/]+)', 1),
            ''
          ),
          nullif(
            regexp_extract(
              json_extract_scalar(
                element_at(
                  filter(
                    try_cast(json_extract("resources", '$') AS array(json)),
                    x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
                    AND json_extract_scalar(x, '$["type"]') = 'AWS::DynamoDB::Table'
                  ),
                  1
                ),
                '$["ARN"]'
              ),
              'table/([^/]+)',
              1
            ),
            ''
          ),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('dax') THEN coalesce(
          json_extract_scalar("request_parameters", '$["clusterName"]'),
          json_extract_scalar("request_parameters", '$["parameterGroupName"]'),
          json_extract_scalar("request_parameters", '$["subnetGroupName"]'),
          json_extract_scalar("request_parameters", '$["resourceName"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('s3') THEN coalesce(
          coalesce(
            json_extract_scalar("request_parameters", '$["bucketName"]') || '/' || json_extract_scalar("request_parameters", '$["key"]'),
            json_extract_scalar("request_parameters", '$["bucketName"]')
          ),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('kms') THEN coalesce(
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
                AND json_extract_scalar(x, '$["type"]') = 'AWS::KMS::Key'
              ),
              1
            ),
            '$["ARN"]'
          ),
          json_extract_scalar("request_parameters", '$["keyId"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('iam') THEN coalesce(
          json_extract_scalar("request_parameters", '$["userName"]'),
          json_extract_scalar("request_parameters", '$["roleName"]'),
          json_extract_scalar("request_parameters", '$["groupName"]'),
          json_extract_scalar("request_parameters", '$["policyArn"]'),
          json_extract_scalar("request_parameters", '$["instanceProfileName"]'),
          json_extract_scalar("response_elements", '$["policy"]["arn"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('ec2') THEN coalesce(
          json_extract_scalar("request_parameters", '$["groupId"]'),
          json_extract_scalar("request_parameters", '$["instanceId"]'),
          json_extract_scalar("request_parameters", '$["instancesSet"]["items"][0]["instanceId"]'),
          json_extract_scalar("request_parameters", '$["vpcId"]'),
          json_extract_scalar("request_parameters", '$["subnetId"]'),
          json_extract_scalar("request_parameters", '$["snapshotId"]'),
          json_extract_scalar("request_parameters", '$["volumeId"]'),
          json_extract_scalar("request_parameters", '$["imageId"]'),
          json_extract_scalar("request_parameters", '$["routeTableId"]'),
          json_extract_scalar("request_parameters", '$["networkAclId"]'),
          json_extract_scalar("request_parameters", '$["internetGatewayId"]'),
          json_extract_scalar("request_parameters", '$["natGatewayId"]'),
          json_extract_scalar("request_parameters", '$["keyName"]'),
          json_extract_scalar("request_parameters", '$["allocationId"]'),
          json_extract_scalar("response_elements", '$["groupId"]'),
          json_extract_scalar("response_elements", '$["instancesSet"]["items"][0]["instanceId"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('sts') THEN coalesce(
          json_extract_scalar("request_parameters", '$["roleArn"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('cloudtrail') THEN coalesce(
          json_extract_scalar("request_parameters", '$["name"]'),
          json_extract_scalar("request_parameters", '$["trailName"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('secretsmanager') THEN coalesce(
          json_extract_scalar("request_parameters", '$["secretId"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('rds') THEN coalesce(
          json_extract_scalar("request_parameters", '$["dBInstanceIdentifier"]'),
          json_extract_scalar("request_parameters", '$["dBClusterIdentifier"]'),
          json_extract_scalar("request_parameters", '$["dBSnapshotIdentifier"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        WHEN "service" IN ('lambda') THEN coalesce(
          json_extract_scalar("request_parameters", '$["functionName"]'),
          json_extract_scalar(
            element_at(
              filter(
                try_cast(json_extract("resources", '$') AS array(json)),
                x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
              ),
              1
            ),
            '$["ARN"]'
          )
        )
        ELSE json_extract_scalar(
          element_at(
            filter(
              try_cast(json_extract("resources", '$') AS array(json)),
              x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL
            ),
            1
          ),
          '$["ARN"]'
        )
      END AS "resource"
    FROM
      (
        SELECT
          *,
          CASE
            WHEN strpos("user_identity_arn", ':assumed-role/') > 0 THEN nullif(element_at(split("user_identity_arn", '/'), -1), '')
            ELSE NULL
          END AS "session",
          CASE
            WHEN "event_source" LIKE '%.amazonaws.com' THEN substr("event_source", 1, length("event_source") - 14)
            WHEN "event_source" LIKE '%.amazonaws.com.cn' THEN substr("event_source", 1, length("event_source") - 17)
            ELSE "event_source"
          END AS "service"
        FROM
          (
            SELECT
              eventtime AS "event_time",
              eventname AS "event_name",
              eventid AS "event_id",
              sourceipaddress AS "source_ip_address",
              useragent AS "user_agent",
              errorcode AS "error_code",
              errormessage AS "error_message",
              nullif(nullif(requestparameters, 'null'), '') AS "request_parameters",
              eventsource AS "event_source",
              recipientaccountid AS "recipient_account_id",
              CAST(account AS varchar) AS "delivery_account",
              nullif(useridentity.accountid, '') AS "user_identity_account_id",
              awsregion AS "aws_region",
              CAST(region AS varchar) AS "delivery_region",
              nullif(useridentity.arn, '') AS "user_identity_arn",
              nullif(useridentity.principalid, '') AS "user_identity_principal_id",
              nullif(useridentity.invokedby, '') AS "user_identity_invoked_by",
              nullif(useridentity.type, '') AS "user_identity_type",
              nullif(useridentity.sessioncontext.sessionissuer.username, '') AS "user_identity_session_context_session_issuer_user_name",
              nullif(useridentity.sessioncontext.sessionissuer.arn, '') AS "user_identity_session_context_session_issuer_arn",
              eventtype AS "event_type",
              nullif(nullif(responseelements, 'null'), '') AS "response_elements",
              json_format(
                CAST(
                  transform(
                    resources,
                    "item0" -> CASE
                      WHEN "item0" IS NOT NULL THEN CAST(
                        map_filter(
                          MAP(
                            ARRAY['ARN', 'ARNPrefix', 'accountId', 'type'],
                            ARRAY[
                              CAST("item0".arn AS json),
                              CAST("item0".arnprefix AS json),
                              CAST("item0".accountid AS json),
                              CAST("item0".type AS json)
                            ]
                          ),
                          (name, held) -> held IS NOT NULL
                        ) AS json
                      )
                    END
                  ) AS json
                )
              ) AS "resources"
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
  "event_time",
  "service",
  "event_name",
  "caller",
  "caller_kind",
  "source_ip_address" AS "source_ip",
  "region",
  "account",
  "resource",
  CASE
    WHEN "failed" = TRUE THEN 'failed'
    ELSE 'ok'
  END AS "outcome",
  "error_code",
  "error_message",
  "user_agent",
  "request_parameters" AS "request",
  "event_id"
FROM
  "events"
WHERE
  (
    lower("event_name") = 'createnamespace'
    OR lower("event_base") = 'createnamespace'
  )
ORDER BY
  "event_time" DESC NULLS last,
  "event_id" ASC NULLS last,
  "account" ASC NULLS last,
  "region" ASC NULLS last,
  "service" ASC NULLS last,
  "event_name" ASC NULLS last,
  "caller" ASC NULLS last,
  "source_ip_address" ASC NULLS last,
  "resource" ASC NULLS last,
  "error_code" ASC NULLS last,
  "error_message" ASC NULLS last,
  "user_agent" ASC NULLS last,
  "request_parameters" ASC NULLS last
