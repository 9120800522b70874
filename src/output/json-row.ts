import type { OutputColumn, OutputRow, OutputType, OutputValue } from './types.ts'

type Encode = (value: OutputValue | undefined) => string

/**
 * Makes the function that writes one row as a JSON object on one line, keys in column order.
 *
 * - a `json` column is spliced in as the JSON that it is, so its numbers keep every digit and its keys their order; text
 *   that is not valid JSON becomes a JSON string. Only a parser can tell, so each text is parsed (and the result thrown
 *   away): one bad value must not spoil the whole stream for its reader
 * - a bigint is written as a number with all of its digits
 * - NaN and the infinities, which JSON lacks, are null
 * - a lone surrogate is escaped, so that it survives UTF-8
 *
 * @example
 * ```ts
 * const encode = rowEncoder([{ name: 'n', type: 'bigint' }, { name: 'request', type: 'json' }])
 * encode({ n: 2n ** 60n, request: '{"a":1}' }) // {"n":1152921504606846976,"request":{"a":1}}
 * ```
 */
export function rowEncoder(columns: readonly OutputColumn[]): (row: OutputRow) => string {
  const fields = columns.map(({ name, type }, i) => ({
    name,
    prefix: `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    encode: ENCODERS[type],
  }))
  if (fields.length === 0) return () => '{}'
  const native = !columns.some(column => column.type === 'json')
  return row => {
    if (native && isNative(row, columns)) return JSON.stringify(row)
    let line = ''
    for (const { name, prefix, encode } of fields) line += prefix + encode(row[name])
    return `${line}}`
  }
}

// Whether JSON.stringify, which is faster than anything of ours, writes just what is wanted.
function isNative(row: OutputRow, columns: readonly OutputColumn[]): boolean {
  const keys = Object.keys(row)
  if (keys.length !== columns.length) return false
  for (let i = 0; i < keys.length; i++) {
    const name = columns[i]?.name
    if (name === undefined || keys[i] !== name) return false
    const kind = typeof row[name]
    if (kind === 'bigint' || kind === 'undefined') return false
  }
  return true
}

const ENCODERS: Readonly<Record<OutputType, Encode>> = {
  text: value => (typeof value === 'string' ? quote(value) : encodeAny(value)),
  timestamp: value => (typeof value === 'string' ? quote(value) : encodeAny(value)),
  bigint: encodeAny,
  double: encodeAny,
  boolean: encodeAny,
  'text[]': encodeAny,
  json: value => (typeof value === 'string' ? splice(value) : encodeAny(value)),
}

// What JSON must escape, and the surrogates, which it must escape when they are alone.
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`
}

function encodeAny(value: OutputValue | undefined): string {
  switch (typeof value) {
    case 'undefined':
      return 'null'
    case 'string':
      return quote(value)
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null'
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      return JSON.stringify(value)
  }
}

function splice(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return JSON.stringify(text)
  }
  // In valid JSON a line break stands between tokens and a lone surrogate within a string: each has one safe rewriting.
  const line = /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text
  return line.isWellFormed() ? line : line.replace(/\p{Surrogate}/gu, half => `\\u${half.charCodeAt(0).toString(16)}`)
}
