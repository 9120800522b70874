import { TrailqError } from '../errors.ts'

/** A value that can stand in SQL as a literal. */
export type LiteralValue = string | number | bigint | boolean | Date | null | undefined

const NEXT = 'Take that character out of the value; SQL engines cut or change the text at it.'

/**
 * Refuses text that no engine hands back unchanged: NUL (DuckDB cuts the statement there) and half of a surrogate pair
 * (becomes U+FFFD on the way).
 *
 * @throws TrailqError BAD_LITERAL, naming the character and where it stands.
 */
export function refuseUnsafeText(text: string, what: string): string {
  const nul = text.indexOf('\0')
  if (nul >= 0) throw unsafe(what, 'NUL (U+0000)', nul)
  if (!text.isWellFormed()) throw unsafe(what, 'half of a surrogate pair', loneSurrogate(text))
  return text
}

/**
 * The one place where a value becomes SQL text. A quote is doubled and nothing else is touched: that is the whole
 * grammar of a string in DuckDB, Trino and Athena queries (Trino documentation, "SELECT", lexical structure; a
 * backslash is an ordinary character in all three). Hive DDL has other rules and never comes through here.
 *
 * @throws TrailqError BAD_LITERAL for text that an engine would change, and for numbers without a spelling.
 */
export function literal(value: LiteralValue): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return `'${refuseUnsafeText(value, 'A value').replaceAll("'", "''")}'`
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'bigint') return bigintLiteral(value)
  if (typeof value === 'number') return numberLiteral(value)
  if (value instanceof Date) return dateLiteral(value)
  throw new TrailqError('BAD_LITERAL', `A value of type ${typeof value} has no SQL spelling`, {
    next: 'Pass a string, number, bigint, boolean, Date or null.',
  })
}

/** `name` between double quotes, its own doubled: an identifier in DuckDB, Trino and Athena queries. */
export function identifier(name: string): string {
  if (name === '') throw new TrailqError('BAD_LITERAL', 'A name is empty', { next: 'Give it at least one character.' })
  return `"${refuseUnsafeText(name, 'A name').replaceAll('"', '""')}"`
}

function bigintLiteral(value: bigint): string {
  if (BigInt.asIntN(64, value) !== value) {
    throw new TrailqError('BAD_LITERAL', `${value} does not fit into a 64-bit integer`, {
      next: 'Pass it as text, or as a number.',
    })
  }
  return value.toString()
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) {
    throw new TrailqError('BAD_LITERAL', `${value} has no SQL spelling`, { next: 'Pass a finite number.' })
  }
  if (Object.is(value, -0)) return '-0e0'
  if (Number.isSafeInteger(value)) return value.toString()
  // With an exponent every engine reads a double; without one DuckDB and Trino read a decimal.
  const text = value.toString()
  return text.includes('e') ? text : `${text}e0`
}

function dateLiteral(value: Date): string {
  if (Number.isNaN(value.getTime())) {
    throw new TrailqError('BAD_LITERAL', 'An invalid Date has no SQL spelling', { next: 'Pass a valid Date.' })
  }
  const text = value.toISOString()
  // Years before 1 and after 9999 have a sign and six digits, which engines read in their own ways, if at all.
  if (/^(?:[+-]|0000)/.test(text)) {
    throw new TrailqError('BAD_LITERAL', `The Date ${text} has no SQL spelling`, {
      next: 'Stay within years 1 to 9999.',
    })
  }
  return `TIMESTAMP '${text.slice(0, 23).replace('T', ' ')}'`
}

function unsafe(what: string, met: string, at: number): TrailqError {
  return new TrailqError('BAD_LITERAL', `${what} holds ${met} at position ${at}`, { next: NEXT })
}

function loneSurrogate(text: string): number {
  return text.search(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/)
}
