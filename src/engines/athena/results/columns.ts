import type { ColumnInfo } from '@aws-sdk/client-athena'

import { distinctNames, setValue } from '../../../sql/result-row.ts'
import type { ResultColumn, ResultRow, ResultType, ResultValue } from '../../../sql/result-type.ts'
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
  for (const name of names) setValue(empty, name, null)
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
