import { TrailqError } from '../errors.ts'
import { tokens } from './tokens.ts'

/** How statements begin that read and change nothing (Trino documentation, "SQL statement syntax"). */
const READING = new Set(['select', 'with', 'values', 'table', 'show', 'describe', 'desc', 'explain', '('])

/** A statement as it is, where it only reads. @throws TrailqError READ_ONLY, NOT_A_SELECT */
export function refuseWrites(sql: string): string {
  const [first, second, third] = tokens(sql)
  // EXPLAIN ANALYZE runs what it explains, and that may write.
  const runs = first?.text === 'explain' && second?.text === 'analyze' && !READING.has(third?.text ?? '')
  if (first !== undefined && first.kind !== 'name' && READING.has(first.text) && !runs) return sql
  if (first === undefined) throw new TrailqError('NOT_A_SELECT', 'The SQL is empty', { next: 'Write a SELECT.' })
  throw new TrailqError('READ_ONLY', `This dialect runs SELECT only, not ${first.text.toUpperCase()}`, {
    next: 'Use the engine’s own client to write.',
  })
}
