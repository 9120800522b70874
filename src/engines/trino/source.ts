import { sql } from 'kysely'

import { type EngineQuestion, type EventSource, STORE_COLUMNS, storeSource } from '../../events/index.ts'
import { EVENT_FIELDS, FIELDS } from '../../model/index.ts'
import { tokens } from '../../sql/tokens.ts'
import { qualified } from './names.ts'
import { partitionCondition } from './partitions.ts'
import { rawSource } from './raw-source.ts'
import { columnNamed, notCloudTrail, plain, type Table } from './table.ts'
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

/** The statement of a question over a table, and the columns of `events` that it uses and the table has no place for. */
export interface Statement {
  readonly sql: string
  readonly missing: readonly string[]
}

/**
 * A crawler makes structs of requests and responses, and a catalog knows names in lower case only: members are called as
 * the question calls them.
 *
 * @throws TrailqError NOT_CLOUDTRAIL
 */
export function statementOver(table: Table, question: EngineQuestion): Statement {
  const source = tableSource(table)
  const sql = question.sql(source)
  const missing = [...(source.missing ?? [])]
  if (!FREE_FORM.some(path => columnNamed(table, plain(path))?.type.kind === 'row')) return { sql, missing }
  return { sql: question.sql(tableSource({ ...table, memberNames: namesInPaths(sql) })), missing }
}

/** Fields that hold whatever a service writes there. */
const FREE_FORM = EVENT_FIELDS.filter(
  ({ path, type }) =>
    type === 'json' &&
    !FIELDS.some(field => /^[.[]/.test(field.path.slice(path.length)) && field.path.startsWith(path)),
).map(({ path }) => path)

/** Every name in the JSON paths of a statement. */
function namesInPaths(sql: string): ReadonlySet<string> {
  const paths = tokens(sql).filter(({ kind, text }) => kind === 'text' && text.startsWith("'$"))
  return new Set(paths.flatMap(({ text }) => text.match(/[\p{L}_][\p{L}\p{N}_-]*/gu) ?? []))
}
