import { readdirSync } from 'node:fs'

import { statement } from './client.ts'

/** A leaf folder of delivered files. */
export interface Delivery {
  readonly path: string
  readonly account: string
  readonly region: string
  /** `yyyy/MM/dd` */
  readonly day: string
}

const LEAF = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?([^/]+)\/CloudTrail\/([^/]+)\/(\d{4}\/\d\d\/\d\d)$/

/** Every folder below that holds the files of an account, a region and a day. */
export function deliveries(folder: string): readonly Delivery[] {
  const folders = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: false })
  return folders.sort().flatMap(path => {
    const [, account, region, day] = LEAF.exec(path) ?? []
    if (account === undefined || region === undefined || day === undefined) return []
    return [{ path, account, region, day }]
  })
}

/** Where a server finds the tables' files: a folder on disk, and the same place as the catalog names it. */
export interface Folder {
  readonly disk: string
  readonly location: string
}

const unique = (values: readonly string[]) => [...new Set(values)].sort()
const list = (values: readonly string[]) => `ARRAY[${values.map(value => `'${value}'`).join(', ')}]`

/** The keys of a table over folders of days: computed, as AWS's partition projection does. */
function projectedKeys(folders: readonly Delivery[]): string {
  const days = unique(folders.map(({ day }) => day))
  const oneOf = (values: readonly string[]) =>
    `varchar WITH (partition_projection_type = 'enum', partition_projection_values = ${list(unique(values))})`
  return `account ${oneOf(folders.map(({ account }) => account))}, region ${oneOf(folders.map(({ region }) => region))},
    day varchar WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd',
      partition_projection_range = ${list([days[0] ?? '', dayAfter(days.at(-1) ?? '')])}, partition_projection_interval = 1,
      partition_projection_interval_unit = 'days')`
}

/** A range must have two days that differ. */
function dayAfter(day: string): string {
  const next = new Date(Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`) + 86_400_000)
  return next.toISOString().slice(0, 10).replaceAll('-', '/')
}

const PARTITIONED = "partitioned_by = ARRAY['account', 'region', 'day']"

/** A table over folders as CloudTrail names them; `columns` as the format takes them. */
async function createTable(
  url: string,
  name: string,
  of: { columns: string; format: string; folder: Folder; pattern: string; listed: boolean },
): Promise<void> {
  const folders = deliveries(of.folder.disk)
  const properties = [`external_location = '${of.folder.location}'`, `format = '${of.format}'`, PARTITIONED]
  if (!of.listed) {
    properties.push(
      'partition_projection_enabled = true',
      `partition_projection_location_template = '${of.folder.location}/${of.pattern}'`,
    )
  }
  const keys = of.listed ? 'account varchar, region varchar, day varchar' : projectedKeys(folders)
  await statement(url, `CREATE TABLE ${name} (${of.columns}, ${keys}) WITH (${properties.join(', ')})`)
  if (!of.listed) return
  const [, schema, table] = name.split('.')
  for (const { account, region, day, path } of folders) {
    const values = list([account, region, day])
    await statement(
      url,
      `CALL hive.system.register_partition('${schema}', '${table}', ARRAY['account', 'region', 'day'], ${values}, '${of.folder.location}/${path}')`,
    )
  }
}

const PATTERN = `AWSLogs/\${account}/CloudTrail/\${region}/\${day}/`

/** The files where they lie, each record as JSON text (what `trailq ddl --target trino` prints). */
export function createRawTable(url: string, name: string, folder: Folder, listed: boolean): Promise<void> {
  return createTable(url, name, {
    columns: 'records array(varchar)',
    format: 'OPENX_JSON',
    folder,
    pattern: PATTERN,
    listed,
  })
}

const text = (...names: readonly string[]) => names.map(name => `${name} varchar`).join(', ')

/** The columns of the table on AWS's page. Source: Amazon Athena User Guide, "Query AWS CloudTrail logs". */
const ATHENA_COLUMNS = `eventversion varchar,
  useridentity row(${text('type', 'principalid', 'arn', 'accountid', 'invokedby', 'accesskeyid', 'username')},
    onbehalfof row(${text('userid', 'identitystorearn')}),
    sessioncontext row(attributes row(${text('mfaauthenticated', 'creationdate')}),
      sessionissuer row(${text('type', 'principalid', 'arn', 'accountid', 'username')}),
      ec2roledelivery varchar,
      webidfederationdata row(federatedprovider varchar, attributes map(varchar, varchar)))),
  ${text('eventtime', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'useragent', 'errorcode')},
  ${text('errormessage', 'requestparameters', 'responseelements', 'additionaleventdata', 'requestid', 'eventid')},
  readonly varchar, resources array(row(${text('arn', 'accountid', 'type')})),
  ${text('eventtype', 'apiversion', 'recipientaccountid', 'serviceeventdetails', 'sharedeventid', 'vpcendpointid')},
  ${text('vpcendpointaccountid', 'eventcategory')},
  addendum row(${text('reason', 'updatedfields', 'originalrequestid', 'originaleventid')}),
  ${text('sessioncredentialfromconsole', 'edgedevicedetails')},
  tlsdetails row(${text('tlsversion', 'ciphersuite', 'clientprovidedhostheader')})`

/** Columns and structs, as Athena's table has them. */
export function createTypedTable(url: string, name: string, folder: Folder, listed: boolean): Promise<void> {
  return createTable(url, name, { columns: ATHENA_COLUMNS, format: 'PARQUET', folder, pattern: PATTERN, listed })
}

/** What `trailq compact` wrote, with the columns that its files say they have. */
export async function createStoreTable(
  url: string,
  name: string,
  folder: Folder,
  columns: readonly string[],
): Promise<void> {
  const keys = 'account varchar, region varchar, day varchar'
  await statement(
    url,
    `CREATE TABLE ${name} (${columns.map(column => `"${column}" varchar`).join(', ')}, ${keys})
     WITH (external_location = '${folder.location}', format = 'PARQUET', ${PARTITIONED})`,
  )
  const [, schema, table] = name.split('.')
  await statement(url, `CALL hive.system.sync_partition_metadata('${schema}', '${table}', 'FULL')`)
}
