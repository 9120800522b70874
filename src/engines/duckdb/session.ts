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

/** What a session may open and what it calls back. */
export interface SessionOptions {
  /** The folders and files in question; DuckDB refuses to open any other. */
  readonly roots: readonly string[]
  readonly fast: readonly string[]
  readonly odd: readonly string[]
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
  readonly #spill: string

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, spill: string) {
    this.#instance = instance
    this.connection = connection
    this.#spill = spill
  }

  static async open(options: SessionOptions): Promise<Session> {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const spill = mkdtempSync(join(tmpdir(), 'trailq-'))
    const session = new Session(instance, connection, spill)
    register(connection, options)
    await connection.run(
      `SET VARIABLE ${FAST_FILES} = $files`,
      { files: listValue(options.fast.map(escapeGlob)) },
      { files: LIST(VARCHAR) },
    )
    await connection.run(
      `SET VARIABLE ${ODD_FILES} = $files`,
      { files: listValue([...options.odd]) },
      { files: LIST(VARCHAR) },
    )
    for (const setting of lock(options.roots, spill)) await connection.run(setting)
    return session
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.connection.closeSync()
    this.#instance.closeSync()
    rmSync(this.#spill, { recursive: true, force: true })
    return Promise.resolve()
  }
}

function lock(roots: readonly string[], spill: string): readonly string[] {
  const allowed = `[${roots.map(root => literal(root)).join(', ')}]`
  return [
    "SET TimeZone = 'UTC'",
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

function register(connection: DuckDBConnection, options: SessionOptions): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: READ_ODD,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      volatile: true,
      mainFunction: (_info, input, output) => {
        const paths = input.getColumnVector(0)
        for (let row = 0; row < input.rowCount; row++) output.setItem(row, options.readOdd(String(paths.getItem(row))))
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
          options.reject(String(paths.getItem(row)))
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
