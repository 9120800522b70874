import { type SqlType, trinoType } from '../../../src/engines/trino/sql-type.ts'
import type { Script } from './athena.ts'
import type { Column, Partition, Table } from './glue.ts'
import type { Answer } from './results.ts'

interface Page {
  readonly nextUri?: string
  readonly columns?: readonly { readonly name: string; readonly type: string }[]
  readonly data?: readonly (readonly unknown[])[]
  readonly error?: { readonly errorName: string; readonly message: string; readonly errorType: string }
  readonly stats?: { readonly physicalInputBytes?: number }
}

/** A number as it was written: Athena writes it so, and a bigint would not survive as a number. */
class Written {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * Runs SQL on a real Trino, and tells what Athena would tell of it: its own rendering of values, and its way of failing.
 *
 * @param catalog that names without one are in: a table of Athena's `database` is one of the schema of that name
 */
export async function runOnTrino(url: string, catalog: string, sql: string): Promise<Script> {
  const { columns, rows, error, scanned } = await statement(url, catalog, sql)
  if (error !== undefined) {
    const isUser = error.errorType === 'USER_ERROR'
    return {
      ends: 'FAILED',
      reason: `${error.errorName}: ${error.message}`,
      error: { ErrorCategory: isUser ? 2 : 1, ErrorType: isUser ? 1006 : 401, Retryable: false },
    }
  }
  const types = columns.map(({ type }) => trinoType(type))
  const answer: Answer = {
    columns: columns.map(({ name }, i) => ({ name, type: outerName(types[i]) })),
    rows: rows.map(row => row.map((value, i) => (value === null ? null : rendered(value, types[i])))),
  }
  return { answer, scanned: [scanned] }
}

async function statement(url: string, catalog: string, sql: string) {
  const headers = {
    'X-Trino-User': 'standin',
    'X-Trino-Time-Zone': 'UTC',
    'X-Trino-Catalog': catalog,
    'X-Trino-Session': `${catalog}.ignore_absent_partitions=true`,
  }
  let page = await read(await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql }))
  let columns: NonNullable<Page['columns']> = []
  const rows: (readonly unknown[])[] = []
  for (;;) {
    columns = page.columns ?? columns
    for (const row of page.data ?? []) rows.push(row)
    const scanned = Number(page.stats?.physicalInputBytes ?? 0)
    if (page.error !== undefined || page.nextUri === undefined) return { columns, rows, error: page.error, scanned }
    page = await read(await fetch(page.nextUri, { headers }))
  }
}

async function read(response: Response): Promise<Page> {
  const text = await response.text()
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${text}`)
  // Numbers of the data stay as they are written; those of the statistics are read where they are needed.
  return JSON.parse(text, (key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && key !== 'physicalInputBytes' ? new Written(context?.source ?? `${value}`) : value,
  ) as Page
}

/** `ColumnInfo.Type`: the outer word, and Athena's name for a real. */
function outerName(type: SqlType | undefined): string {
  if (type === undefined) return 'varchar'
  return type.kind === 'scalar' ? (type.name === 'real' ? 'float' : type.name) : type.kind
}

/** A value as Athena writes it: nothing in arrays, maps and rows is quoted. */
function rendered(value: unknown, type: SqlType | undefined): string {
  if (value === null) return 'null'
  switch (type?.kind) {
    case 'array':
      return `[${(value as unknown[]).map(item => rendered(item, type.element)).join(', ')}]`
    case 'map': {
      const entries = Object.entries(value as Record<string, unknown>)
      return `{${entries.map(([key, item]) => `${key}=${rendered(item, type.value)}`).join(', ')}}`
    }
    case 'row': {
      const items = value as unknown[]
      return `{${type.fields.map(({ name, type: inner }, i) => `${name === '' ? '' : `${name}=`}${rendered(items[i], inner)}`).join(', ')}}`
    }
    default:
      if (type?.name === 'varbinary')
        return Buffer.from(String(value), 'base64')
          .toString('hex')
          .replace(/(..)(?=.)/g, '$1 ')
      return value instanceof Written ? value.text : String(value)
  }
}

/** A table of Trino as the Glue Data Catalog would describe it. */
export async function glueTable(url: string, catalog: string, database: string, name: string): Promise<Table> {
  const { rows, error } = await statement(url, catalog, `SHOW COLUMNS FROM "${database}"."${name}"`)
  if (error !== undefined) throw new Error(error.message)
  const columns = rows.map(([Name, type]): Column => ({ Name: String(Name), Type: hive(trinoType(String(type))) }))
  const isKey = (index: number) => /partition key/i.test(String(rows[index]?.[2] ?? ''))
  return {
    DatabaseName: database,
    Name: name,
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: columns.filter((_, i) => isKey(i)),
    StorageDescriptor: { Columns: columns.filter((_, i) => !isKey(i)), Location: `s3://trail/${database}/${name}/` },
  }
}

/** A few of the partitions that Trino's catalog lists of a table. */
export async function gluePartitions(
  url: string,
  catalog: string,
  database: string,
  name: string,
): Promise<Partition[]> {
  const { rows } = await statement(url, catalog, `SELECT * FROM "${database}"."${name}$partitions" LIMIT 10`)
  return rows.map(values => ({
    Values: values.map(value => (value instanceof Written ? value.text : String(value))),
    StorageDescriptor: { Location: `s3://trail/${database}/${name}/` },
  }))
}

function hive(type: SqlType): string {
  switch (type.kind) {
    case 'array':
      return `array<${hive(type.element)}>`
    case 'map':
      return `map<${hive(type.key)},${hive(type.value)}>`
    case 'row':
      return `struct<${type.fields.map(({ name, type: inner }) => `${name}:${hive(inner)}`).join(',')}>`
    case 'scalar':
      return { varchar: 'string', integer: 'int', real: 'float', varbinary: 'binary' }[type.name] ?? type.name
  }
}
