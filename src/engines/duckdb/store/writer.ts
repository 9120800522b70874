import { join } from 'node:path'

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
  /** Where their files go. */
  readonly folder: string
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

/** The file of a group's partition, by its number: so DuckDB names it. */
export function fileOf(folder: string, target: number): string {
  return join(folder, `target=${target}`, 'events0.parquet')
}

/** Rows of one group of a file, so that a reader of an hour can pass over the others of a large day. */
const ROW_GROUP = 24_576
/** Rows are handed to the writers of their files so many at a time: what waits takes memory for every column. */
const HANDED_OVER = 2048
/** Handed rows in small numbers, DuckDB ends a group at half of the size that it was told. */
const OPTIONS = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${2 * ROW_GROUP}, WRITE_BLOOM_FILTER false,
  PARTITION_BY (target), FILENAME_PATTERN 'events', RETURN_STATS`

const COLUMNS = STORE_COLUMNS.join(', ')

/** What is written, in order: several events of one second stay in the order of their ids. */
const ORDER = 'target, event_time, event_id, n'

/**
 * Writes the files of some partitions, in order of time. On one thread DuckDB keeps the order in each of them.
 *
 * @returns how many rows each has; there is no file of one that has none
 */
export async function writeGroup(
  connection: DuckDBConnection,
  group: Group,
  places: Places,
): Promise<readonly number[]> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE places AS ${placesTable(group, places)}`)
  await connection.run(`SET partitioned_write_flush_threshold = ${HANDED_OVER}`)
  const copy = `COPY (${rowsOf(group, places)}) TO ${literal(group.folder)} (${OPTIONS})`
  const reader = await connection.runAndReadAll(copy)
  const rows = new Map(reader.getRows().map(([path, count]) => [String(path), Number(count)]))
  const written = group.partitions.map(({ path }) => rows.get(path) ?? 0)
  const files = group.partitions.filter(({ path }) => rows.has(path))
  if (files.length < rows.size) throw new TypeError(`Other files were written: ${[...rows.keys()].join(', ')}`)
  await Promise.all(files.map(({ path }) => sync(path)))
  return written
}

/** Which file the rows of each place go to. */
function placesTable({ partitions }: Group, places: Places): string {
  const rows = partitions.flatMap(({ folder, after }, target) =>
    (places.get(folder) ?? []).map(({ text }) => `(${literal(text)}, ${after}, ${target})`),
  )
  return `SELECT place, after, target FROM (VALUES ${rows.join(', ')}) AS v(place, after, target)`
}

/** The SQL of all rows of a group. */
function rowsOf(group: Group, places: Places): string {
  const fresh = freshRows(group, places)
  if (group.partitions.some(({ base }) => base !== undefined)) return merged(fresh, group)
  // Sorted while a record is one text: sorting forty columns takes three times as long.
  return `SELECT ${COLUMNS}, target FROM (${shredded(`${fresh} ORDER BY ${ORDER}`, ['target'])})`
}

/** The rows of a group as they were loaded. */
function freshRows(group: Group, places: Places): string {
  const files = group.parts.map(({ path }) => literal(escapeGlob(path))).join(', ')
  const texts = group.partitions.flatMap(({ folder }) => (places.get(folder) ?? []).map(({ text }) => literal(text)))
  // Said once more, in words by which DuckDB passes over most rows of a file before it looks at their records.
  return `SELECT r.record, r.event_time, r.event_id, r.n, p.target
    FROM read_parquet([${files}]) AS r ANTI JOIN ${COPIES} AS c ON r.n = c.n JOIN places AS p ON r.place = p.place
    WHERE r.n > p.after AND r.place IN (${texts.join(', ')})`
}

/** New rows, and those that are there already. */
function merged(fresh: string, { partitions }: Group): string {
  const bases = partitions.flatMap(({ base }, target) => (base === undefined ? [] : [{ base, target }]))
  const files = bases.map(({ base }) => literal(escapeGlob(base))).join(', ')
  const which = bases.map(({ base, target }) => `(${literal(base)}, ${target})`).join(', ')
  const there = `SELECT ${COLUMNS}, b.target, -file_row_number AS n
    FROM read_parquet([${files}], filename = true, file_row_number = true, hive_partitioning = false) AS s
    JOIN (VALUES ${which}) AS b(base, target) ON s.filename = b.base`
  const all = `SELECT ${COLUMNS}, target, n FROM (${shredded(fresh, ['target', 'n'])}) UNION ALL ${there}`
  return `SELECT ${COLUMNS}, target FROM (${all}) ORDER BY ${ORDER}`
}
