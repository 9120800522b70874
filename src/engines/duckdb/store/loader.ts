import type { DuckDBConnection } from '@duckdb/node-api'

import type { BadFile, LeftOut } from '../../../events/index.ts'
import { eventsSelect, resolveScope } from '../../../events/index.ts'
import { compileSql } from '../../../sql/compile.ts'
import { literal } from '../../../sql/literal.ts'
import { type Callbacks, register } from '../callbacks.ts'
import { FileReport } from '../file-report.ts'
import { setFiles } from '../session.ts'
import { FAST_FILES, fileSource } from '../source.ts'
import { DUCKDB_SPELLINGS } from '../spelling.ts'
import type { Batch } from './inputs.ts'
import { type PartitionKey, partitionFolder } from './partition.ts'

/** Records on their way, as text, with what says where they belong. */
export interface Part {
  readonly path: string
  /** How many rows of each partition are in it, by the partition's folder. */
  readonly rows: ReadonlyMap<string, number>
}

/** What was loaded, and what could not be. */
export interface Loaded {
  readonly part: Part
  readonly badFiles: readonly BadFile[]
  readonly leftOut: readonly LeftOut[]
}

/** What records say of where they belong, and how a part says it: in one text, by which a reader passes over others. */
export interface Place extends PartitionKey {
  readonly text: string
}

/** The places of records, by the folder that they go to. */
export type Places = Map<string, Place[]>

/** How often one batch may start anew because of files that the first look had not shown to be odd. */
const MOST_STARTS = 8

/** Rows of one partition lie together as the files did, so that a reader of a few can pass over the others. */
const ROW_GROUP = 2048

/** Reads batches of files, each file once, as questions read them. */
export class Loader {
  readonly #connection: DuckDBConnection
  readonly #places: Places
  #report: FileReport | undefined
  /** How many rows have been loaded: each has a number, from 1. */
  rows = 0n

  constructor(connection: DuckDBConnection, places: Places) {
    this.#connection = connection
    this.#places = places
    register(connection, this.#callbacks())
  }

  async load({ inputs }: Batch, path: string, signal?: AbortSignal): Promise<Loaded> {
    const report = await FileReport.of(
      { files: inputs, stored: [], stores: [], roots: [], bad: [], leftOut: [] },
      signal,
    )
    this.#report = report
    for (let start = 1; ; start++) {
      signal?.throwIfAborted()
      report.forget()
      await setFiles(this.#connection, FAST_FILES, report.fast)
      try {
        await this.#connection.run(`COPY (${records(report, this.rows)}) TO ${literal(path)}
          (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${ROW_GROUP}, WRITE_BLOOM_FILTER false)`)
        break
      } catch (error) {
        const again = start < MOST_STARTS && (await report.settle(error, signal))
        if (!again) throw error
      }
    }
    const { badFiles, leftOut } = report.stats()
    return { part: { path, rows: await this.#count(path) }, badFiles, leftOut }
  }

  async #count(path: string): Promise<ReadonlyMap<string, number>> {
    const reader = await this.#connection.runAndReadAll(
      `SELECT place, count(*) FROM read_parquet(${literal(path)}) GROUP BY place`,
    )
    const rows = new Map<string, number>()
    for (const [text, count] of reader.getRows()) {
      const place = placeOf(String(text))
      const folder = partitionFolder(place)
      this.#place(folder, place)
      rows.set(folder, (rows.get(folder) ?? 0) + Number(count))
      this.rows += BigInt(Number(count))
    }
    return rows
  }

  #place(folder: string, place: Place): void {
    const known = this.#places.get(folder) ?? []
    if (!known.some(({ text }) => text === place.text)) known.push(place)
    this.#places.set(folder, known)
  }

  /** What DuckDB calls back is about the batch that is being read. */
  #callbacks(): Callbacks {
    const report = () => {
      if (this.#report === undefined) throw new TypeError('Nothing is being read')
      return this.#report
    }
    return {
      readOdd: () => report().readOdd(),
      readLeft: path => report().readLeft(path),
      reject: (path, category) => report().reject(path, category),
    }
  }
}

const COLUMNS = ['record', 'event_id', 'event_time', 'account', 'region'] as const

/** The records of a batch, by the very definitions of account and region that questions have. */
function records(report: FileReport, before: bigint): string {
  const select = eventsSelect(new Set(COLUMNS), resolveScope({}), fileSource(report.lists()))
  const day = `CASE WHEN regexp_matches(event_time, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN event_time[:10] END`
  return `SELECT row_number() OVER () + ${before} AS n, record, event_id, event_time, account, hash(record) AS mark,
    CAST(json_array(account, region, ${day}) AS VARCHAR) AS place
    FROM (${compileSql(select.toOperationNode(), DUCKDB_SPELLINGS)})`
}

function placeOf(text: string): Place {
  const [account, region, day] = JSON.parse(text) as [string | null, string | null, string | null]
  return { account, region, day, text }
}
