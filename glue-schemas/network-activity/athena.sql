CREATE EXTERNAL TABLE `default`.`cloudtrail_network_activity` (
  `eventversion` string COMMENT 'The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies.',
  `eventtime` string COMMENT 'When the request was completed, by the clock of the service that served it; whole seconds, UTC.',
  `eventsource` string COMMENT 'The service that was called, mostly its short name followed by .amazonaws.com.',
  `eventname` string COMMENT 'The API action that was called; several services have actions of the same name.',
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
  `sourceipaddress` string COMMENT 'Where the call came from: an address, the DNS name of a service, or "AWS Internal".',
  `errorcode` string COMMENT 'The error that the call ended with; missing where it succeeded.',
  `errormessage` string COMMENT 'The error in words; may be missing although there is an error code.',
  `requestid` string COMMENT 'The identifier that the service gave the request; one request may leave several records.',
  `vpcendpointid` string COMMENT 'The VPC endpoint that the call passed through.',
  `vpcendpointaccountid` string COMMENT 'The account that owns that VPC endpoint.',
  `useridentity` struct<
    type: string,
    principalid: string,
    arn: string,
    accountid: string,
    accesskeyid: string,
    username: string,
    invokedby: string,
    identityprovider: string,
    credentialid: string,
    onbehalfof: struct<
      userid: string,
      identitystorearn: string>,
    inscopeof: struct<
      sourcearn: string,
      sourceaccount: string,
      issuertype: string,
      credentialsissuedto: string,
      credentialsissuedtoversion: string>,
    invokedbydelegate: struct<
      accountid: string>,
    sessioncontext: struct<
      sessionissuer: struct<
        type: string,
        principalid: string,
        arn: string,
        accountid: string,
        username: string>,
      attributes: struct<
        creationdate: string,
        mfaauthenticated: string>,
      webidfederationdata: struct<
        federatedprovider: string,
        attributes: map<string,string>>,
      sourceidentity: string,
      ec2roledelivery: string,
      assumedroot: string,
      signinsessionarn: string,
      ec2issuedinvpc: string>> COMMENT 'Who called, with which credentials; its members depend on its type.'
)
COMMENT 'CloudTrail network activity events, a row each.'
PARTITIONED BY (
  `account` string COMMENT 'The account whose events the file holds.',
  `region` string COMMENT 'The region whose events the file holds.',
  `day` string COMMENT 'The day of delivery in UTC: events may be of the day before.'
)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://my-trail/AWSLogs/111122223333/CloudTrail-NetworkActivity/'
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
  'storage.location.template' = 's3://my-trail/AWSLogs/${account}/CloudTrail-NetworkActivity/${region}/${day}/'
);
