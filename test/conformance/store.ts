import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts')

/** Compacts log files into a store, and tells the columns of its files: texts, all of them. */
export async function writeStore(from: string, to: string): Promise<readonly string[]> {
  await promisify(execFile)(process.execPath, ['--no-warnings', MAIN, 'compact', '--logs', from, '--to', to])
  const file = readdirSync(to, { recursive: true, encoding: 'utf8' }).find(name => name.endsWith('.parquet'))
  if (file === undefined) throw new Error(`trailq compact wrote no Parquet into ${to}`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(
      `DESCRIBE SELECT * FROM read_parquet('${join(to, file)}', hive_partitioning = false)`,
    )
    const columns = reader.getRows().map(([name, type]) => [String(name), String(type)] as const)
    const others = columns.filter(([, type]) => type !== 'VARCHAR')
    if (others.length > 0) throw new Error(`Columns of the store that are no text: ${others.join('; ')}`)
    return columns.map(([name]) => name)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
