import { readFile } from 'node:fs/promises'

import { EXIT, TrailqError } from '../errors.ts'
import { openDestination } from './destination.ts'
import { print } from './terminal.ts'
import { textDiff } from './text-diff.ts'

/** What to do with a text that was printed. */
export interface FileFlags {
  readonly check?: string
  readonly output?: string
}

/** Writes a text, or compares it with a file that should hold it. @returns the exit status. */
export async function deliver(text: string, { check, output }: FileFlags): Promise<number> {
  if (check !== undefined) return compare(check, text)
  const destination = await openDestination(output)
  try {
    await destination.write(text)
    await destination.close()
  } catch (error) {
    await destination.discard()
    throw error
  }
  return EXIT.done
}

async function compare(path: string, fresh: string): Promise<number> {
  const old = await textIn(path)
  if (old === fresh) return EXIT.done
  await print(`--- ${path}\n+++ as trailq prints it now\n${textDiff(old, fresh)}`)
  throw new TrailqError('STALE_FILE', `${path} is not what trailq prints`, {
    next: `Print it anew: the same command with -o ${path} instead of --check.`,
  })
}

async function textIn(path: string): Promise<string> {
  try {
    // A checkout on Windows ends its lines in its own way.
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n')
  } catch (error) {
    throw new TrailqError('STALE_FILE', `${path} can't be read: ${error instanceof Error ? error.message : error}`, {
      next: `Print it first: the same command with -o ${path} instead of --check.`,
      cause: error,
    })
  }
}
