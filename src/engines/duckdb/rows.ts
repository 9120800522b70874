import {
  type DuckDBDataChunk,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBValueConverter,
  type Json,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api'
import accessors from '@duckdb/node-api/lib/vectors/dataAccessors.js'

import { type Nested, nestedJson } from '../../sql/nested-json.ts'
import { setValue, UNASSIGNABLE } from '../../sql/result-row.ts'
import type { ResultColumn, ResultRow, ResultType, ResultValue } from '../../sql/result-type.ts'

// The client decodes text as a file: a byte order mark in front is dropped. In a value it is a character like others.
Object.assign(accessors, { textDecoder: new TextDecoder('utf-8', { ignoreBOM: true }) })

/** How a DuckDB type comes out: every type has an answer, so none can come out as an object of the client. */
export function resultType(type: DuckDBType): ResultType {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return 'boolean'
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.UHUGEINT:
      return 'bigint'
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
      return 'double'
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return 'timestamp'
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.UNION:
      return 'json'
    default:
      return type.alias === 'JSON' ? 'json' : 'text'
  }
}

/** The rows of a chunk, decoded. */
export function decodeChunk(chunk: DuckDBDataChunk, columns: readonly ResultColumn[]): ResultRow[] {
  const values = columns.map(({ type }, i) => decodeColumn(chunk, i, type))
  const odd = columns.findIndex(({ name }) => name === UNASSIGNABLE)
  const rows: ResultRow[] = []
  for (let row = 0; row < chunk.rowCount; row++) {
    const decoded: Record<string, ResultValue> = {}
    for (let i = 0; i < columns.length; i++) {
      const value = values[i]?.[row] ?? null
      if (i === odd) setValue(decoded, UNASSIGNABLE, value)
      else decoded[columns[i]?.name ?? ''] = value
    }
    rows.push(decoded)
  }
  return rows
}

function decodeColumn(chunk: DuckDBDataChunk, index: number, type: ResultType): readonly ResultValue[] {
  if (chunk.getColumnVector(index).type.typeId === DuckDBTypeId.VARCHAR && type !== 'text[]') {
    return chunk.getColumnValues(index) as (string | null)[]
  }
  return chunk.getColumnValues(index).map(value => decode(value, type, chunk.getColumnVector(index).type))
}

function decode(value: DuckDBValue, type: ResultType, from: DuckDBType): ResultValue {
  if (value === null) return null
  switch (type) {
    case 'boolean':
      return value === true
    case 'bigint':
      return typeof value === 'bigint' ? safeInteger(value) : Number(value)
    case 'double':
      return typeof value === 'number' ? value : Number(String(value))
    case 'text[]':
      return JSON.parse(String(value)) as readonly string[]
    case 'json':
      return typeof value === 'string' ? value : nestedJson(nestedOf(value, from, nestedOf))
    case 'timestamp':
      return isoInstant(value)
    case 'text':
      return String(value)
  }
}

/** A number where it is exact; a bigint where it would not be. */
function safeInteger(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/**
 * `2026-11-20 09:00:00.123` as `2026-11-20T09:00:00.123Z`. The client would print an instant in the machine's own zone
 * whatever the session's is.
 */
function isoInstant(value: DuckDBValue): string {
  const text = String(value instanceof DuckDBTimestampTZValue ? new DuckDBTimestampValue(value.micros) : value)
  return /^\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text
}

const nestedOf: DuckDBValueConverter<Nested> = (value, type, converter) => {
  if (typeof value === 'bigint') return value
  if (value !== null && resultType(type) === 'timestamp') return isoInstant(value)
  if (!(value instanceof DuckDBMapValue) || !(type instanceof DuckDBMapType)) {
    // It makes lists and objects of what the converter gives, whatever that is.
    return JsonDuckDBValueConverter(value, type, converter as DuckDBValueConverter<Json>)
  }
  return new Map(
    value.entries.map(({ key, value: held }) => [
      String(converter(key, type.keyType, converter)),
      converter(held, type.valueType, converter),
    ]),
  )
}
