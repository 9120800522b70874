import { mkdirSync, realpathSync, truncateSync } from 'node:fs'

import { DuckDBInstance } from '@duckdb/node-api'

import { TrailqError } from '../../../errors.ts'
import { OWN, own } from './layout.ts'
import { unwritable } from './unwritable.ts'

/** The system's own lock is of a process; two at once in one process are told apart here. */
const held = new Set<string>()

/**
 * Keeps others from writing to a store. The lock is the system's (the one that DuckDB takes on a database file that it
 * opens), so it ends with its process, however that ends: none can be left behind.
 *
 * @throws TrailqError STORE_BUSY, OUTPUT_FAILED
 */
export async function lockStore(store: string): Promise<Disposable> {
  try {
    mkdirSync(`${store}/${OWN}`, { recursive: true })
  } catch (error) {
    throw unwritable(store, error)
  }
  const path = own(store, 'lock')
  const name = realpathSync(store)
  if (held.has(name)) throw busy(store, 'this process')
  held.add(name)
  try {
    const instance = await opened(path)
    return {
      [Symbol.dispose]() {
        instance.closeSync()
        held.delete(name)
      },
    }
  } catch (error) {
    held.delete(name)
    const holder = /Conflicting lock is held in .*?\(PID (\d+)\)/.exec(String(error))?.[1]
    if (holder !== undefined) throw busy(store, `process ${holder}`)
    throw /Could not set lock/.test(String(error)) ? busy(store, 'another process') : unwritable(store, error)
  }
}

async function opened(path: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path)
  } catch (error) {
    // Its maker was ended while it made it. Emptied, not removed: who has it open by now keeps the lock on it.
    if (!/not a valid DuckDB database|Corrupt|checksum/i.test(String(error))) throw error
    truncateSync(path, 0)
    return await DuckDBInstance.create(path)
  }
}

function busy(store: string, who: string): TrailqError {
  return new TrailqError('STORE_BUSY', `${store} is being written by ${who}`, { next: 'Wait until it has ended.' })
}
