import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Folders } from '../ddl/index.ts'

/** The folders below one on disk. One that can't be read has none. */
export function localFolders(top: string): Folders {
  return {
    async list(folder) {
      try {
        const entries = await readdir(join(top, folder), { withFileTypes: true })
        return entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
      } catch {
        return []
      }
    },
  }
}
