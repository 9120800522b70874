import type { ColumnInfo } from '@aws-sdk/client-athena'

import type { ResultColumn, ResultRow, ResultType, ResultValue } from '../../sql/result-type.ts'
import { type Decoder, decoderOf, isNested, resultType } from './values.ts'

/** The columns of one result, and how a row is made of what Athena wrote. */
export interface RowShape {
  readonly columns: readonly ResultColumn[]
  /** As the header row has them: with duplicates. */
  readonly labels: readonly string[]
  readonly decoders: readonly Decoder[]
  /** Columns whose text can't be read back: arrays, maps and rows that were not cast to JSON. */
  readonly nested: readonly string[]
  /** An empty row, to be filled: made here, so that all rows have one shape. */
  row(): Record<string, ResultValue>
}

/** @param declared types of columns as the question declares them; others have the type that Athena gives them */
export function rowShape(infos: readonly ColumnInfo[], declared?: ReadonlyMap<string, ResultType>): RowShape {
  const labels = infos.map(({ Label, Name }) => Label ?? Name ?? '')
  const names = distinctNames(labels)
  const types = infos.map(({ Type }) => Type ?? 'varchar')
  const columns = names.map((name, i) => ({ name, type: declared?.get(name) ?? resultType(types[i] ?? '') }))
  const empty: Record<string, ResultValue> = {}
  // Defined, not assigned: `__proto__` can be a column too.
  for (const value of names)
    Object.defineProperty(empty, value, { value: null, writable: true, enumerable: true, configurable: true })
  return {
    columns,
    labels,
    decoders: columns.map(({ type }, i) => decoderOf(types[i] ?? '', type)),
    nested: names.filter((_, i) => isNested(types[i] ?? '')),
    row: () => ({ ...empty }),
  }
}

/** A row of GetQueryResults, decoded. */
export function decodeRow(shape: RowShape, values: readonly (string | undefined)[]): ResultRow {
  const row = shape.row()
  for (let i = 0; i < shape.columns.length; i++) {
    const text = values[i]
    const name = shape.columns[i]?.name
    const decode = shape.decoders[i]
    if (text !== undefined && name !== undefined && decode !== undefined) setValue(row, name, decode(text))
  }
  return row
}

/** The one name that can't be assigned to is defined. */
export function setValue(row: Record<string, ResultValue>, name: string, value: ResultValue): void {
  if (name === '__proto__')
    Object.defineProperty(row, name, { value, writable: true, enumerable: true, configurable: true })
  else row[name] = value
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
