import { existsSync, linkSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { pid } from 'node:process'

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
  if (!existsSync(path)) await make(path)
  try {
    return await DuckDBInstance.create(path)
  } catch (error) {
    if (!/not a valid DuckDB database|corrupt/i.test(String(error))) throw error
    throw new TrailqError('BAD_STORE', `${path} is damaged`, {
      next: 'Remove that file, if nobody is writing to the store.',
      cause: error,
    })
  }
}

/** It appears whole: whoever is ended while making one leaves a draft behind. */
async function make(path: string): Promise<void> {
  const draft = `${path}-${pid}`
  rmSync(draft, { force: true })
  const instance = await DuckDBInstance.create(draft)
  instance.closeSync()
  try {
    linkSync(draft, path)
  } catch (error) {
    // Another was faster; or this disk has no links, and there is nothing better than to move it.
    if (!existsSync(path)) renameSync(draft, path)
    else if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  rmSync(draft, { force: true })
}

function busy(store: string, who: string): TrailqError {
  return new TrailqError('STORE_BUSY', `${store} is being written by ${who}`, { next: 'Wait until it has ended.' })
}
