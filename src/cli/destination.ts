import { accessSync, constants, createWriteStream, realpathSync, rmSync, type Stats } from 'node:fs'
import { chmod, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
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
  if (path === '') throw new TrailqError('BAD_USAGE', '-o names no file', { next: 'Name a file: -o answer.csv.' })
  const before = await found(path)
  const direct = before !== undefined && !before.isFile()
  // Where the name is a link, the file behind it is written; and one that may not be written is left alone.
  const target = before === undefined ? path : writable(path)
  const partial = direct ? target : `${target}.${process.pid}.part`
  const file = createWriteStream(partial, { flags: direct ? 'w' : 'wx' })
  let broken: Error | undefined
  file.on('error', error => {
    broken ??= error
  })
  const remove = () => {
    if (!direct) rmSync(partial, { force: true })
  }
  process.once('exit', remove)
  const discard = () => {
    file.destroy()
    remove()
    process.removeListener('exit', remove)
    return Promise.resolve()
  }
  return {
    terminal: false,
    async write(text) {
      if (broken !== undefined) throw outputFailed(path, broken)
      await new Promise<void>((resolve, reject) => {
        file.write(text, error => (error == null ? resolve() : reject(outputFailed(path, error))))
      })
    },
    async close() {
      try {
        file.end()
        await finished(file)
        if (!direct) {
          if (before !== undefined) await chmod(partial, before.mode)
          await rename(partial, target)
        }
        process.removeListener('exit', remove)
      } catch (error) {
        await discard()
        throw outputFailed(path, broken ?? error)
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

async function found(path: string): Promise<Stats | undefined> {
  try {
    const stats = await stat(path)
    if (!stats.isDirectory()) return stats
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw outputFailed(path, error)
  }
  throw new TrailqError('OUTPUT_FAILED', `${path} is a folder`, { next: 'Name a file: -o answer.csv.' })
}

function writable(path: string): string {
  try {
    accessSync(path, constants.W_OK)
    return realpathSync(path)
  } catch (error) {
    throw outputFailed(path, error)
  }
}

/** The error for output that can't be written. */
export function outputFailed(path: string, error: unknown): TrailqError {
  const another = 'Name another file with -o.'
  const words: Readonly<Record<string, readonly [why: string, next: string]>> = {
    ENOENT: [`there is no folder ${dirname(path)}`, 'Make the folder first, or name another file with -o.'],
    ENOTDIR: [`${dirname(path)} is no folder`, another],
    ENOSPC: ['the disk is full', 'Free some space, or name another file with -o.'],
    EDQUOT: ['your quota is used up', 'Free some space, or name another file with -o.'],
    EFBIG: ['it would be too large', another],
    EACCES: ['permission denied', another],
    EPERM: ['permission denied', another],
    EROFS: ['the disk can only be read', another],
    EISDIR: ['it is a folder', another],
    ENAMETOOLONG: ['the name is too long', another],
  }
  const [why, next] = words[codeOf(error)] ?? [error instanceof Error ? error.message : String(error), another]
  return new TrailqError('OUTPUT_FAILED', `${path} can't be written: ${why}`, { next, cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
