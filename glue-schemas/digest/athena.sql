CREATE EXTERNAL TABLE `default`.`cloudtrail_digests` (
  `awsaccountid` string COMMENT 'The account whose log files are listed.',
  `digeststarttime` string COMMENT 'The start of the hour of delivery; UTC.',
  `digestendtime` string COMMENT 'The end of the hour of delivery; UTC.',
  `digests3bucket` string COMMENT 'The bucket that this digest was delivered to.',
  `digests3object` string COMMENT 'The key that this digest was delivered to.',
  `digestpublickeyfingerprint` string COMMENT 'The fingerprint of the public key that the signature is checked with.',
  `digestsignaturealgorithm` string COMMENT 'How this digest is signed: SHA256withRSA; the signature is in the metadata of the S3 object.',
  `newesteventtime` string COMMENT 'The latest event in the listed files; null where none are listed.',
  `oldesteventtime` string COMMENT 'The earliest event in the listed files; null where none are listed.',
  `previousdigests3bucket` string COMMENT 'The bucket of the digest before this one; null where a chain starts.',
  `previousdigests3object` string COMMENT 'The key of the digest before this one.',
  `previousdigesthashvalue` string COMMENT 'The hash of the unpacked digest before this one, in hexadecimal.',
  `previousdigesthashalgorithm` string COMMENT 'How that hash was made: SHA-256.',
  `previousdigestsignature` string COMMENT 'The signature of the digest before this one, in hexadecimal.',
  `logfiles` array<struct<
    s3bucket: string,
    s3object: string,
    hashvalue: string,
    hashalgorithm: string,
    newesteventtime: string,
    oldesteventtime: string>> COMMENT 'The log files that were delivered in that hour; empty where there were none.'
)
COMMENT 'CloudTrail digest files, a row each.'
PARTITIONED BY (
  `account` string COMMENT 'The account whose events the file holds.',
  `region` string COMMENT 'The region whose events the file holds.',
  `day` string COMMENT 'The day of delivery in UTC: events may be of the day before.'
)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://my-trail/AWSLogs/111122223333/CloudTrail-Digest/'
TBLPROPERTIES (
  'classification' = 'json',
  'projection.enabled' = 'true',
  'projection.account.type' = 'enum',
  'projection.account.values' = '111122223333',
  'projection.region.type' = 'enum',
  'projection.region.values' = 'eu-west-1,us-east-1',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2024/01/01,NOW+1DAYS',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://my-trail/AWSLogs/${account}/CloudTrail-Digest/${region}/${day}/'
);
