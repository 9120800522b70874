import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  BOOLEAN,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBScalarFunction,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api'

import { literal } from '../../sql/literal.ts'
import { FAST_FILES, ODD_FILES, READ_ODD, REJECT } from './source.ts'

/** More than this and DuckDB puts what it holds onto disk: a question over any trail fits into a laptop. */
const MEMORY_LIMIT = '2GB'

/** What the SQL of a session calls back: see source.ts. */
export interface Callbacks {
  /** The records of an odd file as JSON text; NULL where there are none. */
  readOdd(path: string): string | null
  /** Takes note of an element that is no record. */
  reject(path: string): void
}

/**
 * One DuckDB for one question, locked: no file outside of the roots, no writing, no extension, no setting changed. The
 * lock is the engine's own and holds for whatever SQL comes in.
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

  /** Locks it: from here on nothing outside of the roots can be opened. Once. */
  async lock(roots: readonly string[], callbacks: Callbacks): Promise<void> {
    register(this.connection, callbacks)
    this.#spill = mkdtempSync(join(tmpdir(), 'trailq-'))
    await this.connection.run(lock(roots, this.#spill).join('; '))
  }

  /** Says which files are read, and how. */
  async read(fast: readonly string[], odd: readonly string[]): Promise<void> {
    const lists = { fast: listValue(fast.map(escapeGlob)), odd: listValue([...odd]) }
    const types = { fast: LIST(VARCHAR), odd: LIST(VARCHAR) }
    await this.connection.run(`SET VARIABLE ${FAST_FILES} = $fast`, { fast: lists.fast }, { fast: types.fast })
    await this.connection.run(`SET VARIABLE ${ODD_FILES} = $odd`, { odd: lists.odd }, { odd: types.odd })
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.connection.closeSync()
    this.#instance.closeSync()
    if (this.#spill !== undefined) rmSync(this.#spill, { recursive: true, force: true })
    return Promise.resolve()
  }
}

let waking: Promise<Session> | undefined

async function wake(): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:')
  return new Session(instance, await instance.connect())
}

function lock(roots: readonly string[], spill: string): readonly string[] {
  const allowed = `[${roots.map(root => literal(root)).join(', ')}]`
  return [
    "SET TimeZone = 'UTC'",
    // How far it is can only be asked of DuckDB where it keeps count for a bar, which it must not print.
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    'SET progress_bar_time = 0',
    `SET memory_limit = '${MEMORY_LIMIT}'`,
    `SET temp_directory = ${literal(spill)}`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    `SET allowed_directories = ${allowed}`,
    `SET allowed_paths = ${allowed}`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]
}

function register(connection: DuckDBConnection, callbacks: Callbacks): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: READ_ODD,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      volatile: true,
      mainFunction: (_info, input, output) => {
        const paths = input.getColumnVector(0)
        for (let row = 0; row < input.rowCount; row++)
          output.setItem(row, callbacks.readOdd(String(paths.getItem(row))))
        output.flush()
      },
    }),
  )
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: REJECT,
      parameterTypes: [VARCHAR],
      returnType: BOOLEAN,
      volatile: true,
      mainFunction: (_info, input, output) => {
        const paths = input.getColumnVector(0)
        for (let row = 0; row < input.rowCount; row++) {
          callbacks.reject(String(paths.getItem(row)))
          output.setItem(row, false)
        }
        output.flush()
      },
    }),
  )
}

/** A path that means itself: DuckDB takes every path for a glob, and a class of one character is that character. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}
