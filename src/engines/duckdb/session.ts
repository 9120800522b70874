import { availableParallelism } from 'node:os'

import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBResult,
  LIST,
  listValue,
  StatementType,
  VARCHAR,
} from '@duckdb/node-api'

import { TrailqError } from '../../errors.ts'
import { literal } from '../../sql/literal.ts'
import { type Callbacks, register } from './callbacks.ts'
import { memory } from './memory.ts'
import { FAST_FILES } from './source.ts'
import { removeSpill, spillFolder } from './spill.ts'
import { STORE_FILES } from './store/source.ts'

/**
 * Up to so many files, a session is locked to them one by one: 10 milliseconds for 1,000. Beyond, to the folders that
 * were named.
 */
const MOST_FILES = 2000

/** What a session reads, and what its SQL calls back. */
export interface FilesToRead extends Callbacks {
  /** The files that the fast reader takes. */
  readonly fast: readonly string[]
  /** The files of stores. */
  readonly stored: readonly string[]
  /** The largest JSON object as far as is known, bytes. */
  readonly objectBytes: number
}

/**
 * One DuckDB for one question, locked: no file but those of the scope, one SELECT and nothing else, no extension, no
 * setting changed. The lock is the engine's own and holds for whatever SQL comes in.
 *
 * Source: DuckDB documentation, "Securing DuckDB".
 */
export class Session implements AsyncDisposable {
  readonly connection: DuckDBConnection
  readonly #instance: DuckDBInstance
  #spill: string | undefined

  constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.connection = connection
  }

  /** Starts DuckDB: 12 milliseconds on a thread of its own, so it can start before the files are known. */
  static open(): Promise<Session> {
    const session = waking ?? wake()
    waking = undefined
    return session
  }

  /** Starts DuckDB for the next session to be opened, while its question is still being read. */
  static wakeUp(): void {
    waking ??= wake()
    // Who opens a session hears of it; nobody may.
    waking.catch(() => {})
  }

  /**
   * Locks it, once: from here on nothing but these files can be opened; nothing but what is in the roots, where the SQL
   * is trailq's own or the files are many.
   */
  async lock(roots: readonly string[], files: FilesToRead, ownSql = false): Promise<void> {
    register(this.connection, files)
    this.#spill = spillFolder()
    const paths = [...files.fast, ...files.stored]
    const many = ownSql || paths.length > MOST_FILES
    const open = many ? { directories: roots, paths: roots } : { directories: [], paths }
    for (const [kind, places] of Object.entries(open)) await this.#allow(kind, places)
    await this.connection.run([...limits(files.objectBytes), ...lock(this.#spill)].join('; '))
  }

  /** Says which files are read. */
  async read({ fast, stored }: FilesToRead): Promise<void> {
    await setFiles(this.connection, FAST_FILES, fast)
    if (stored.length > 0) await setFiles(this.connection, STORE_FILES, stored)
  }

  /**
   * Starts a SELECT. DuckDB would write where it may read, so any other statement ends here.
   *
   * @throws TrailqError NOT_A_SELECT
   */
  async stream(sql: string): Promise<DuckDBResult> {
    const statements = await this.connection.extractStatements(sql)
    if (statements.count !== 1) throw notASelect()
    const statement = await statements.prepare(0)
    try {
      if (statement.statementType !== StatementType.SELECT) throw notASelect()
      return await statement.stream()
    } finally {
      statement.destroySync()
    }
  }

  async #allow(kind: string, places: readonly string[]): Promise<void> {
    // A path is judged as it is written, with its escapes, and again as it is found.
    const spellings = [...new Set([...places, ...places.map(escapeGlob)])]
    await this.connection.run(`SET allowed_${kind} = $1`, [listValue(spellings)], [LIST(VARCHAR)])
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.connection.closeSync()
    this.#instance.closeSync()
    if (this.#spill !== undefined) removeSpill(this.#spill)
    return Promise.resolve()
  }
}

/** Puts a list of files into a variable. */
export async function setFiles(
  connection: DuckDBConnection,
  variable: string,
  files: readonly string[],
): Promise<void> {
  // One text in place of a list: handing over a list takes three microseconds for each of its values.
  const set = `SET VARIABLE ${variable} = CAST(from_json($files, '["VARCHAR"]') AS VARCHAR[])`
  await connection.run(set, { files: JSON.stringify(files.map(escapeGlob)) })
}

let waking: Promise<Session> | undefined

async function wake(): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:')
  return new Session(instance, await instance.connect())
}

/** Threads are only set where they are to be fewer: DuckDB counts the processors better than Node does. */
function limits(objectBytes: number): readonly string[] {
  const processors = availableParallelism()
  const { threads, limitMib } = memory(objectBytes, processors)
  return [`SET memory_limit = '${limitMib}MiB'`, ...(threads < processors ? [`SET threads = ${threads}`] : [])]
}

function notASelect(): TrailqError {
  return new TrailqError('NOT_A_SELECT', 'DuckDB was handed something else than one SELECT', {
    next: 'Write one SELECT over events.',
  })
}

function lock(spill = ''): readonly string[] {
  return [
    "SET TimeZone = 'UTC'",
    // Each file is read once: what is kept of it for a second time takes memory, and time to copy.
    'SET enable_external_file_cache = false',
    // How far it is can only be asked of DuckDB where it keeps count for a bar, which it must not print.
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    'SET progress_bar_time = 0',
    `SET temp_directory = ${literal(spill)}`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]
}

/** A path that means itself: DuckDB takes every path for a glob, and a class of one character is that character. */
export function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}
