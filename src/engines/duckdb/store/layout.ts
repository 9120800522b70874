import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { TrailqError } from '../../../errors.ts'
import { STORE_LAYOUT } from '../../../events/index.ts'

/** All that is trailq's own in a store: Hive, Trino, Athena and Spark pass over names that begin so. */
export const OWN = '_trailq'

/** What a store holds of trailq's own. */
export const OWN_FILES = {
  /** What was read; its first line says which layout the store has. */
  manifest: 'manifest.jsonl',
  /** What a finished stage is to become, until it has. */
  commit: 'commit.json',
  /** Where the next state of the store is made. */
  stage: 'stage',
  /** Held, not written, by the process that is at work. */
  lock: 'lock',
} as const

/** The path of one of trailq's own files in a store. */
export function own(store: string, name: keyof typeof OWN_FILES): string {
  return join(store, OWN, OWN_FILES[name])
}

/** Whether a folder is a store, finished or not. One that may not be entered is none that could be read. */
export function isStore(folder: string): boolean {
  try {
    return statSync(join(folder, OWN), { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}

/** The first line of a manifest. */
export function layoutLine(): string {
  return JSON.stringify({ trailq: 'store', layout: STORE_LAYOUT })
}

const LONGEST_LINE = 1000

/**
 * Sees to it that this version knows the layout of a store. @returns whether anything has been written to it.
 *
 * @throws TrailqError STORE_VERSION, BAD_STORE
 */
export function checkLayout(store: string): boolean {
  const line = firstLine(own(store, 'manifest'))
  if (line === undefined) return false
  const layout = layoutOf(line)
  if (layout === STORE_LAYOUT) return true
  if (layout === undefined) {
    throw new TrailqError('BAD_STORE', `${own(store, 'manifest')} is damaged`, {
      next: 'The Parquet files themselves can still be read by name; to go on adding to them, compact into a new folder.',
    })
  }
  const age = layout < STORE_LAYOUT ? 'an older' : 'a newer'
  throw new TrailqError(
    'STORE_VERSION',
    `${store} was written by ${age} version of trailq (layout ${layout}; this one knows ${STORE_LAYOUT})`,
    {
      next:
        layout < STORE_LAYOUT
          ? 'Compact the logs into a new folder.'
          : 'Use that version of trailq, or compact into a new folder.',
    },
  )
}

function firstLine(path: string): string | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    const buffer = Buffer.alloc(LONGEST_LINE)
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, LONGEST_LINE, 0)).split('\n')[0] ?? ''
  } finally {
    closeSync(file)
  }
}

function layoutOf(line: string): number | undefined {
  try {
    const value = JSON.parse(line) as { trailq?: unknown; layout?: unknown }
    return value.trailq === 'store' && typeof value.layout === 'number' ? value.layout : undefined
  } catch {
    return undefined
  }
}
