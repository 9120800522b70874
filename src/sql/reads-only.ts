import { TrailqError } from '../errors.ts'
import { isSymbol, isWord, type Token, tokens } from './tokens.ts'

/** How statements begin that read and change nothing (Trino documentation, "SQL statement syntax"). */
const SELECTING = ['select', 'with', 'values', 'table'] as const
const TELLING = ['show', 'describe', 'desc', 'explain'] as const

/** A statement as it is, where it only reads. @throws TrailqError READ_ONLY, NOT_A_SELECT */
export function refuseWrites(sql: string): string {
  const [first, ...rest] = tokens(sql)
  const isSelect = (token: Token | undefined) => isSymbol(token, '(') || isWord(token, ...SELECTING)
  // EXPLAIN ANALYZE runs what it explains, and that may write.
  const runs = isWord(first, 'explain') && isWord(rest[0], 'analyze')
  const what = isWord(rest[1], 'verbose') ? rest[2] : rest[1]
  if (runs ? isSelect(what) : isSelect(first) || isWord(first, ...TELLING)) return sql
  if (first === undefined) throw new TrailqError('NOT_A_SELECT', 'The SQL is empty', { next: 'Write a SELECT.' })
  throw new TrailqError('READ_ONLY', `This dialect runs SELECT only, not ${first.text.toUpperCase()}`, {
    next: 'Use the engine’s own client to write.',
  })
}
