import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '../..')

/** The command line as it is shipped. */
export const CLI = join(ROOT, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).bin.trailq)

/** Held by one that is building: two at once would take the files away from each other. */
const LOCK = join(ROOT, '.cache/building')
const LOCKED_FOR_MS = 30_000

/** Builds the command line where its sources are newer: tests ask the program as it is shipped, and as it is now. */
export default async function setup(): Promise<void> {
  if (isFresh()) return
  await lock()
  try {
    if (!isFresh()) execFileSync(process.execPath, ['--no-warnings', 'scripts/build.ts'], { cwd: ROOT })
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function isFresh(): boolean {
  if (!existsSync(CLI)) return false
  const built = statSync(CLI).mtimeMs
  const src = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map(file => join('src', file))
  return [...src, 'scripts/build.ts'].every(file => statSync(join(ROOT, file)).mtimeMs < built)
}

async function lock(): Promise<void> {
  for (;;) {
    try {
      mkdirSync(join(LOCK, '..'), { recursive: true })
      mkdirSync(LOCK)
      return
    } catch {
      if (Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0) > LOCKED_FOR_MS) {
        rmSync(LOCK, { recursive: true, force: true })
      }
      await setTimeout(100)
    }
  }
}
