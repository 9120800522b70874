import { TrailqError } from '../../errors.ts'
import { FAMILIES, parseAccount, parseRegion, partitionOf } from '../../model/index.ts'
import type { TableDefinition } from '../definition.ts'
import { checkKey } from '../extras.ts'
import { parseS3 } from '../location.ts'

/** Where the table and the workgroup are, and what else has a name. */
export interface PolicyOptions {
  /** The region of the catalog and of Athena. */
  readonly region: string
  /** The account of the catalog and of Athena. */
  readonly account: string
  /** Default: `primary`. */
  readonly workgroup?: string
  /** `s3://bucket/prefix/`; left out where the workgroup manages its results. */
  readonly results?: string
  /** The ARN of the key that results are encrypted with. */
  readonly resultsKey?: string
  /** The ARNs of the keys that the trail's files are encrypted with. */
  readonly trailKeys?: readonly string[]
  /** The trail's ARN; left out: every trail of the account. */
  readonly trail?: string
  /** Whether the database may be created too. */
  readonly withDatabase?: boolean
}

/** The ARNs that statements speak of. */
export interface Names {
  readonly workgroup: readonly string[]
  readonly dataCatalog: readonly string[]
  readonly catalog: string
  readonly database: string
  readonly defaultDatabase: string
  /** The table and its ancestors. */
  readonly table: readonly string[]
  readonly bucket: string
  readonly prefix: string
  /** The trail's files. */
  readonly objects: readonly string[]
  /** The same, as the condition of a listing has it. */
  readonly listed: readonly string[]
  readonly results: { readonly bucket: string; readonly objects: string } | undefined
  readonly resultsKey: readonly string[]
  readonly trailKeys: readonly string[]
  readonly trail: readonly string[]
  readonly isRegistered: boolean
  readonly withDatabase: boolean
}

/** More accounts than that, and a policy would be too long (6,144 characters): then a star stands for them. */
const MOST_ACCOUNTS = 20

/** The names of a policy. @throws TrailqError BAD_REGION, BAD_ACCOUNT, BAD_NAME, BAD_PARAMETER, BAD_LOCATION */
export function namesOf(table: TableDefinition, options: PolicyOptions): Names {
  const region = parseRegion(options.region)
  const account = parseAccount(options.account)
  const partition = partitionOf(region)
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`
  const s3 = (path: string) => `arn:${partition}:s3:::${path}`
  const workgroup = options.workgroup ?? 'primary'
  if (!/^[a-zA-Z0-9._-]{1,128}$/.test(workgroup)) {
    throw new TrailqError('BAD_NAME', `${JSON.stringify(workgroup)} can't be the name of a workgroup`, {
      next: 'Use letters, digits, dots, dashes and underscores, at most 128.',
    })
  }
  const { bucket, prefix } = table.layout
  const folders = foldersOf(table).map(literally)
  const results = options.results === undefined ? undefined : parseS3(options.results)
  const catalog = arn('glue', 'catalog')
  const database = arn('glue', `database/${table.database}`)
  return {
    workgroup: [arn('athena', `workgroup/${workgroup}`)],
    dataCatalog: [arn('athena', 'datacatalog/AwsDataCatalog')],
    catalog,
    database,
    defaultDatabase: arn('glue', 'database/default'),
    table: [catalog, database, arn('glue', `table/${table.database}/${table.name}`)],
    bucket: s3(bucket),
    prefix: literally(prefix),
    objects: folders.map(folder => s3(`${bucket}/${folder}*`)),
    listed: folders.map(folder => `${folder}*`),
    results:
      results === undefined
        ? undefined
        : {
            bucket: s3(results.bucket),
            objects: s3(`${results.bucket}/${literally(results.key)}${/(?:^|\/)$/.test(results.key) ? '' : '/'}*`),
          },
    resultsKey: options.resultsKey === undefined ? [] : [checkKey(options.resultsKey)],
    trailKeys: (options.trailKeys ?? []).map(checkKey),
    trail: [
      options.trail === undefined ? `arn:${partition}:cloudtrail:*:${account}:trail/*` : checkTrail(options.trail),
    ],
    isRegistered: table.partitioning === 'hive',
    withDatabase: options.withDatabase ?? false,
  }
}

/** The folders of each account that is known; a star where it is not. */
function foldersOf(table: TableDefinition): readonly string[] {
  const [key] = table.partitionKeys
  const known = key?.projection.type === 'enum' ? key.projection.values : []
  const accounts = known.length === 0 || known.length > MOST_ACCOUNTS ? [undefined] : known
  const folder = table.layout.storage === 'parquet' ? 'account=' : ''
  const organization = table.layout.organization === undefined ? '' : `${table.layout.organization}/`
  const root =
    table.layout.storage === 'parquet' ? table.layout.prefix : `${table.layout.prefix}AWSLogs/${organization}`
  const family = table.layout.storage === 'parquet' ? '' : `${FAMILIES[table.family].folder}/`
  return accounts.map(account => `${root}${folder}${account ?? STAR}/${family}`)
}

/** Stands for a star until all others have been made harmless. */
const STAR = '\u0001'

/** A text in which `*`, `?` and `$` mean themselves (IAM User Guide, policy variables: `${*}`, `${?}`, `${$}`). */
function literally(text: string): string {
  return text.replace(/[*?$]/g, sign => `\${${sign}}`).replaceAll(STAR, '*')
}

function checkTrail(arn: string): string {
  if (/^arn:aws(?:-[a-z]+)*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[A-Za-z0-9._-]+$/.test(arn)) return arn
  throw new TrailqError('BAD_PARAMETER', `${JSON.stringify(arn)} is not the ARN of a trail`, {
    next: "Write it as arn:aws:cloudtrail:REGION:ACCOUNT:trail/NAME: 'aws cloudtrail describe-trails' shows it.",
  })
}
