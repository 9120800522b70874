import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** A value of a record as AWS's table holds it: what stands at a path, in the words of plain DuckDB. */
type Shape = { readonly [name: string]: 'text' | Shape }

const IDENTITY: Shape = {
  type: 'text',
  principalId: 'text',
  arn: 'text',
  accountId: 'text',
  invokedBy: 'text',
  accessKeyId: 'text',
  userName: 'text',
  onBehalfOf: { userId: 'text', identityStoreArn: 'text' },
  sessionContext: {
    attributes: { mfaAuthenticated: 'text', creationDate: 'text' },
    sessionIssuer: { type: 'text', principalId: 'text', arn: 'text', accountId: 'text', userName: 'text' },
    ec2RoleDelivery: 'text',
    webIdFederationData: { federatedProvider: 'text', attributes: {} },
  },
}
const ADDENDUM: Shape = { reason: 'text', updatedFields: 'text', originalRequestID: 'text', originalEventID: 'text' }
const TLS: Shape = { tlsVersion: 'text', cipherSuite: 'text', clientProvidedHostHeader: 'text' }
const RESOURCE: Shape = { ARN: 'text', accountId: 'text', type: 'text' }

const TEXTS = [
  ...['eventVersion', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent'],
  ...['errorCode', 'errorMessage', 'requestID', 'eventID', 'readOnly', 'eventType', 'apiVersion'],
  ...['recipientAccountId', 'sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId', 'eventCategory'],
  'sessionCredentialFromConsole',
  // Free-form members: their JSON text.
  ...['requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails', 'edgeDeviceDetails'],
]

/** A struct of what stands in the object `json`; NULL where it is none. A shape without members is a map of texts. */
function struct(json: string, shape: Shape): string {
  const isObject = `json_type(${json}) = 'OBJECT'`
  if (Object.keys(shape).length === 0) {
    return `CASE WHEN ${isObject} THEN map_from_entries(list_transform(json_keys(${json}), lambda k: (k, json_extract_string(${json}, '$."' || k || '"')))) END`
  }
  const members = Object.entries(shape).map(([name, inside]) => {
    const value =
      inside === 'text'
        ? `json_extract_string(${json}, '$.${name}')`
        : struct(`json_extract(${json}, '$.${name}')`, inside)
    return `${name.toLowerCase()}: ${value}`
  })
  return `CASE WHEN ${isObject} THEN {${members.join(', ')}} END`
}

const COLUMNS = [
  ...TEXTS.map(name => `json_extract_string(r, '$.${name}') AS ${name.toLowerCase()}`),
  ...Object.entries({ userIdentity: IDENTITY, addendum: ADDENDUM, tlsDetails: TLS }).map(
    ([name, shape]) => `${struct(`json_extract(r, '$.${name}')`, shape)} AS ${name.toLowerCase()}`,
  ),
  `CASE WHEN json_type(r, '$.resources') = 'ARRAY'
    THEN list_transform(json_extract(r, '$.resources[*]'), lambda x: ${struct('x', RESOURCE)}) END AS resources`,
]

const PATH = String.raw`.*/AWSLogs/(?:o-[a-z0-9]+/)?([^/]+)/CloudTrail/([^/]+)/(\d{4})/(\d\d)/(\d\d)/[^/]*`

/**
 * The records of log files as Parquet with the columns of Athena's table, in folders of the same names: what AWS's
 * reader makes of the files, said in plain SQL and without a line of trailq's.
 */
export async function writeTypedFiles(from: string, to: string): Promise<void> {
  const parts = `${to}-parts`
  mkdirSync(parts, { recursive: true })
  const key = (group: number) => `regexp_extract(filename, '${PATH}', ${group})`
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run("SET preserve_insertion_order = false; SET memory_limit = '6GB'")
    await connection.run(`COPY (
      SELECT ${COLUMNS.join(', ')}, ${key(1)} AS account, ${key(2)} AS region, ${key(3)} AS y, ${key(4)} AS m, ${key(5)} AS d
      FROM (SELECT unnest("Records") AS r, filename
        FROM read_json('${from}/**/*.json.gz', columns = {"Records": 'JSON[]'}, format = 'newline_delimited',
          records = true, filename = true, maximum_object_size = 200000000))
      ) TO '${parts}' (FORMAT parquet, PARTITION_BY (account, region, y, m, d), WRITE_PARTITION_COLUMNS false)`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
  const folders = readdirSync(parts, { recursive: true, encoding: 'utf8' })
  for (const folder of folders) {
    const [, account, region, y, m, d] =
      /^account=([^/]+)\/region=([^/]+)\/y=(\d+)\/m=(\d+)\/d=(\d+)$/.exec(folder) ?? []
    if (d === undefined) continue
    const target = join(to, `AWSLogs/${account}/CloudTrail/${region}/${y}/${m}/${d}`)
    mkdirSync(dirname(target), { recursive: true })
    renameSync(join(parts, folder), target)
  }
  rmSync(parts, { recursive: true })
}
