import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

import type { DuckDBConnection } from '@duckdb/node-api'

import { STORE_COLUMNS } from '../../../events/index.ts'
import { literal } from '../../../sql/literal.ts'
import { escapeGlob } from '../session.ts'
import { sync } from './commit.ts'
import { COPIES } from './copies.ts'
import type { Part, Places } from './loader.ts'
import { shredded } from './shred.ts'

/** Partitions that are written together: planning a statement takes as long as writing a thousand rows. */
export interface Group {
  readonly partitions: readonly Target[]
  readonly parts: readonly Part[]
}

/** A partition to be written. */
export interface Target {
  readonly folder: string
  readonly rows: number
  /** The file that holds what is there already. */
  readonly base?: string
  /** Where the new file goes. */
  readonly path: string
  /** The number of the last row that has been written to it before, by the same run. */
  readonly after: bigint
}

/** Rows of one group of a file, so that a reader of an hour can pass over the others of a large day. */
const ROW_GROUP = 24_576

const COLUMNS = STORE_COLUMNS.join(', ')

/** What is written, in order: several events of one second stay in the order of their ids. */
const ORDER = 'place, event_time, event_id, n'

/**
 * Writes the files of some partitions, in order of time.
 *
 * @returns how many rows each has; there is no file of one that has none
 */
export async function writeGroup(
  connection: DuckDBConnection,
  group: Group,
  places: Places,
): Promise<readonly number[]> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE places AS ${placesTable(group, places)}`)
  await connection.run(`CREATE OR REPLACE TEMP TABLE ready AS ${rowsOf(group, places)}`)
  const reader = await connection.runAndReadAll('SELECT place, min(rowid), max(rowid) FROM ready GROUP BY place')
  const ranges = new Map(reader.getRows().map(([place, first, last]) => [Number(place), { first, last }]))
  const written: number[] = []
  const synced: Promise<void>[] = []
  for (const [place, { path }] of group.partitions.entries()) {
    const { first, last } = ranges.get(place) ?? { first: 0, last: -1 }
    written.push(Number(last) - Number(first) + 1)
    // All of them stand elsewhere already.
    if (written.at(-1) === 0) continue
    mkdirSync(dirname(path), { recursive: true })
    await connection.run(`COPY (SELECT ${COLUMNS} FROM ready WHERE rowid BETWEEN ${first} AND ${last}) TO ${literal(path)}
      (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP}, WRITE_BLOOM_FILTER false)`)
    synced.push(sync(path))
  }
  await connection.run('DROP TABLE ready')
  await Promise.all(synced)
  return written
}

/** Which folder the rows of each account, region and day go to. */
function placesTable({ partitions }: Group, places: Places): string {
  const rows = partitions.flatMap(({ folder, after }, place) =>
    (places.get(folder) ?? []).map(
      ({ account, region, day }) => `(${literal(account)}, ${literal(region)}, ${literal(day)}, ${after}, ${place})`,
    ),
  )
  return `SELECT CAST(account AS VARCHAR) AS account, CAST(region AS VARCHAR) AS region, CAST(day AS VARCHAR) AS day, after, place
    FROM (VALUES ${rows.join(', ')}) AS v(account, region, day, after, place)`
}

/** The SQL of all rows of a group. */
function rowsOf(group: Group, places: Places): string {
  const fresh = freshRows(group, places)
  if (group.partitions.some(({ base }) => base !== undefined)) return merged(fresh, group)
  // Sorted while a record is one text: sorting forty columns takes three times as long.
  return `SELECT ${COLUMNS}, place FROM (${shredded(`${fresh} ORDER BY ${ORDER}`, ['place'])})`
}

/** The rows of a group as they were loaded. */
function freshRows(group: Group, places: Places): string {
  const files = group.parts.map(({ path }) => literal(escapeGlob(path))).join(', ')
  const days = group.partitions.flatMap(({ folder }) => (places.get(folder) ?? []).map(({ day }) => day))
  const known = days.filter(day => day !== null).sort()
  // Said once more, in words by which DuckDB passes over whole parts of a file.
  const between = `r.day BETWEEN ${literal(known[0])} AND ${literal(known.at(-1))}`
  const inDays = known.length < days.length ? '' : ` AND ${between}`
  return `SELECT r.record, r.event_time, r.event_id, r.n, p.place
    FROM read_parquet([${files}]) AS r ANTI JOIN ${COPIES} AS c ON r.n = c.n JOIN places AS p
    ON r.account IS NOT DISTINCT FROM p.account AND r.region IS NOT DISTINCT FROM p.region AND r.day IS NOT DISTINCT FROM p.day
    WHERE r.n > p.after${inDays}`
}

/** New rows, and those that are there already. */
function merged(fresh: string, { partitions }: Group): string {
  const bases = partitions.flatMap(({ base }, place) => (base === undefined ? [] : [{ base, place }]))
  const files = bases.map(({ base }) => literal(escapeGlob(base))).join(', ')
  const which = bases.map(({ base, place }) => `(${literal(base)}, ${place})`).join(', ')
  const there = `SELECT ${COLUMNS}, b.place, -file_row_number AS n
    FROM read_parquet([${files}], filename = true, file_row_number = true, hive_partitioning = false) AS s
    JOIN (VALUES ${which}) AS b(base, place) ON s.filename = b.base`
  const all = `SELECT ${COLUMNS}, place, n FROM (${shredded(fresh, ['place', 'n'])}) UNION ALL ${there}`
  return `SELECT ${COLUMNS}, place FROM (${all}) ORDER BY ${ORDER}`
}
