import { didYouMean, TrailqError } from '../../errors.ts'
import { identifier, literal } from '../../sql/literal.ts'
import type { TrinoHttp } from './http.ts'
import { needsValues, withPartition } from './partition-values.ts'
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
  const dayFormat = day === undefined ? undefined : projectedFormat(made, day)
  const told: Table = {
    name,
    columns: columns.map(column => (column.name === day?.name ? { ...column, dayFormat } : column)),
  }
  if (!needsValues(told)) return { table: told, isProjected }
  const values = await listedValues(http, name, signal)
  return { table: values === undefined ? told : withPartition(told, values), isProjected }
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

/** The values of a partition that is there, where the catalog lists them. */
async function listedValues(
  http: TrinoHttp,
  [catalog, schema, table]: readonly [string, string, string],
  signal?: AbortSignal,
): Promise<readonly string[] | undefined> {
  const partitions = [catalog, schema, `${table}$partitions`].map(identifier).join('.')
  try {
    const [row] = await ask(http, `SELECT * FROM ${partitions} LIMIT 1`, signal)
    return row?.map(String)
  } catch (error) {
    if (error instanceof TrailqError && !signal?.aborted) return undefined
    throw error
  }
}

/** The error for a table that is not there, with what is there that is like it; any other error as it is. */
export async function nearestTable(
  error: unknown,
  http: TrinoHttp,
  [catalog, schema, table]: readonly [string, string, string],
): Promise<unknown> {
  if (!(error instanceof TrailqError) || error.code !== 'TABLE_NOT_FOUND') return error
  const schemas = `${identifier(catalog)}.information_schema`
  const places = [
    {
      missing: `table ${catalog}.${schema}.${table}`,
      name: table,
      within: `${catalog}.${schema}`,
      sql: `SELECT table_name FROM ${schemas}.tables WHERE table_schema = ${literal(schema.toLowerCase())} ORDER BY 1`,
    },
    {
      missing: `schema ${catalog}.${schema}`,
      name: schema,
      within: catalog,
      sql: `SELECT schema_name FROM ${schemas}.schemata WHERE schema_name <> 'information_schema' ORDER BY 1`,
    },
    { missing: `catalog ${catalog}`, name: catalog, within: 'Trino', sql: 'SHOW CATALOGS' },
  ]
  // An empty schema and one that is not there look alike: what is missing is the innermost whose neighbours are known.
  for (const { missing, name, within, sql } of places) {
    const names = (await ask(http, sql).catch(() => [])).map(([known]) => String(known))
    if (names.length === 0) continue
    const message = names.includes(name.toLowerCase())
      ? `The ${missing} has no tables that you can see`
      : `There is no ${missing}.${didYouMean(name, names)}`
    const there = `In ${within}: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}.`
    return new TrailqError('TABLE_NOT_FOUND', message, { next: there, cause: error })
  }
  return new TrailqError('TABLE_NOT_FOUND', `Trino has no table ${catalog}.${schema}.${table}`, {
    next: 'Check --catalog, --schema and --table.',
    cause: error,
  })
}

async function ask(http: TrinoHttp, sql: string, signal?: AbortSignal): Promise<readonly (readonly unknown[])[]> {
  const statement = await Statement.start(http, sql, { signal })
  const rows: (readonly unknown[])[] = []
  for await (const page of statement.pages()) rows.push(...page)
  return rows
}
