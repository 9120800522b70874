import type { RowField, SqlType } from '../trino/sql-type.ts'

/** Hive's names of types that Trino calls otherwise (Amazon Athena User Guide, "Data types in Athena"). */
const TRINO_NAMES: Readonly<Record<string, string>> = {
  string: 'varchar',
  int: 'integer',
  float: 'real',
  binary: 'varbinary',
}

/**
 * A type as the Glue Data Catalog writes it: `array<struct<arn:string,accountid:string>>`. Parameters of scalars are
 * dropped. What can't be read is a scalar of that name, which no field of a record is looked for in.
 */
export function hiveType(text: string): SqlType {
  const [type, end] = typeAt(text, 0)
  return end === text.length ? type : { kind: 'scalar', name: text }
}

function typeAt(text: string, from: number): [type: SqlType, end: number] {
  const word = /^[a-z_][a-z0-9_ ]*/i.exec(text.slice(from))?.[0] ?? ''
  const name = word.trim().toLowerCase()
  const at = from + word.length
  if (text[at] === '(') {
    const close = text.indexOf(')', at)
    return [scalar(name), close < 0 ? text.length : close + 1]
  }
  if (text[at] !== '<') return [scalar(name), at]
  if (name === 'array') {
    const [element, end] = typeAt(text, at + 1)
    return [{ kind: 'array', element }, end + 1]
  }
  if (name === 'map') {
    const [key, comma] = typeAt(text, at + 1)
    const [value, end] = typeAt(text, comma + 1)
    return [{ kind: 'map', key, value }, end + 1]
  }
  const fields: RowField[] = []
  let next = at
  do {
    const colon = text.indexOf(':', next + 1)
    if (colon < 0) return [scalar(text), text.length]
    const [type, end] = typeAt(text, colon + 1)
    fields.push({ name: text.slice(next + 1, colon).trim(), type })
    next = end
  } while (text[next] === ',')
  return [{ kind: 'row', fields }, next + 1]
}

function scalar(name: string): SqlType {
  return { kind: 'scalar', name: TRINO_NAMES[name] ?? name }
}
