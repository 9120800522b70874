import { type Nested, nestedJson } from '../../sql/nested-json.ts'
import { distinctNames, setValue, UNASSIGNABLE } from '../../sql/result-row.ts'
import type { ResultColumn, ResultRow, ResultType, ResultValue } from '../../sql/result-type.ts'
import { type SqlType, trinoType } from './sql-type.ts'
import { bytesText, isoInstant, plainDate, shortTime } from './text-values.ts'
import type { WireColumn } from './wire.ts'

const INTEGERS: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'integer', 'int', 'bigint'])
const FRACTIONS: ReadonlySet<string> = new Set(['real', 'double', 'double precision', 'decimal'])

/** How a type comes out. */
function resultType(type: SqlType): ResultType {
  if (type.kind !== 'scalar' || type.name === 'json') return 'json'
  if (type.name === 'boolean') return 'boolean'
  if (INTEGERS.has(type.name)) return 'bigint'
  if (FRACTIONS.has(type.name)) return 'double'
  return type.name.startsWith('timestamp') ? 'timestamp' : 'text'
}

type Decode = (value: unknown) => ResultValue

interface Field {
  readonly name: string
  readonly decode: Decode
}

/** Reads the rows of one answer: the same values as DuckDB's decoder gives. */
export class RowReader {
  readonly columns: readonly ResultColumn[]
  readonly #fields: readonly Field[]
  /** Whether a column has the one name that can't be assigned to. */
  readonly #hasProto: boolean

  /** @param declared types of columns as a query declares them; others have the server's */
  constructor(columns: readonly WireColumn[], declared?: ReadonlyMap<string, ResultType>) {
    const types = columns.map(({ type }) => trinoType(type))
    const names = distinctNames(columns.map(({ name }) => name))
    const typeOf = (i: number) => types[i] ?? TEXT
    this.columns = names.map((name, i) => ({ name, type: declared?.get(name) ?? resultType(typeOf(i)) }))
    this.#fields = this.columns.map(({ name, type }, i) => ({ name, decode: decoderOf(typeOf(i), type) }))
    this.#hasProto = names.includes(UNASSIGNABLE)
  }

  rows(data: readonly (readonly unknown[])[]): ResultRow[] {
    return data.map(values => {
      const row: Record<string, ResultValue> = {}
      for (let i = 0; i < this.#fields.length; i++) {
        const { name, decode } = this.#fields[i] as Field
        const value = values[i] ?? null
        const decoded = value === null ? null : decode(value)
        if (this.#hasProto) setValue(row, name, decoded)
        else row[name] = decoded
      }
      return row
    })
  }
}

const TEXT: SqlType = { kind: 'scalar', name: 'varchar' }

/** What makes a value of one of the wire that is not null. */
function decoderOf(from: SqlType, type: ResultType): Decode {
  switch (type) {
    case 'boolean':
      return value => value === true
    case 'bigint':
      return value => (typeof value === 'bigint' ? value : Number(value))
    case 'double':
      // NaN and the infinities come as text, decimals too. DuckDB hands a real out with all digits of a double.
      return from.kind === 'scalar' && from.name === 'real' ? value => Math.fround(Number(value)) : Number
    case 'text[]':
      return value => (from.kind === 'array' ? value : JSON.parse(String(value))) as readonly string[]
    case 'timestamp':
      return value => isoInstant(String(value))
    case 'json':
    case 'text':
      return from.kind === 'scalar'
        ? value => String(scalar(value, from.name))
        : value => nestedJson(nested(value, from))
  }
}

/** A value that holds no others, as it stands in text or in JSON. */
function scalar(value: unknown, type: string): unknown {
  if (typeof value !== 'string') return value
  if (type.startsWith('timestamp')) return isoInstant(value)
  if (type.startsWith('time')) return shortTime(value)
  if (type === 'date') return plainDate(value)
  return type === 'varbinary' ? bytesText(Buffer.from(value, 'base64')) : value
}

/** What holds others, with the names that rows come without. */
function nested(value: unknown, type: SqlType): Nested {
  if (value === null) return null
  switch (type.kind) {
    case 'array':
      return (value as readonly unknown[]).map(item => nested(item, type.element))
    case 'map':
      return new Map(
        Object.entries(value as Record<string, unknown>).map(([key, inner]) => [
          type.key.kind === 'scalar' ? String(scalar(key, type.key.name)) : key,
          nested(inner, type.value),
        ]),
      )
    case 'row':
      return Object.fromEntries(
        type.fields.map(({ name, type: inner }, i) => [
          name === '' ? `field${i}` : name,
          nested((value as readonly unknown[])[i] ?? null, inner),
        ]),
      )
    case 'scalar':
      return scalar(value, type.name) as Nested
  }
}
