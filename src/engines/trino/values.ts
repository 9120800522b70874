import type { ResultColumn, ResultRow, ResultType, ResultValue } from '../../sql/result-type.ts'
import { type SqlType, trinoType } from './sql-type.ts'
import type { WireColumn } from './wire.ts'

const INTEGERS = new Set(['tinyint', 'smallint', 'integer', 'int', 'bigint'])
const FRACTIONS = new Set(['real', 'double', 'double precision', 'decimal'])

/** How a type comes out. */
function resultType(type: SqlType): ResultType {
  if (type.kind !== 'scalar') return 'json'
  if (type.name === 'boolean') return 'boolean'
  if (type.name === 'json') return 'json'
  if (INTEGERS.has(type.name)) return 'bigint'
  if (FRACTIONS.has(type.name)) return 'double'
  return type.name.startsWith('timestamp') ? 'timestamp' : 'text'
}

/** Reads the rows of one answer. */
export class RowReader {
  readonly columns: readonly ResultColumn[]
  readonly #types: readonly SqlType[]

  /** @param declared types of columns as a query declares them; others have the server's */
  constructor(columns: readonly WireColumn[], declared?: ReadonlyMap<string, ResultType>) {
    this.#types = columns.map(({ type }) => trinoType(type))
    const names = distinctNames(columns.map(({ name }) => name))
    this.columns = names.map((name, i) => ({ name, type: declared?.get(name) ?? resultType(this.#type(i)) }))
  }

  rows(data: readonly (readonly unknown[])[]): ResultRow[] {
    return data.map(values => {
      const row: Record<string, ResultValue> = {}
      for (let i = 0; i < this.columns.length; i++) {
        const { name, type } = this.columns[i] as ResultColumn
        const value = decode(values[i] ?? null, type, this.#type(i))
        if (name === '__proto__') Object.defineProperty(row, name, { value, enumerable: true })
        else row[name] = value
      }
      return row
    })
  }

  #type(i: number): SqlType {
    return this.#types[i] ?? { kind: 'scalar', name: 'varchar' }
  }
}

/** Names may come twice; the second `n` is `n:1`, as DuckDB's client has it. */
function distinctNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.map(name => {
    let distinct = name
    for (let n = 1; seen.has(distinct); n++) distinct = `${name}:${n}`
    seen.add(distinct)
    return distinct
  })
}

function decode(value: unknown, type: ResultType, from: SqlType): ResultValue {
  if (value === null) return null
  switch (type) {
    case 'boolean':
      return value === true
    case 'bigint':
      return typeof value === 'bigint' ? value : Number(value)
    case 'double':
      // NaN and the infinities come as text, decimals too.
      return Number(value)
    case 'text[]':
      return (from.kind === 'array' ? value : JSON.parse(String(value))) as readonly string[]
    case 'json':
      return typeof value === 'string' && from.kind === 'scalar' ? value : jsonText(value, from)
    case 'timestamp':
      return instant(String(value))
    case 'text':
      return from.kind === 'scalar' ? String(value) : jsonText(value, from)
  }
}

/** `2026-11-20 09:00:00.120 UTC` as `2026-11-20T09:00:00.12Z`: the session's zone is UTC. */
function instant(text: string): string {
  const [, day, time, fraction = '', zone = 'UTC'] =
    /^(-?\d+-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(?: (.+))?$/.exec(text) ?? []
  if (day === undefined) return text
  const short = fraction.replace(/0+$/, '')
  const iso = `${day}T${time}${short === '' ? '' : `.${short}`}`
  if (zone === 'UTC') return `${iso}Z`
  return /^[+-]\d\d:\d\d$/.test(zone) ? inUtc(iso, zone) : text
}

function inUtc(iso: string, zone: string): string {
  const at = Date.parse(`${iso}${zone}`)
  return new Date(at).toISOString().replace(/\.?0*Z$/, 'Z')
}

/** Rows come as lists without names, whatever is inside them too. A bigint in JSON is text, as DuckDB's client has it. */
function jsonText(value: unknown, type: SqlType): string {
  return JSON.stringify(named(value, type), (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}` : inner))
}

function named(value: unknown, type: SqlType): unknown {
  if (value === null) return null
  switch (type.kind) {
    case 'array':
      return (value as readonly unknown[]).map(item => named(item, type.element))
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([key, inner]) => [key, named(inner, type.value)]),
      )
    case 'row':
      return Object.fromEntries(
        type.fields.map(({ name, type: inner }, i) => [
          name === '' ? `field${i}` : name,
          named((value as readonly unknown[])[i] ?? null, inner),
        ]),
      )
    case 'scalar':
      return type.name.startsWith('timestamp') ? instant(String(value)) : value
  }
}
