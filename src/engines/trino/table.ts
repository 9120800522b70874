import { TrailqError } from '../../errors.ts'
import type { SqlType } from './sql-type.ts'

/** A table as a catalog describes it. */
export interface Table {
  /** Catalog, schema and name, outermost first; names that are left out are the engine's defaults. */
  readonly name: readonly string[]
  readonly columns: readonly TableColumn[]
  /** Names that a question asks for in JSON: how members of structs are called that CloudTrail does not document. */
  readonly memberNames?: ReadonlySet<string>
}

/** A column of a table. */
export interface TableColumn {
  readonly name: string
  readonly type: SqlType
  /** Whether it names folders, so that a condition on it keeps files from being opened. */
  readonly isPartitionKey?: boolean
  /** How a day is written in such a key, in the letters of Java: `yyyy/MM/dd`. Left out where nobody says so. */
  readonly dayFormat?: string | undefined
  /** What such a key is, where its name does not tell. */
  readonly role?: PartitionRole
}

/** What a partition key says of the records in it. */
export type PartitionRole = 'account' | 'region' | 'day' | 'year' | 'month' | 'dayOfMonth'

/** Names that are in use for keys: AWS's pages, public modules, people's own. */
const ROLE_NAMES: Readonly<Record<Exclude<PartitionRole, 'dayOfMonth'>, readonly string[]>> = {
  account: ['account', 'accountid', 'awsaccount', 'awsaccountid'],
  region: ['region', 'awsregion', 'regionname'],
  day: [
    'day',
    'date',
    'dt',
    'timestamp',
    'datepartition',
    'partitiondate',
    'eventdate',
    'eventday',
    'deliverydate',
    'logdate',
  ],
  year: ['year', 'yyyy'],
  month: ['month', 'mm'],
}

/** Each key's role; keys of other names tell nothing. */
export function partitionKeys(table: Table): ReadonlyMap<PartitionRole, TableColumn> {
  const keys = table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  const found = new Map<PartitionRole, TableColumn>()
  for (const key of keys) {
    const name = plain(key.name)
    const role = (Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[]).find(known =>
      ROLE_NAMES[known].includes(name),
    )
    if (role !== undefined && !found.has(role)) found.set(role, key)
  }
  for (const key of keys) {
    const isNamed = [...found.values()].includes(key)
    if (key.role !== undefined && !isNamed && !found.has(key.role)) found.set(key.role, key)
  }
  // Beside a year, a day is one of its month.
  const day = found.get('day')
  if (day !== undefined && found.has('year')) {
    found.delete('day')
    found.set('dayOfMonth', day)
  }
  return found
}

/** A name without what people put between its words, in lower case: `User_Identity` and `userIdentity` are one. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[_.\-$]/g, '')
}

export function columnNamed(table: Table, ...names: readonly string[]): TableColumn | undefined {
  return table.columns.find(({ name, isPartitionKey }) => isPartitionKey !== true && names.includes(plain(name)))
}

/** The error for a table whose columns are not CloudTrail's, naming what it looks like. */
export function notCloudTrail(table: Table): TrailqError {
  const name = table.name.join('.')
  const has = (...names: readonly string[]) =>
    names.every(wanted => table.columns.some(({ name }) => plain(name) === wanted))
  const looks = has('classuid')
    ? 'It is OCSF, the form of Security Lake'
    : has('eventdata') || has('eventjson')
      ? 'It looks like an event data store of CloudTrail Lake'
      : table.columns.length === 0
        ? 'It has no columns'
        : `It has ${table.columns
            .slice(0, 6)
            .map(column => column.name)
            .join(', ')}${table.columns.length > 6 ? ', …' : ''}`
  return new TrailqError('NOT_CLOUDTRAIL', `${name} is no table of CloudTrail records. ${looks}`, {
    next: "Name another --table; 'trailq ddl' prints one over the trail's files.",
  })
}
