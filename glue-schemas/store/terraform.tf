# Printed by trailq ddl: not edited, but printed anew.

resource "aws_glue_catalog_table" "cloudtrail_events" {
  database_name = "default"
  name          = "cloudtrail_events"
  description   = "CloudTrail events, a row each."
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "parquet"
    "projection.enabled"           = "true"
    "projection.account.type"      = "enum"
    "projection.account.values"    = "111122223333"
    "projection.region.type"       = "enum"
    "projection.region.values"     = "eu-west-1,us-east-1"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy-MM-dd"
    "projection.day.range"         = "2024-01-01,NOW+1DAYS"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://my-store/cloudtrail/account=$${account}/region=$${region}/day=$${day}/"
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
    comment = "The day of the events in UTC."
  }

  storage_descriptor {
    location      = "s3://my-store/cloudtrail/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    columns {
      name    = "event_version"
      type    = "string"
      comment = "The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies."
    }

    columns {
      name    = "event_time"
      type    = "string"
      comment = "When the request was completed, by the clock of the service that served it; whole seconds, UTC."
    }

    columns {
      name    = "event_source"
      type    = "string"
      comment = "The service that was called, mostly its short name followed by .amazonaws.com."
    }

    columns {
      name    = "event_name"
      type    = "string"
      comment = "The API action that was called; several services have actions of the same name."
    }

    columns {
      name    = "aws_region"
      type    = "string"
      comment = "The region the call was made to; global services log theirs in us-east-1."
    }

    columns {
      name    = "event_id"
      type    = "string"
      comment = "The identifier of this record: what copies of it have in common."
    }

    columns {
      name    = "event_type"
      type    = "string"
      comment = "What caused the record: an API call, an action in the console, a sign-in, or the service itself."
    }

    columns {
      name    = "event_category"
      type    = "string"
      comment = "Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07."
    }

    columns {
      name    = "api_version"
      type    = "string"
      comment = "The version of the API that the action belongs to; seldom present."
    }

    columns {
      name    = "management_event"
      type    = "string"
      comment = "Whether the event is a management event."
    }

    columns {
      name    = "read_only"
      type    = "string"
      comment = "Whether the call only reads; missing in old records, where that does not make it a write."
    }

    columns {
      name    = "recipient_account_id"
      type    = "string"
      comment = "The account that received this copy of the record, which may not be the one that called."
    }

    columns {
      name    = "shared_event_id"
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
      type    = "string"
      comment = "Why the record came late or corrects an earlier one."
    }

    columns {
      name    = "source_ip_address"
      type    = "string"
      comment = "Where the call came from: an address, the DNS name of a service, or \"AWS Internal\"."
    }

    columns {
      name    = "user_agent"
      type    = "string"
      comment = "The client that called: the console, an SDK with its version, a tool, or a service."
    }

    columns {
      name    = "error_code"
      type    = "string"
      comment = "The error that the call ended with; missing where it succeeded."
    }

    columns {
      name    = "error_message"
      type    = "string"
      comment = "The error in words; may be missing although there is an error code."
    }

    columns {
      name    = "request_parameters"
      type    = "string"
      comment = "What was asked for, in the spelling of the service; null where there were no parameters."
    }

    columns {
      name    = "response_elements"
      type    = "string"
      comment = "What a change answered; null for calls that only read and for most that failed."
    }

    columns {
      name    = "additional_event_data"
      type    = "string"
      comment = "What the service adds beyond request and response, such as MFAUsed of a sign-in."
    }

    columns {
      name    = "request_id"
      type    = "string"
      comment = "The identifier that the service gave the request; one request may leave several records."
    }

    columns {
      name    = "service_event_details"
      type    = "string"
      comment = "What a service event reports, where no API call was behind it."
    }

    columns {
      name    = "session_credential_from_console"
      type    = "string"
      comment = "The text \"true\" where the credentials came from a console session, else missing."
    }

    columns {
      name    = "edge_device_details"
      type    = "string"
      comment = "The edge device that a data event happened on, such as S3 on Outposts."
    }

    columns {
      name    = "vpc_endpoint_id"
      type    = "string"
      comment = "The VPC endpoint that the call passed through."
    }

    columns {
      name    = "vpc_endpoint_account_id"
      type    = "string"
      comment = "The account that owns that VPC endpoint."
    }

    columns {
      name    = "tls_details"
      type    = "string"
      comment = "How the connection was encrypted; missing for calls that a service makes for somebody."
    }

    columns {
      name    = "event_context"
      type    = "string"
      comment = "Tags and condition keys added to the event; known from CloudTrail Lake alone."
    }

    columns {
      name    = "resources"
      type    = "string"
      comment = "The resources that the call touched; missing for many services, writes included."
    }

    columns {
      name    = "user_identity"
      type    = "string"
      comment = "Who called, with which credentials; its members depend on its type."
    }

    columns {
      name    = "user_identity_type"
      type    = "string"
      comment = "The kind of identity, such as IAMUser, AssumedRole or AWSService; missing on service events."
    }

    columns {
      name    = "user_identity_principal_id"
      type    = "string"
      comment = "The unique id of the caller; for a role, the role's id, a colon and the session's name."
    }

    columns {
      name    = "user_identity_arn"
      type    = "string"
      comment = "The ARN of the caller; for a role it ends in the name of the session."
    }

    columns {
      name    = "user_identity_account_id"
      type    = "string"
      comment = "The account of the caller."
    }

    columns {
      name    = "user_identity_access_key_id"
      type    = "string"
      comment = "The access key that signed the request; may be empty."
    }

    columns {
      name    = "user_identity_user_name"
      type    = "string"
      comment = "The friendly name of the caller; a role has none here."
    }

    columns {
      name    = "user_identity_invoked_by"
      type    = "string"
      comment = "The AWS service that made the call on behalf of somebody."
    }

    columns {
      name    = "user_identity_session_context_session_issuer_type"
      type    = "string"
      comment = "What issued the session: Root, IAMUser or Role."
    }

    columns {
      name    = "user_identity_session_context_session_issuer_arn"
      type    = "string"
      comment = "The ARN of the user or role that issued the session: the same for all sessions of a role."
    }

    columns {
      name    = "user_identity_session_context_session_issuer_user_name"
      type    = "string"
      comment = "The friendly name of the user or role that issued the session."
    }

    columns {
      name    = "record_rest"
      type    = "string"
      comment = "What no other column holds, as the text of a JSON object."
    }
  }
}
