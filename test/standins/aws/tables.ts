import type { Column, Table } from './glue.ts'

const text = (...names: readonly string[]): Column[] => names.map(Name => ({ Name, Type: 'string' }))

/** Columns as AWS's page on CloudTrail tables has them, those that most questions use. */
const COLUMNS: readonly Column[] = [
  ...text('eventversion', 'eventtime', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'useragent'),
  ...text('errorcode', 'errormessage', 'requestparameters', 'responseelements', 'additionaleventdata', 'requestid'),
  ...text('eventid', 'readonly', 'eventtype', 'recipientaccountid', 'sharedeventid', 'vpcendpointid', 'eventcategory'),
  {
    Name: 'useridentity',
    Type: 'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>',
  },
  { Name: 'resources', Type: 'array<struct<arn:string,accountid:string,type:string>>' },
  { Name: 'tlsdetails', Type: 'struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>' },
]

export const TRAIL = 's3://trail/AWSLogs/o-abc123/'

/** A table over an organization's trail: accounts, regions and days computed, not listed. */
export function projectedTable(properties: Readonly<Record<string, string>> = {}): Table {
  return {
    DatabaseName: 'security',
    Name: 'cloudtrail_logs',
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: text('account', 'region', 'day'),
    Parameters: {
      EXTERNAL: 'TRUE',
      'projection.enabled': 'true',
      'projection.account.type': 'enum',
      'projection.account.values': '111122223333,444455556666',
      'projection.region.type': 'enum',
      'projection.region.values': 'us-east-1,eu-west-1',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy/MM/dd',
      'projection.day.range': '2026/01/01,NOW+1DAYS',
      'storage.location.template': `${TRAIL}\${account}/CloudTrail/\${region}/\${day}/`,
      ...properties,
    },
    StorageDescriptor: {
      Columns: COLUMNS,
      Location: TRAIL,
      InputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
      SerdeInfo: { SerializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
    },
  }
}

/** The table that the console makes: no partitions at all. */
export function consoleTable(): Table {
  const { Parameters: _, PartitionKeys: __, ...table } = projectedTable()
  return { ...table, Name: 'cloudtrail_logs_bucket' }
}
