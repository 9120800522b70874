import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { checkLayout, own } from './layout.ts'
import type { Manifest } from './manifest.ts'

/** What a finished stage is to become. Paths are relative to the stage and to the store. */
interface CommitRecord {
  readonly files: Readonly<Record<string, string>>
}

const MANIFEST = 'manifest.jsonl'

/**
 * Brings a store into one of its two states where somebody was ended on the way from one to the other: the next one if
 * that was decided, else the one before.
 *
 * @throws TrailqError STORE_VERSION, BAD_STORE
 */
export function recover(store: string): void {
  checkLayout(store)
  if (existsSync(own(store, 'commit'))) finish(store)
  rmSync(own(store, 'stage'), { recursive: true, force: true })
  removeDrafts(store)
}

/** Locks that were never finished: see lock.ts. */
function removeDrafts(store: string): void {
  const folder = dirname(own(store, 'lock'))
  for (const name of readdirSync(folder)) if (name.startsWith('lock-')) rmSync(join(folder, name), { force: true })
}

/** The folder in which the next state is made, empty. */
export function newStage(store: string): string {
  const stage = own(store, 'stage')
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true })
  return stage
}

/**
 * Makes a stage the state of the store, all of it or nothing: it is decided by the appearance of one file. What comes
 * behind is done again by the next run where it was cut short.
 *
 * @param files where each file of the store lies in the stage; they have been handed to the disk already
 */
export function commit(store: string, files: ReadonlyMap<string, string>, manifest: Manifest): void {
  const stage = own(store, 'stage')
  manifest.write(join(stage, MANIFEST))
  syncNow(join(stage, MANIFEST))
  const record: CommitRecord = { files: Object.fromEntries(files) }
  const draft = join(stage, 'commit.json')
  writeFileSync(draft, JSON.stringify(record))
  syncNow(draft)
  renameSync(draft, own(store, 'commit'))
  syncNow(dirname(own(store, 'commit')))
  finish(store)
  rmSync(stage, { recursive: true, force: true })
}

function finish(store: string): void {
  const { files } = JSON.parse(readFileSync(own(store, 'commit'), 'utf8')) as CommitRecord
  const stage = own(store, 'stage')
  const folders = new Set<string>()
  for (const [to, from] of Object.entries(files)) {
    const [source, target] = [join(stage, from), join(store, to)]
    // One that is gone has been moved already.
    if (!existsSync(source)) continue
    if (!folders.has(dirname(target))) mkdirSync(dirname(target), { recursive: true })
    folders.add(dirname(target))
    renameSync(source, target)
  }
  for (const folder of folders) syncNow(folder)
  if (existsSync(join(stage, MANIFEST))) renameSync(join(stage, MANIFEST), own(store, 'manifest'))
  syncNow(dirname(own(store, 'manifest')))
  rmSync(own(store, 'commit'))
}

/** Hands a file to the disk, without holding others up. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function syncNow(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
