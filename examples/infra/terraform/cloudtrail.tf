# Printed by trailq ddl: not edited, but printed anew.

resource "aws_glue_catalog_database" "cloudtrail" {
  name        = "cloudtrail"
  description = "CloudTrail logs of org-logs."
}

resource "aws_glue_catalog_table" "cloudtrail_logs" {
  database_name = aws_glue_catalog_database.cloudtrail.name
  name          = "cloudtrail_logs"
  description   = "CloudTrail events, a row each."
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "cloudtrail"
    "projection.enabled"           = "true"
    "projection.account.type"      = "enum"
    "projection.account.values"    = "111122223333,444455556666"
    "projection.region.type"       = "enum"
    "projection.region.values"     = "eu-west-1,us-east-1"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW+1DAYS"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://org-logs/audit/AWSLogs/o-exampleorgid/$${account}/CloudTrail/$${region}/$${day}/"
  }

  partition_keys {
    name    = "account"
    type    = "string"
    comment = "The account whose events the file holds."
  }

  partition_keys {
    name    = "region"
    type    = "string"
    comment = "The region whose events the file holds."
  }

  partition_keys {
    name    = "day"
    type    = "string"
    comment = "The day of delivery in UTC: events may be of the day before."
  }

  storage_descriptor {
    location      = "s3://org-logs/audit/AWSLogs/o-exampleorgid/"
    input_format  = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }

    columns {
      name    = "eventversion"
      type    = "string"
      comment = "The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies."
    }

    columns {
      name    = "eventtime"
      type    = "string"
      comment = "When the request was completed, by the clock of the service that served it; whole seconds, UTC."
    }

    columns {
      name    = "eventsource"
      type    = "string"
      comment = "The service that was called, mostly its short name followed by .amazonaws.com."
    }

    columns {
      name    = "eventname"
      type    = "string"
      comment = "The API action that was called; several services have actions of the same name."
    }

    columns {
      name    = "awsregion"
      type    = "string"
      comment = "The region the call was made to; global services log theirs in us-east-1."
    }

    columns {
      name    = "eventid"
      type    = "string"
      comment = "The identifier of this record: what copies of it have in common."
    }

    columns {
      name    = "eventtype"
      type    = "string"
      comment = "What caused the record: an API call, an action in the console, a sign-in, or the service itself."
    }

    columns {
      name    = "eventcategory"
      type    = "string"
      comment = "Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07."
    }

    columns {
      name    = "apiversion"
      type    = "string"
      comment = "The version of the API that the action belongs to; seldom present."
    }

    columns {
      name    = "managementevent"
      type    = "string"
      comment = "Whether the event is a management event."
    }

    columns {
      name    = "readonly"
      type    = "string"
      comment = "Whether the call only reads; missing in old records, where that does not make it a write."
    }

    columns {
      name    = "recipientaccountid"
      type    = "string"
      comment = "The account that received this copy of the record, which may not be the one that called."
    }

    columns {
      name    = "sharedeventid"
      type    = "string"
      comment = "The same in each copy that a cross-account action leaves in the accounts it concerns."
    }

    columns {
      name    = "annotation"
      type    = "string"
      comment = "A remark that CloudTrail adds about the record itself; not in the documented list of fields."
    }

    columns {
      name    = "addendum"
      type    = "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>"
      comment = "Why the record came late or corrects an earlier one."
    }

    columns {
      name    = "sourceipaddress"
      type    = "string"
      comment = "Where the call came from: an address, the DNS name of a service, or \"AWS Internal\"."
    }

    columns {
      name    = "useragent"
      type    = "string"
      comment = "The client that called: the console, an SDK with its version, a tool, or a service."
    }

    columns {
      name    = "errorcode"
      type    = "string"
      comment = "The error that the call ended with; missing where it succeeded."
    }

    columns {
      name    = "errormessage"
      type    = "string"
      comment = "The error in words; may be missing although there is an error code."
    }

    columns {
      name    = "requestparameters"
      type    = "string"
      comment = "What was asked for, in the spelling of the service; null where there were no parameters."
    }

    columns {
      name    = "responseelements"
      type    = "string"
      comment = "What a change answered; null for calls that only read and for most that failed."
    }

    columns {
      name    = "additionaleventdata"
      type    = "string"
      comment = "What the service adds beyond request and response, such as MFAUsed of a sign-in."
    }

    columns {
      name    = "requestid"
      type    = "string"
      comment = "The identifier that the service gave the request; one request may leave several records."
    }

    columns {
      name    = "serviceeventdetails"
      type    = "string"
      comment = "What a service event reports, where no API call was behind it."
    }

    columns {
      name    = "sessioncredentialfromconsole"
      type    = "string"
      comment = "The text \"true\" where the credentials came from a console session, else missing."
    }

    columns {
      name    = "edgedevicedetails"
      type    = "string"
      comment = "The edge device that a data event happened on, such as S3 on Outposts."
    }

    columns {
      name    = "vpcendpointid"
      type    = "string"
      comment = "The VPC endpoint that the call passed through."
    }

    columns {
      name    = "vpcendpointaccountid"
      type    = "string"
      comment = "The account that owns that VPC endpoint."
    }

    columns {
      name    = "tlsdetails"
      type    = "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string,keyexchange:string>"
      comment = "How the connection was encrypted; missing for calls that a service makes for somebody."
    }

    columns {
      name    = "eventcontext"
      type    = "string"
      comment = "Tags and condition keys added to the event; known from CloudTrail Lake alone. JSON text with requestContext and tagContext."
    }

    columns {
      name    = "resources"
      type    = "array<struct<arn:string,arnprefix:string,accountid:string,type:string>>"
      comment = "The resources that the call touched; missing for many services, writes included."
    }

    columns {
      name    = "useridentity"
      type    = "struct<type:string,principalid:string,arn:string,accountid:string,accesskeyid:string,username:string,invokedby:string,identityprovider:string,credentialid:string,onbehalfof:struct<userid:string,identitystorearn:string>,inscopeof:struct<sourcearn:string,sourceaccount:string,issuertype:string,credentialsissuedto:string,credentialsissuedtoversion:string>,invokedbydelegate:struct<accountid:string>,sessioncontext:struct<sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,attributes:struct<creationdate:string,mfaauthenticated:string>,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>,sourceidentity:string,ec2roledelivery:string,assumedroot:string,signinsessionarn:string,ec2issuedinvpc:string>>"
      comment = "Who called, with which credentials; its members depend on its type."
    }
  }
}

resource "aws_athena_workgroup" "trailq" {
  name = "trailq"
  tags = {
    "printed_by" = "trailq"
  }

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = 50000000000

    result_configuration {
      output_location = "s3://org-athena-results/trailq/"

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_athena_named_query" "cloudtrail_logs_failed-calls" {
  name        = "failed-calls"
  description = "Which API calls failed, how often, for whom, and what did they say?"
  database    = aws_glue_catalog_database.cloudtrail.name
  workgroup   = aws_athena_workgroup.trailq.id
  query       = <<TEXT
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
              cloudtrail.cloudtrail_logs
            WHERE
              day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')
          ) AS source
      ) AS source
    WHERE
      "event_time" >= date_format(current_timestamp - INTERVAL '7' DAY, '%Y-%m-%dT%H:%i:%sZ')
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
TEXT
}

resource "aws_athena_named_query" "cloudtrail_logs_access-denied" {
  name        = "access-denied"
  description = "Who is being denied what?"
  database    = aws_glue_catalog_database.cloudtrail.name
  workgroup   = aws_athena_workgroup.trailq.id
  query       = <<TEXT
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
          ) AS "failed",
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
              errorcode AS "error_code",
              errormessage AS "error_message",
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
              ) AS "resources",
              nullif(nullif(requestparameters, 'null'), '') AS "request_parameters"
            FROM
              cloudtrail.cloudtrail_logs
            WHERE
              day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')
          ) AS source
      ) AS source
    WHERE
      "event_time" >= date_format(current_timestamp - INTERVAL '7' DAY, '%Y-%m-%dT%H:%i:%sZ')
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
  "principal" ASC NULLS last,
  "caller_kind" ASC NULLS last,
  "service" ASC NULLS last,
  "event_name" ASC NULLS last,
  "error_code" ASC NULLS last
TEXT
}

resource "aws_athena_named_query" "cloudtrail_logs_error-trend" {
  name        = "error-trend"
  description = "Are failures rising?"
  database    = aws_glue_catalog_database.cloudtrail.name
  workgroup   = aws_athena_workgroup.trailq.id
  query       = <<TEXT
WITH
  "events" AS (
    SELECT
      "event_time",
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
          errorcode AS "error_code",
          errormessage AS "error_message",
          nullif(nullif(responseelements, 'null'), '') AS "response_elements",
          eventname AS "event_name"
        FROM
          cloudtrail.cloudtrail_logs
        WHERE
          day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')
      ) AS source
    WHERE
      "event_time" >= date_format(current_timestamp - INTERVAL '7' DAY, '%Y-%m-%dT%H:%i:%sZ')
  )
SELECT
  substr("event_time", 1, 13) || ':00:00Z' AS "bucket",
  '(all)' AS "series",
  count(*) AS "events",
  count(*) filter(
    WHERE
      "failed" = TRUE
  ) AS "failed",
  (
    CAST(
      count(*) filter(
        WHERE
          "failed" = TRUE
      ) * 100 AS double
    ) / nullif(CAST(count(*) AS double), 0)
  ) AS "failed_pct"
FROM
  "events"
GROUP BY
  substr("event_time", 1, 13) || ':00:00Z'
ORDER BY
  "bucket" ASC NULLS last
TEXT
}
