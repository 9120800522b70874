import type { EventSource } from '../../events/index.ts'
import { FIELDS, type Field } from '../../model/index.ts'
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
  const keys = ['account', 'region', 'day'].map(key => ({ name: key, type: TEXT, isPartitionKey: true }))
  return { name, columns: [...members('').map(field => ({ name: lastName(field), type: typeOf(field) })), ...keys] }
}

/** The documented members of an object, or the record's own. */
function members(parent: string): readonly Field[] {
  const fields: readonly Field[] = FIELDS
  return fields.filter(
    ({ path, categories }) =>
      path.startsWith(parent) &&
      !path.slice(parent.length).includes('.') &&
      !path.endsWith('[]') &&
      categories.some(category => category === 'management' || category === 'data'),
  )
}

function typeOf({ path, shape }: Field): SqlType {
  if (shape === 'map') return { kind: 'map', key: TEXT, value: TEXT }
  if (shape === 'object') return rowOf(`${path}.`)
  return shape === 'list' ? { kind: 'array', element: rowOf(`${path}[].`) } : TEXT
}

function rowOf(parent: string): SqlType {
  return { kind: 'row', fields: members(parent).map(field => ({ name: lastName(field), type: typeOf(field) })) }
}

function lastName({ path }: Field): string {
  return (path.split('.').at(-1) ?? path).toLowerCase()
}
