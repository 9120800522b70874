import type { ResultType, ResultValue } from '../../../sql/result-type.ts'
import { bytesText, isoInstant, shortTime } from '../../trino/text-values.ts'

/** Makes a value of the text that Athena writes for it. */
export type Decoder = (text: string) => ResultValue

const INTEGERS: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'integer', 'int', 'bigint'])
const FRACTIONS: ReadonlySet<string> = new Set(['float', 'real', 'double', 'decimal'])
/** Text in the result, and text for us. */
const TEXTS: ReadonlySet<string> = new Set(['varchar', 'char', 'string'])
/** Their text can't be read back: nothing in it is quoted. `CAST(x AS json)` gives what can. */
const NESTED: ReadonlySet<string> = new Set(['array', 'map', 'row', 'struct'])

/** Whether a column leaves Athena as text that can't be read back. */
export function isNested(type: string): boolean {
  return NESTED.has(type)
}

/** How a type of Athena (`ColumnInfo.Type`, the outer word only) comes out. */
export function resultType(type: string): ResultType {
  if (type === 'boolean') return 'boolean'
  if (INTEGERS.has(type)) return 'bigint'
  if (FRACTIONS.has(type)) return 'double'
  if (type.startsWith('timestamp')) return 'timestamp'
  return type === 'json' ? 'json' : 'text'
}

/**
 * The decoder of a column: of type `from` in Athena, and declared as `type`. The same for rows of the result object and
 * of GetQueryResults, and the same values as DuckDB's decoder gives.
 */
export function decoderOf(from: string, type: ResultType): Decoder {
  if (TEXTS.has(from) && type !== 'text[]') return asText
  switch (type) {
    case 'boolean':
      return text => text === 'true'
    case 'bigint':
      return exactInteger
    case 'double':
      return Number
    case 'text[]':
      return text => JSON.parse(text) as readonly string[]
    case 'timestamp':
      return isoInstant
    case 'json':
      return asText
    case 'text':
      if (from === 'varbinary') return hexText
      return from.startsWith('time') ? shortTime : asText
  }
}

function asText(text: string): string {
  return text
}

/** A number where it is exact; a bigint where it would not be. */
function exactInteger(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** Hex pairs, `7b 7d`, as DuckDB writes bytes. */
function hexText(text: string): string {
  return bytesText(Buffer.from(text.replaceAll(' ', ''), 'hex'))
}
