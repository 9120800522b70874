import type { EventSource } from '../../events/index.ts'
import { rawSource } from './raw-source.ts'
import { columnNamed, notCloudTrail, type Table } from './table.ts'
import { type TypedSource, typedSource } from './typed-source.ts'

/**
 * How the records of a table are read: as JSON text, where it hands over each file's list of them, else from columns.
 *
 * @throws TrailqError NOT_CLOUDTRAIL
 */
export function tableSource(table: Table): EventSource & Partial<Pick<TypedSource, 'missing'>> {
  const records = columnNamed(table, 'records')?.type
  if (records?.kind === 'array' && records.element.kind === 'scalar') return rawSource(table)
  const isTyped = columnNamed(table, 'eventtime') !== undefined && columnNamed(table, 'eventname') !== undefined
  if (isTyped) return typedSource(table)
  throw notCloudTrail(table)
}
