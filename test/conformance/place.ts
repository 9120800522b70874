import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import { statement } from './client.ts'
import { writeStore } from './store.ts'
import { createRawTable, createStoreTable, createTypedTable, deliveries, type Folder } from './tables.ts'
import { writeTypedFiles } from './typed-files.ts'

/** Where the server is, and the root of its catalog's file system. */
export interface Server {
  readonly url: string
  /** The same tables, on a server whose own time zone is another. */
  readonly elsewhere: string
  readonly data: string
}

/** One set of records in every form in which a leg reads them. */
export interface Place {
  readonly server: Server
  /** The schema of its tables: raw, store, typed. */
  readonly schema: string
  readonly raw: string
  readonly store: string
}

/** How a set is laid down. */
export interface PlaceOptions {
  readonly schema: string
  /** Writes the log files below a folder, as CloudTrail delivers them. */
  readonly write: (folder: string) => void | Promise<void>
  /** Whether the catalog lists the partitions, where too many of them could be. */
  readonly listed?: boolean
}

/** Lays down a set and makes its tables, anew. */
export async function layPlace(server: Server, options: PlaceOptions): Promise<Place> {
  const { schema, write, listed = false } = options
  const folder = (kind: string): Folder => ({
    disk: join(server.data, schema, kind),
    location: `local:///${schema}/${kind}`,
  })
  const [raw, store, typed] = [folder('raw'), folder('store'), folder('typed')]
  rmSync(join(server.data, schema), { recursive: true, force: true })
  mkdirSync(raw.disk, { recursive: true })
  await write(raw.disk)
  await writeTypedFiles(raw.disk, typed.disk)
  const columns = await writeStore(raw.disk, store.disk)

  const { url } = server
  await statement(url, `DROP SCHEMA IF EXISTS hive.${schema} CASCADE`)
  await statement(url, `CREATE SCHEMA hive.${schema}`)
  await Promise.all([
    createRawTable(url, `hive.${schema}.raw`, raw, listed),
    createTypedTable(url, `hive.${schema}.typed`, typed, listed),
    createStoreTable(url, `hive.${schema}.store`, store, columns),
  ])
  return { server, schema, raw: raw.disk, store: store.disk }
}

/**
 * Copies the log files of a trail, each object on one line: Trino reads no others. An organization's folder is left out
 * of the path, so that one table reaches all accounts. Other files are left behind.
 */
export function copyLogs(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!/AWSLogs\/.*\/CloudTrail\/.*\.json(\.gz)?$/.test(join(basename(from), file))) continue
    const bytes = readFileSync(join(from, file))
    const text = file.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()
    const line = text.trim().includes('\n') ? JSON.stringify(JSON.parse(text)) : text
    const target = join(to, `${file.replace(/\.gz$/, '').replace(/(^|\/)o-[a-z0-9]+\//, '$1')}.gz`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, gzipSync(line, { level: 1 }))
  }
}

/** The records of a trail with their accounts and regions, all delivered on one day: few files are quick to read. */
export function gathered(from: string): readonly Delivered[] {
  return deliveries(from).flatMap(({ path, account, region }) =>
    readdirSync(join(from, path)).flatMap(file => {
      const { Records } = JSON.parse(gunzipSync(readFileSync(join(from, path, file))).toString()) as {
        Records: object[]
      }
      return Records.map(record => ({ record, place: { account, region } }))
    }),
  )
}

/** A record, and where it was delivered; by default where all the others are. */
export interface Delivered {
  readonly record: object
  readonly place?: Where
}

interface Where {
  readonly account: string
  readonly region: string
  readonly day?: string
  readonly file?: string
}

const HERE: Where = { account: '111122223333', region: 'us-east-1' }

/** Writes records where CloudTrail would, a file for each place. */
export function deliver(folder: string, records: readonly Delivered[]): void {
  const files = Map.groupBy(records, ({ place = HERE }) => {
    const { account, region, day = '2026/10/05', file = 'Example' } = place
    const name = `${account}_CloudTrail_${region}_${day.replaceAll('/', '')}T0000Z_${file}.json.gz`
    return join(folder, 'AWSLogs', account, 'CloudTrail', region, day, name)
  })
  for (const [path, ofFile] of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, gzipSync(JSON.stringify({ Records: ofFile.map(({ record }) => record) })))
  }
}
