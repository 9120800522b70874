CREATE TABLE "default"."cloudtrail_digests" (
  "awsaccountid" varchar COMMENT 'The account whose log files are listed.',
  "digeststarttime" varchar COMMENT 'The start of the hour of delivery; UTC.',
  "digestendtime" varchar COMMENT 'The end of the hour of delivery; UTC.',
  "digests3bucket" varchar COMMENT 'The bucket that this digest was delivered to.',
  "digests3object" varchar COMMENT 'The key that this digest was delivered to.',
  "digestpublickeyfingerprint" varchar COMMENT 'The fingerprint of the public key that the signature is checked with.',
  "digestsignaturealgorithm" varchar COMMENT 'How this digest is signed: SHA256withRSA; the signature is in the metadata of the S3 object.',
  "newesteventtime" varchar COMMENT 'The latest event in the listed files; null where none are listed.',
  "oldesteventtime" varchar COMMENT 'The earliest event in the listed files; null where none are listed.',
  "previousdigests3bucket" varchar COMMENT 'The bucket of the digest before this one; null where a chain starts.',
  "previousdigests3object" varchar COMMENT 'The key of the digest before this one.',
  "previousdigesthashvalue" varchar COMMENT 'The hash of the unpacked digest before this one, in hexadecimal.',
  "previousdigesthashalgorithm" varchar COMMENT 'How that hash was made: SHA-256.',
  "previousdigestsignature" varchar COMMENT 'The signature of the digest before this one, in hexadecimal.',
  "logfiles" array(row("s3bucket" varchar, "s3object" varchar, "hashvalue" varchar, "hashalgorithm" varchar, "newesteventtime" varchar, "oldesteventtime" varchar)) COMMENT 'The log files that were delivered in that hour; empty where there were none.',
  "account" varchar COMMENT 'The account whose events the file holds.'
    WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY['111122223333']),
  "region" varchar COMMENT 'The region whose events the file holds.'
    WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY['eu-west-1', 'us-east-1']),
  "day" varchar COMMENT 'The day of delivery in UTC: events may be of the day before.'
    WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd', partition_projection_range = ARRAY['2024/01/01', 'NOW+1DAYS'], partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS')
)
COMMENT 'CloudTrail digest files, a row each.'
WITH (
  external_location = 's3://my-trail/AWSLogs/111122223333/CloudTrail-Digest/',
  format = 'OPENX_JSON',
  partitioned_by = ARRAY['account', 'region', 'day'],
  partition_projection_enabled = true,
  partition_projection_location_template = 's3://my-trail/AWSLogs/${account}/CloudTrail-Digest/${region}/${day}/'
);
