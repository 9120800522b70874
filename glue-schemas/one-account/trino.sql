CREATE TABLE "default"."cloudtrail_raw" (
  "records" array(varchar) COMMENT 'The records of a file, each as JSON text.',
  "account" varchar COMMENT 'The account whose events the file holds.'
    WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY['111122223333']),
  "region" varchar COMMENT 'The region whose events the file holds.'
    WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY['eu-west-1', 'us-east-1']),
  "day" varchar COMMENT 'The day of delivery in UTC: events may be of the day before.'
    WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd', partition_projection_range = ARRAY['2024/01/01', 'NOW+1DAYS'], partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS')
)
COMMENT 'CloudTrail events, a row each.'
WITH (
  external_location = 's3://my-trail/AWSLogs/111122223333/CloudTrail/',
  format = 'OPENX_JSON',
  partitioned_by = ARRAY['account', 'region', 'day'],
  partition_projection_enabled = true,
  partition_projection_location_template = 's3://my-trail/AWSLogs/${account}/CloudTrail/${region}/${day}/'
);
