import type { ResultType, ResultValue } from '../../sql/result-type.ts'

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
      if (from === 'varbinary') return bytesAsText
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

const INSTANT = /^([+-]?\d{4,})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(?: (.+))?$/

/** `2026-11-20 09:00:00.120 UTC` as `2026-11-20T09:00:00.12Z`; a timestamp without a zone counts as UTC. */
function isoInstant(text: string): string {
  // Most have this form, and a million of them are read in one answer.
  if (text.length === 23 && text.endsWith('.000')) return `${text.slice(0, 10)}T${text.slice(11, 19)}Z`
  const [, year, month, day, time, fraction = '', zone = 'UTC'] = INSTANT.exec(text) ?? []
  if (year === undefined) return text
  const short = fraction.replace(/0+$/, '')
  const local = `${year}-${month}-${day}T${time}`
  const behind = short === '' ? '' : `.${short}`
  if (zone === 'UTC' || zone === 'Z') return `${local}${behind}Z`
  const utc = Date.parse(`${local}Z`) - offsetOf(zone, Date.parse(`${local}Z`))
  return Number.isNaN(utc) ? text : `${new Date(utc).toISOString().slice(0, -5)}${behind}Z`
}

/** How far a zone is ahead of UTC at a local time, milliseconds. */
function offsetOf(zone: string, local: number): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? []
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const guess = zoneOffset(zone, local)
  // The offset may change between the two instants: that of the instant itself is meant.
  return zoneOffset(zone, local - guess)
}

function zoneOffset(zone: string, at: number): number {
  try {
    const written = new Intl.DateTimeFormat('en-US', { ...ALL_PARTS, timeZone: zone }).formatToParts(at)
    const part = (type: string) => Number(written.find(one => one.type === type)?.value)
    return (
      Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) -
      Math.floor(at / 1000) * 1000
    )
  } catch {
    return Number.NaN
  }
}

const ALL_PARTS = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const

/** `01:02:03.500` as `01:02:03.5`, as DuckDB writes it. */
function shortTime(text: string): string {
  return text.replace(/^(\d\d:\d\d:\d\d)(?:\.0*|(\.\d*[1-9])0*)(?=$|[ +-])/, '$1$2')
}

/** Hex pairs, `7b 7d`, as DuckDB writes bytes: what can be printed as it is, the rest as `\x00`. */
function bytesAsText(text: string): string {
  return text
    .split(' ')
    .filter(pair => pair !== '')
    .map(pair => {
      const byte = Number.parseInt(pair, 16)
      const printable = byte > 0x1f && byte < 0x7f && byte !== 0x22 && byte !== 0x27
      return printable ? String.fromCharCode(byte) : `\\x${pair.toUpperCase()}`
    })
    .join('')
}
