import type { EngineName } from '../events/index.ts'

/** SQL in lines, for people: the same statement, broken and indented. */
export async function readableSql(sql: string, engine: EngineName): Promise<string> {
  const { formatDialect, duckdb, trino } = await import('sql-formatter')
  return formatDialect(sql, {
    dialect: engine === 'duckdb' ? duckdb : trino,
    keywordCase: 'upper',
    tabWidth: 2,
    expressionWidth: 100,
    linesBetweenQueries: 0,
  })
}
