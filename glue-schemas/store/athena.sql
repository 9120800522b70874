CREATE EXTERNAL TABLE `default`.`cloudtrail_events` (
  `event_version` string COMMENT 'The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies.',
  `event_time` string COMMENT 'When the request was completed, by the clock of the service that served it; whole seconds, UTC.',
  `event_source` string COMMENT 'The service that was called, mostly its short name followed by .amazonaws.com.',
  `event_name` string COMMENT 'The API action that was called; several services have actions of the same name.',
  `aws_region` string COMMENT 'The region the call was made to; global services log theirs in us-east-1.',
  `event_id` string COMMENT 'The identifier of this record: what copies of it have in common.',
  `event_type` string COMMENT 'What caused the record: an API call, an action in the console, a sign-in, or the service itself.',
  `event_category` string COMMENT 'Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07.',
  `api_version` string COMMENT 'The version of the API that the action belongs to; seldom present.',
  `management_event` string COMMENT 'Whether the event is a management event.',
  `read_only` string COMMENT 'Whether the call only reads; missing in old records, where that does not make it a write.',
  `recipient_account_id` string COMMENT 'The account that received this copy of the record, which may not be the one that called.',
  `shared_event_id` string COMMENT 'The same in each copy that a cross-account action leaves in the accounts it concerns.',
  `annotation` string COMMENT 'A remark that CloudTrail adds about the record itself; not in the documented list of fields.',
  `addendum` string COMMENT 'Why the record came late or corrects an earlier one.',
  `source_ip_address` string COMMENT 'Where the call came from: an address, the DNS name of a service, or "AWS Internal".',
  `user_agent` string COMMENT 'The client that called: the console, an SDK with its version, a tool, or a service.',
  `error_code` string COMMENT 'The error that the call ended with; missing where it succeeded.',
  `error_message` string COMMENT 'The error in words; may be missing although there is an error code.',
  `request_parameters` string COMMENT 'What was asked for, in the spelling of the service; null where there were no parameters.',
  `response_elements` string COMMENT 'What a change answered; null for calls that only read and for most that failed.',
  `additional_event_data` string COMMENT 'What the service adds beyond request and response, such as MFAUsed of a sign-in.',
  `request_id` string COMMENT 'The identifier that the service gave the request; one request may leave several records.',
  `service_event_details` string COMMENT 'What a service event reports, where no API call was behind it.',
  `session_credential_from_console` string COMMENT 'The text "true" where the credentials came from a console session, else missing.',
  `edge_device_details` string COMMENT 'The edge device that a data event happened on, such as S3 on Outposts.',
  `vpc_endpoint_id` string COMMENT 'The VPC endpoint that the call passed through.',
  `vpc_endpoint_account_id` string COMMENT 'The account that owns that VPC endpoint.',
  `tls_details` string COMMENT 'How the connection was encrypted; missing for calls that a service makes for somebody.',
  `event_context` string COMMENT 'Tags and condition keys added to the event; known from CloudTrail Lake alone.',
  `resources` string COMMENT 'The resources that the call touched; missing for many services, writes included.',
  `user_identity` string COMMENT 'Who called, with which credentials; its members depend on its type.',
  `user_identity_type` string COMMENT 'The kind of identity, such as IAMUser, AssumedRole or AWSService; missing on service events.',
  `user_identity_principal_id` string COMMENT 'The unique id of the caller; for a role, the role\'s id, a colon and the session\'s name.',
  `user_identity_arn` string COMMENT 'The ARN of the caller; for a role it ends in the name of the session.',
  `user_identity_account_id` string COMMENT 'The account of the caller.',
  `user_identity_access_key_id` string COMMENT 'The access key that signed the request; may be empty.',
  `user_identity_user_name` string COMMENT 'The friendly name of the caller; a role has none here.',
  `user_identity_invoked_by` string COMMENT 'The AWS service that made the call on behalf of somebody.',
  `user_identity_session_context_session_issuer_type` string COMMENT 'What issued the session: Root, IAMUser or Role.',
  `user_identity_session_context_session_issuer_arn` string COMMENT 'The ARN of the user or role that issued the session: the same for all sessions of a role.',
  `user_identity_session_context_session_issuer_user_name` string COMMENT 'The friendly name of the user or role that issued the session.',
  `record_rest` string COMMENT 'What no other column holds, as the text of a JSON object.'
)
COMMENT 'CloudTrail events, a row each.'
PARTITIONED BY (
  `account` string COMMENT 'The account whose events the file holds.',
  `region` string COMMENT 'The region whose events the file holds.',
  `day` string COMMENT 'The day of the events in UTC.'
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-store/cloudtrail/'
TBLPROPERTIES (
  'classification' = 'parquet',
  'projection.enabled' = 'true',
  'projection.account.type' = 'enum',
  'projection.account.values' = '111122223333',
  'projection.region.type' = 'enum',
  'projection.region.values' = 'eu-west-1,us-east-1',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy-MM-dd',
  'projection.day.range' = '2024-01-01,NOW+1DAYS',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://my-store/cloudtrail/account=${account}/region=${region}/day=${day}/'
);
