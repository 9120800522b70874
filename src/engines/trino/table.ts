import { TrailqError } from '../../errors.ts'
import type { SqlType } from './sql-type.ts'

/** A table as a catalog describes it. */
export interface Table {
  /** Catalog, schema and name, outermost first; names that are left out are the engine's defaults. */
  readonly name: readonly string[]
  readonly columns: readonly TableColumn[]
  /** Whether its own files tell which of them a window needs, whatever its keys are: so it is with Iceberg. */
  readonly knowsItsFiles?: boolean
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
  /** How many days a value of such a key stands for, where it is more than one. */
  readonly days?: number
  /** What such a key is, where its values tell; else its name does. */
  readonly role?: PartitionRole
}

/** What a partition key says of the records in it. */
export type PartitionRole = 'account' | 'region' | 'day' | 'year' | 'month' | 'dayOfMonth'

/** Names that are in use for keys, without `partition` in them: AWS's pages, public modules, people's own. */
const ROLE_NAMES: Readonly<Record<Exclude<PartitionRole, 'dayOfMonth'>, readonly string[]>> = {
  account: ['account', 'accountid', 'awsaccount', 'awsaccountid', 'accountnumber'],
  region: ['region', 'awsregion', 'regionname'],
  day: ['day', 'date', 'dt', 'ds', 'timestamp', 'eventdate', 'eventday', 'deliverydate', 'logdate'],
  year: ['year', 'yyyy'],
  month: ['month', 'mm'],
}

/** Names for the day of a month, beside a year and a month. */
const DAYS_OF_MONTH: readonly string[] = ['day', 'dd', 'dayofmonth']

/** Each key's role; keys of other names tell nothing. */
export function partitionKeys(table: Table): ReadonlyMap<PartitionRole, TableColumn> {
  const keys = table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  const found = new Map<PartitionRole, TableColumn>()
  for (const key of keys) {
    const role = key.role ?? roleNamed(key.name)
    if (role !== undefined && !found.has(role)) found.set(role, key)
  }
  const ofMonth = keys.find(({ name, role, dayFormat, type }) => {
    const isWhole = dayFormat !== undefined || (type.kind === 'scalar' && /^(?:date$|timestamp)/.test(type.name))
    return role === undefined && !isWhole && DAYS_OF_MONTH.includes(plain(name))
  })
  if (ofMonth !== undefined && found.has('year') && found.has('month')) {
    if (found.get('day') === ofMonth) found.delete('day')
    found.set('dayOfMonth', ofMonth)
  }
  return found
}

/** What a key of this name is: `region`, `region_partition` and `partition_region` are one. */
export function roleNamed(name: string): PartitionRole | undefined {
  const word = plain(name).replace(/^partition(?=.)|(?<=.)partition$/, '')
  return (Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[]).find(role => ROLE_NAMES[role].includes(word))
}

/** A name without what people put between its words, in lower case: `User_Identity` and `userIdentity` are one. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[_.\-$]/g, '')
}

/** A column by its name; a key of that name is one too, where there is no other: who writes tables partitions by any. */
export function columnNamed(table: Table, ...names: readonly string[]): TableColumn | undefined {
  const named = table.columns.filter(({ name }) => names.includes(plain(name)))
  return named.find(({ isPartitionKey }) => isPartitionKey !== true) ?? named[0]
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
