import { didYouMean, TrailqError } from '../../errors.ts'
import { identifier, literal } from '../../sql/literal.ts'
import type { TrinoHttp } from './http.ts'
import { trinoType } from './sql-type.ts'
import { Statement } from './statement.ts'
import { partitionKeys, type Table, type TableColumn } from './table.ts'

/** A table as its catalog describes it, and what must be said to the server for reading it. */
export interface CatalogTable {
  readonly table: Table
  /** Whether partitions are computed, not listed: days without files are then met as absent folders. */
  readonly isProjected: boolean
}

/** Asks the server about a table. @throws TrailqError TABLE_NOT_FOUND, and what {@link Statement.start} throws */
export async function describeTable(
  http: TrinoHttp,
  name: readonly [catalog: string, schema: string, table: string],
  signal?: AbortSignal,
): Promise<CatalogTable> {
  const full = name.map(identifier).join('.')
  const shown = await ask(http, `SHOW COLUMNS FROM ${full}`, signal)
  const columns = shown.map(([column, type, extra]) => ({
    name: String(column),
    type: trinoType(String(type)),
    isPartitionKey: /partition key/i.test(String(extra ?? '')),
  }))
  const table: Table = { name, columns }
  const day = partitionKeys(table).get('day')
  if (!columns.some(({ isPartitionKey }) => isPartitionKey)) return { table, isProjected: false }
  const made = await createStatement(http, full, signal)
  const isProjected = /partition_projection_enabled\s*=\s*true/i.test(made)
  const dayFormat =
    day === undefined ? undefined : (projectedFormat(made, day) ?? (await listedFormat(http, name, day, signal)))
  return {
    table: { name, columns: columns.map(column => (column.name === day?.name ? { ...column, dayFormat } : column)) },
    isProjected,
  }
}

/** The statement that would make the table: its properties stand nowhere else. '' for views and who may not see it. */
async function createStatement(http: TrinoHttp, name: string, signal?: AbortSignal): Promise<string> {
  try {
    const [row] = await ask(http, `SHOW CREATE TABLE ${name}`, signal)
    return String(row?.[0] ?? '')
  } catch (error) {
    if (error instanceof TrailqError && !signal?.aborted) return ''
    throw error
  }
}

function projectedFormat(made: string, { name }: TableColumn): string | undefined {
  const column = made.split('\n').find(line => line.trim().toLowerCase().startsWith(name.toLowerCase()))
  return /partition_projection_format\s*=\s*'([^']+)'/i.exec(column ?? '')?.[1]
}

/** The form of a partition that is there: where a catalog lists them. */
async function listedFormat(
  http: TrinoHttp,
  [catalog, schema, table]: readonly [string, string, string],
  { name }: TableColumn,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const partitions = [catalog, schema, `${table}$partitions`].map(identifier).join('.')
  try {
    const [row] = await ask(http, `SELECT max(${identifier(name)}) FROM ${partitions}`, signal)
    const separator = /^\d{4}(\D?)\d\d\1\d\d$/.exec(String(row?.[0] ?? ''))?.[1]
    return separator === undefined ? undefined : ['yyyy', 'MM', 'dd'].join(separator)
  } catch (error) {
    if (error instanceof TrailqError && !signal?.aborted) return undefined
    throw error
  }
}

/** The error for a table that is not there, with the nearest that is; any other error as it is. */
export async function nearestTable(
  error: unknown,
  http: TrinoHttp,
  [catalog, schema, table]: readonly [string, string, string],
): Promise<unknown> {
  if (!(error instanceof TrailqError) || error.code !== 'TABLE_NOT_FOUND') return error
  const sql = `SELECT table_name FROM ${identifier(catalog)}.information_schema.tables WHERE table_schema = ${literal(schema)}`
  const names = (await ask(http, sql).catch(() => [])).map(([name]) => String(name))
  return new TrailqError(
    'TABLE_NOT_FOUND',
    `Trino has no table ${catalog}.${schema}.${table}.${didYouMean(table, names)}`,
    {
      next:
        names.length === 0
          ? 'Check --catalog and --schema.'
          : `In ${catalog}.${schema}: ${names.slice(0, 10).join(', ')}.`,
      cause: error,
    },
  )
}

async function ask(http: TrinoHttp, sql: string, signal?: AbortSignal): Promise<readonly (readonly unknown[])[]> {
  const statement = await Statement.start(http, sql, { signal })
  const rows: (readonly unknown[])[] = []
  for await (const page of statement.pages()) rows.push(...page)
  return rows
}
