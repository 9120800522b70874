import type { EventSource } from '../../events/index.ts'
import { EVENT_FIELDS, FIELDS, type Field } from '../../model/index.ts'
import type { RowField, SqlType } from '../trino/sql-type.ts'
import type { Table } from '../trino/table.ts'
import { typedSource } from '../trino/typed-source.ts'

const TEXT: SqlType = { kind: 'scalar', name: 'varchar' }

/**
 * The table that `trailq ddl --target athena` prints, for SQL that is shown before a catalog was asked: columns and
 * structs as AWS's CloudTrail SerDe makes them, partitioned by account, region and day.
 *
 * Source: Amazon Athena User Guide, "Query AWS CloudTrail logs".
 */
export function athenaTableSource(...name: readonly string[]): EventSource {
  return typedSource(athenaTable(...name), { isShown: true })
}

function athenaTable(...name: readonly string[]): Table {
  const keys = ['account', 'region', 'day'].map(key => ({ name: key, type: TEXT, isPartitionKey: true }))
  return { name, columns: [...members(''), ...keys] }
}

/** The documented members of an object (or the record's own), in lower case. Some objects are known by their members only. */
function members(parent: string): readonly RowField[] {
  const fields: readonly Field[] = EVENT_FIELDS
  const found = new Map<string, RowField>()
  for (const { path } of [...fields, ...LISTED]) {
    const [name = ''] = path.startsWith(parent) ? path.slice(parent.length).split(/\.|\[\]/) : []
    if (name !== '' && !found.has(name)) found.set(name, { name: name.toLowerCase(), type: typeOf(`${parent}${name}`) })
  }
  return [...found.values()]
}

function typeOf(path: string): SqlType {
  const field: Field | undefined = FIELDS.find((known: Field) => known.path === path)
  if (field?.type === 'json' && (field.shape ?? 'free') === 'free') return TEXT
  if (field?.shape === 'map') return { kind: 'map', key: TEXT, value: TEXT }
  if (field?.shape === 'list') return { kind: 'array', element: { kind: 'row', fields: members(`${path}[].`) } }
  const inside = members(`${path}.`)
  return inside.length === 0 ? TEXT : { kind: 'row', fields: inside }
}

/** The members of lists in events. */
const LISTED: readonly Field[] = FIELDS.filter(
  ({ path, categories }: Field) => path.includes('[].') && categories.includes('data'),
)
