CREATE EXTERNAL TABLE `default`.`cloudtrail_insights` (
  `eventversion` string COMMENT 'The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies.',
  `eventtime` string COMMENT 'When the request was completed, by the clock of the service that served it; whole seconds, UTC.',
  `awsregion` string COMMENT 'The region the call was made to; global services log theirs in us-east-1.',
  `eventid` string COMMENT 'The identifier of this record: what copies of it have in common.',
  `eventtype` string COMMENT 'What caused the record: an API call, an action in the console, a sign-in, or the service itself.',
  `eventcategory` string COMMENT 'Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07.',
  `recipientaccountid` string COMMENT 'The account that received this copy of the record, which may not be the one that called.',
  `sharedeventid` string COMMENT 'The same in each copy that a cross-account action leaves in the accounts it concerns.',
  `addendum` struct<
    reason: string,
    updatedfields: string,
    originalrequestid: string,
    originaleventid: string> COMMENT 'Why the record came late or corrects an earlier one.',
  `insightdetails` struct<
    state: string,
    eventsource: string,
    eventname: string,
    insighttype: string,
    errorcode: string,
    sourceeventcategory: string,
    insightcontext: struct<
      statistics: struct<
        baseline: struct<
          average: double>,
        insight: struct<
          average: double>,
        insightduration: double,
        baselineduration: double>,
      attributions: array<struct<
        attribute: string,
        insight: array<struct<
          value: string,
          average: double>>,
        baseline: array<struct<
          value: string,
          average: double>>>>>> COMMENT 'The unusual activity: what it was, and how far from normal.'
)
COMMENT 'CloudTrail Insights events, a row each.'
PARTITIONED BY (
  `account` string COMMENT 'The account whose events the file holds.',
  `region` string COMMENT 'The region whose events the file holds.',
  `day` string COMMENT 'The day of delivery in UTC: events may be of the day before.'
)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://my-trail/AWSLogs/111122223333/CloudTrail-Insight/'
TBLPROPERTIES (
  'classification' = 'cloudtrail',
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
  'storage.location.template' = 's3://my-trail/AWSLogs/${account}/CloudTrail-Insight/${region}/${day}/'
);
