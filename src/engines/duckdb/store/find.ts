import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { TrailqError } from '../../../errors.ts'
import type { Scope } from '../../../events/index.ts'
import { checkLayout } from './layout.ts'
import { keyOfFolder, PARTITION_FILE } from './partition.ts'

/** A file of a store. */
export interface StoreFile {
  readonly path: string
  readonly bytes: number
}

/**
 * The files of a store that a scope can need: those of its accounts, its regions and the days of its events.
 *
 * @returns them in order of name, and whether others were passed over
 * @throws TrailqError STORE_VERSION, BAD_STORE
 */
export function storeFiles(store: string, scope: Scope): { files: readonly StoreFile[]; pruned: boolean } {
  if (!checkLayout(store)) {
    throw new TrailqError('BAD_STORE', `${store} is a store that has never been finished`, {
      next: `Compact once more: trailq compact --logs DIR --to ${store}.`,
    })
  }
  const files: StoreFile[] = []
  let pruned = false
  const enter = (folder: string, name: 'account' | 'region' | 'day', into: (path: string) => void) => {
    for (const entry of readdirSync(folder).sort()) {
      const key = keyOfFolder(name, entry)
      if (key === undefined) continue
      if (needs(scope, name, key)) into(join(folder, entry))
      else pruned = true
    }
  }
  enter(store, 'account', account =>
    enter(account, 'region', region =>
      enter(region, 'day', day => {
        const path = join(day, PARTITION_FILE)
        const found = statSync(path, { throwIfNoEntry: false })
        if (found !== undefined) files.push({ path, bytes: found.size })
      }),
    ),
  )
  return { files, pruned }
}

/** Whether a partition can hold events of the scope. Those of no day may have a time that compares with any. */
function needs(scope: Scope, name: 'account' | 'region' | 'day', key: string | null): boolean {
  if (name !== 'day') return scope[name].length === 0 || (key !== null && scope[name].includes(key))
  if (key === null) return true
  const { since, until } = scope
  return (since === undefined || key >= since.slice(0, 10)) && (until === undefined || key <= until.slice(0, 10))
}
