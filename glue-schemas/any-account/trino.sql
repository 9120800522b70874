CREATE TABLE "default"."cloudtrail_raw" (
  "records" array(varchar) COMMENT 'The records of a file, each as JSON text.',
  "account" varchar COMMENT 'The account whose events the file holds.'
    WITH (partition_projection_type = 'injected'),
  "region" varchar COMMENT 'The region whose events the file holds.'
    WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']),
  "day" varchar COMMENT 'The day of delivery in UTC: events may be of the day before.'
    WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd', partition_projection_range = ARRAY['2024/01/01', 'NOW+1DAYS'], partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS')
)
COMMENT 'CloudTrail events, a row each.'
WITH (
  external_location = 's3://org-logs/audit/AWSLogs/o-exampleorgid/',
  format = 'OPENX_JSON',
  partitioned_by = ARRAY['account', 'region', 'day'],
  partition_projection_enabled = true,
  partition_projection_location_template = 's3://org-logs/audit/AWSLogs/o-exampleorgid/${account}/CloudTrail/${region}/${day}/'
);
