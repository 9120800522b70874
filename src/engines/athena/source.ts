import type { EventSource } from '../../events/index.ts'
import { FIELDS, type Field, type RecordShape, shapeAt, topName } from '../../model/index.ts'
import { SLASHES } from '../trino/partitions.ts'
import type { SqlType } from '../trino/sql-type.ts'
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
  const keys = ['account', 'region', 'day'].map(key => ({
    name: key,
    type: TEXT,
    isPartitionKey: true,
    dayFormat: key === 'day' ? SLASHES : undefined,
  }))
  const names = new Set(LOGGED.map(({ path }) => topName(path)))
  const columns = [...names].map(top => ({ name: top.toLowerCase(), type: typeOf(shapeAt(LOGGED, top)) }))
  return { name, columns: [...columns, ...keys] }
}

/** The fields of management and data events, members of lists included. */
const LOGGED: readonly Field[] = FIELDS.filter(({ categories }: Field) =>
  categories.some(category => category === 'management' || category === 'data'),
)

function typeOf(shape: RecordShape): SqlType {
  switch (shape.kind) {
    case 'map':
      return { kind: 'map', key: TEXT, value: TEXT }
    case 'object':
      return { kind: 'row', fields: shape.members.map(({ name, type }) => ({ name, type: typeOf(type) })) }
    case 'list':
      return { kind: 'array', element: typeOf(shape.of) }
    default:
      return TEXT
  }
}
