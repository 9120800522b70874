CREATE TABLE "default"."cloudtrail_raw" (
  "records" array(varchar) COMMENT 'The records of a file, each as JSON text.',
  "account" varchar COMMENT 'The account whose events the file holds.',
  "region" varchar COMMENT 'The region whose events the file holds.',
  "day" varchar COMMENT 'The day of delivery in UTC: events may be of the day before.'
)
COMMENT 'CloudTrail events, a row each.'
WITH (
  external_location = 's3://my-trail/AWSLogs/111122223333/CloudTrail/',
  format = 'OPENX_JSON',
  partitioned_by = ARRAY['account', 'region', 'day']
);
