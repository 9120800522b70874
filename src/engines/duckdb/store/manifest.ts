import { readFileSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'

import { TrailqError } from '../../../errors.ts'
import { checkLayout, layoutLine, own } from './layout.ts'

/** A file that has been read. */
export interface ReadFile {
  /** What its content is told by: see inputs.ts. */
  readonly mark: string
  /** What of it could not be read. */
  readonly problem?: string
}

/** What a store has been made from: a line for each folder of logs. */
export class Manifest {
  readonly #folders = new Map<string, Map<string, ReadFile>>()

  /** What a store says it was made from; nothing for a new one. @throws TrailqError STORE_VERSION, BAD_STORE */
  static of(store: string): Manifest {
    const manifest = new Manifest()
    if (!checkLayout(store)) return manifest
    const [, ...lines] = readFileSync(own(store, 'manifest'), 'utf8').split('\n')
    try {
      for (const line of lines.filter(text => text !== '')) {
        const { folder, files } = JSON.parse(line) as {
          folder: string
          files: Record<string, string | [string, string]>
        }
        for (const [name, file] of Object.entries(files)) {
          const [mark, problem] = typeof file === 'string' ? [file] : file
          manifest.add(posix.join(folder, name), { mark, ...(problem === undefined ? {} : { problem }) })
        }
      }
    } catch (error) {
      throw new TrailqError('BAD_STORE', `${own(store, 'manifest')} is damaged`, {
        next: 'Compact the logs into a new folder.',
        cause: error,
      })
    }
    return manifest
  }

  get size(): number {
    return [...this.#folders.values()].reduce((sum, files) => sum + files.size, 0)
  }

  get(path: string): ReadFile | undefined {
    return this.#folders.get(posix.dirname(path))?.get(posix.basename(path))
  }

  add(path: string, file: ReadFile): void {
    const folder = posix.dirname(path)
    const files = this.#folders.get(folder) ?? new Map<string, ReadFile>()
    this.#folders.set(folder, files.set(posix.basename(path), file))
  }

  /** The paths of all files that have been read. */
  *paths(): Generator<string> {
    for (const [folder, files] of this.#folders) for (const name of files.keys()) yield posix.join(folder, name)
  }

  write(path: string): void {
    const lines = [...this.#folders].map(([folder, files]) => {
      const entries = [...files].map(([name, { mark, problem }]) => [
        name,
        problem === undefined ? mark : [mark, problem],
      ])
      return JSON.stringify({ folder, files: Object.fromEntries(entries) })
    })
    writeFileSync(path, `${[layoutLine(), ...lines.sort()].join('\n')}\n`)
  }
}
