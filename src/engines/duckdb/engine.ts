import { DuckDBInstance } from '@duckdb/node-api'

import type { Engine, EngineQuestion, Execution, RunOptions } from '../../events/index.ts'
import { readText } from './guard.ts'
import { run } from './run.ts'
import { shownFileSource } from './source.ts'
import { DUCKDB_SPELLINGS } from './spelling.ts'

/** Where the logs are. */
export interface DuckdbOptions {
  /** Folders, files or globs. */
  readonly logs: readonly string[]
}

/** DuckDB over the files of a folder, in place. */
export function duckdbEngine({ logs }: DuckdbOptions): Engine {
  return {
    name: 'duckdb',
    isRemote: false,
    spellings: DUCKDB_SPELLINGS,
    shownSource: shownFileSource(`${logs[0]?.replace(/\/+$/, '') ?? 'AWSLogs'}/**/*.json.gz`),
    async readText(text) {
      const instance = await DuckDBInstance.create(':memory:')
      const connection = await instance.connect()
      try {
        return await readText(connection, text)
      } finally {
        connection.closeSync()
        instance.closeSync()
      }
    },
    run: (question: EngineQuestion, options: RunOptions): Promise<Execution> => run(logs, question, options),
    close: () => Promise.resolve(),
  }
}
