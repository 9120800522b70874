import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'

import type { BadFile } from '../../../events/index.ts'
import { parseFileName, parseKey } from '../../../model/index.ts'
import type { LogFile } from '../discover.ts'
import { Slices } from '../slices.ts'
import { reasonOf } from '../system-error.ts'
import { nameOf } from './input-name.ts'
import type { Manifest } from './manifest.ts'

/** A file of logs as compaction sees it. */
export interface Input extends LogFile {
  /** What it is called in the manifest: from AWSLogs on, or from the folder that was named. */
  readonly name: string
  /** Tells its content from others, as far as its size, its beginning and its end do. */
  readonly mark: string
  /** Its size on disk. */
  readonly bytes: number
  /** The day of its delivery, `yyyy-mm-dd`; '' where nothing says. */
  readonly day: string
}

/** Which files there are, and which of them are new. */
export interface Inputs {
  /** In order of delivery. */
  readonly fresh: readonly Input[]
  readonly known: number
  /** Files that are no longer what they were when they were read. They are among the fresh ones, too. */
  readonly changed: readonly string[]
  readonly bad: readonly BadFile[]
}

/** So much of the beginning and of the end is looked at. Gzip ends in a checksum of all that is in it. */
const LOOK = 4096

/** Sorts files into those that a store holds already and those that it does not. */
export async function inputsOf(
  files: readonly LogFile[],
  roots: readonly string[],
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<Inputs> {
  const slices = new Slices(signal)
  const fresh: Input[] = []
  const changed: string[] = []
  const bad: BadFile[] = []
  let known = 0
  for (const file of files) {
    if (slices.over) await slices.breathe()
    const name = nameOf(file.path, roots)
    const before = manifest.get(name)
    try {
      const { mark, bytes } = look(file.path)
      if (before?.mark !== mark) {
        fresh.push({ ...file, name, mark, bytes, day: deliveryDay(file.path) })
        if (before !== undefined) changed.push(file.path)
        continue
      }
      known++
      if (before.problem !== undefined) bad.push({ path: file.path, reason: before.problem })
    } catch (error) {
      bad.push({ path: file.path, reason: reasonOf(error) })
    }
  }
  fresh.sort((a, b) => compare(a.day, b.day) || compare(a.path, b.path))
  return { fresh, known, changed, bad }
}

function deliveryDay(path: string): string {
  const day = parseKey(path)?.day.replaceAll('/', '-') ?? parseFileName(basename(path))?.at.slice(0, 10)
  return day ?? ''
}

const buffer = Buffer.alloc(LOOK)

function look(path: string): { mark: string; bytes: number } {
  const file = openSync(path, 'r')
  try {
    const bytes = fstatSync(file).size
    const hash = createHash('sha1')
    hash.update(buffer.subarray(0, readSync(file, buffer, 0, LOOK, 0)))
    if (bytes > LOOK) hash.update(buffer.subarray(0, readSync(file, buffer, 0, LOOK, Math.max(bytes - LOOK, LOOK))))
    return { mark: `${bytes}-${hash.digest('hex').slice(0, 16)}`, bytes }
  } finally {
    closeSync(file)
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Files that are loaded at once. */
export interface Batch {
  readonly inputs: readonly Input[]
  /** Events of days before this one have all been delivered once the batch is loaded, save those that come very late. */
  readonly complete: string
}

/** A day's events are delivered on that day and on the next. */
const DAY_MS = 86_400_000

/** Cuts files into batches of about so many bytes, in order of delivery. */
export function batches(inputs: readonly Input[], bytes: number): readonly Batch[] {
  const all: Input[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const input of inputs) {
    if (size + weight(input) > bytes) {
      all.push([])
      size = 0
    }
    all.at(-1)?.push(input)
    size += weight(input)
  }
  return all.map((batch, i) => ({ inputs: batch, complete: dayBefore(all[i + 1]?.[0]?.day) }))
}

/** Plain text is ten times as large as what is in a packed file of that size. */
function weight({ path, bytes }: Input): number {
  return path.toLowerCase().endsWith('.gz') ? bytes : bytes / 10
}

/** With files of a day still to come, the day before is not complete, but those before that are. */
function dayBefore(day: string | undefined): string {
  if (day === undefined) return '~'
  return day === '' ? '' : new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
}
