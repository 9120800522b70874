import { sql } from 'kysely'

import { type EventSource, STORE_COLUMNS, storeSource } from '../../events/index.ts'
import { qualified } from './names.ts'
import { partitionCondition } from './partitions.ts'
import { rawSource } from './raw-source.ts'
import { columnNamed, notCloudTrail, type Table } from './table.ts'
import { type TypedSource, typedSource } from './typed-source.ts'

/**
 * How the records of a table are read: as JSON text, where it hands over each file's list of them, as `trailq compact`
 * wrote them, else from whatever columns there are.
 *
 * @throws TrailqError NOT_CLOUDTRAIL
 */
export function tableSource(table: Table): EventSource & Partial<Pick<TypedSource, 'missing'>> {
  const records = columnNamed(table, 'records')?.type
  if (records?.kind === 'array' && records.element.kind === 'scalar') return rawSource(table)
  if (STORE_COLUMNS.every(name => table.columns.some(column => column.name === name))) {
    return storeSource({ from: sql`${qualified(table.name)}`, partitions: scope => partitionCondition(table, scope) })
  }
  const isTyped = columnNamed(table, 'eventtime') !== undefined && columnNamed(table, 'eventname') !== undefined
  if (isTyped) return typedSource(table)
  throw notCloudTrail(table)
}
