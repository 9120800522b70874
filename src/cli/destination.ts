import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'

import { TrailqError } from '../errors.ts'
import type { Sink } from './rows-out.ts'
import { write } from './terminal.ts'

/** Where an answer goes, until it is whole. */
export interface Destination extends Omit<Sink, 'quiet'> {
  /** All rows are there. */
  close(): Promise<void>
  /** The answer is not whole: nothing of it stays. */
  discard(): Promise<void>
}

/**
 * stdout, or a file. A file is written beside its name and moved there when it is whole, so that a full disk or a
 * Ctrl-C leaves what was there before.
 *
 * @throws TrailqError OUTPUT_FAILED
 */
export async function openDestination(path: string | undefined): Promise<Destination> {
  if (path === undefined || path === '-') return stdout()
  const direct = await isDevice(path)
  const partial = direct ? path : `${path}.${process.pid}.part`
  const file = createWriteStream(partial, { flags: direct ? 'w' : 'wx' })
  let broken: Error | undefined
  file.on('error', error => {
    broken ??= error
  })
  const fail = (error: unknown) => {
    const why = error instanceof Error ? error.message.replace(/,? (?:open|write).*$/, '') : String(error)
    return new TrailqError('OUTPUT_FAILED', `${path} can't be written: ${why}`, {
      next: 'Free some space, or name another file with -o.',
    })
  }
  const discard = async () => {
    file.destroy()
    if (!direct) await rm(partial, { force: true })
  }
  return {
    terminal: false,
    async write(text) {
      if (broken !== undefined) throw fail(broken)
      await new Promise<void>((resolve, reject) => {
        file.write(text, error => (error === null || error === undefined ? resolve() : reject(fail(error))))
      })
    },
    async close() {
      try {
        file.end()
        await finished(file)
        if (!direct) await rename(partial, path)
      } catch (error) {
        await discard()
        throw fail(broken ?? error)
      }
    },
    discard,
  }
}

function stdout(): Destination {
  return {
    terminal: true,
    write: text => write(process.stdout, text),
    close: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  }
}

async function isDevice(path: string): Promise<boolean> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) {
      throw new TrailqError('OUTPUT_FAILED', `${path} is a folder`, { next: 'Name a file: -o answer.csv.' })
    }
    return !found.isFile()
  } catch (error) {
    if (error instanceof TrailqError) throw error
    return false
  }
}
