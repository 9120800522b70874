import type { DuckDBConnection } from '@duckdb/node-api'

import { STORE_COLUMNS } from '../../../events/index.ts'
import { literal } from '../../../sql/literal.ts'
import { escapeGlob } from '../session.ts'
import type { Part } from './loader.ts'
import { shredded } from './shred.ts'

/** The table of rows that are copies of an event that stands elsewhere: by their numbers. */
export const COPIES = 'copies'

/** A file that has been written, and whose events it holds. */
export interface WrittenFile {
  readonly path: string
  readonly account: string | null
}

/**
 * Finds the rows of parts that are copies: of an event that has been written, or of another row. A record without an id
 * is no copy of anything.
 *
 * @param written the files in which copies may be: those of the same days, and of the days beside them
 */
export async function findCopies(
  connection: DuckDBConnection,
  parts: readonly Part[],
  written: readonly WrittenFile[],
): Promise<void> {
  await connection.run(`CREATE TABLE IF NOT EXISTS ${COPIES} (n BIGINT)`)
  const files = parts.map(({ path }) => literal(escapeGlob(path))).join(', ')
  const rows = `SELECT * FROM read_parquet([${files}]) AS r ANTI JOIN ${COPIES} AS c ON r.n = c.n WHERE r.event_id <> ''`
  if (written.length > 0) {
    const same = 'r.account IS NOT DISTINCT FROM w.account AND r.event_id = w.event_id'
    const there = idsOf(written)
    await connection.run(`INSERT INTO ${COPIES} SELECT r.n FROM (${rows}) AS r SEMI JOIN (${there}) AS w ON ${same}`)
  }
  await connection.run(`CREATE OR REPLACE TEMP TABLE twice AS SELECT account, event_id, count(DISTINCT mark) AS marks
    FROM (${rows}) GROUP BY ALL HAVING count(*) > 1`)
  const reader = await connection.runAndReadAll('SELECT count(*), max(marks) FROM twice')
  const [count, marks] = reader.getRows()[0] ?? []
  if (Number(count) === 0) return
  const copies = (columns: string) =>
    `SELECT ${columns} FROM (${rows}) AS f JOIN twice AS t ON f.account IS NOT DISTINCT FROM t.account AND f.event_id = t.event_id`
  // Nearly always they are the same to the last byte, and any will do.
  const ranked =
    Number(marks) === 1
      ? numbered(copies('f.account AS whose, f.event_id, f.n'), 'n')
      : numbered(
          shredded(copies('f.account AS whose, f.record, f.n'), ['whose', 'n']),
          `${STORE_COLUMNS.join(', ')}, n`,
        )
  await connection.run(`INSERT INTO ${COPIES} SELECT n FROM (${ranked}) WHERE copy > 1`)
}

/** Copies of an event numbered in a total order: the same one stays, whichever file was read first. */
function numbered(rows: string, order: string): string {
  return `SELECT n, row_number() OVER (PARTITION BY whose, event_id ORDER BY ${order}) AS copy FROM (${rows})`
}

function idsOf(written: readonly WrittenFile[]): string {
  const files = written.map(({ path }) => literal(escapeGlob(path))).join(', ')
  const whose = written.map(({ path, account }) => `(${literal(path)}, ${literal(account)})`).join(', ')
  return `SELECT CAST(o.account AS VARCHAR) AS account, s.event_id
    FROM read_parquet([${files}], filename = true, hive_partitioning = false) AS s
    JOIN (VALUES ${whose}) AS o(path, account) ON s.filename = o.path`
}
