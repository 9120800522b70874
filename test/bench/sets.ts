import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stderr } from 'node:process'
import { GENERATOR_VERSION } from './generator/generate.ts'
import { makeOddSet, type OddKindName } from './generator/odd-files.ts'
import { countOddTruth, type OddTruth } from './generator/odd-truth.ts'
import { ensurePreset, PRESETS, type PresetName, readTruth } from './generator/presets.ts'
import type { GroundTruth } from './generator/truth.ts'
import { CACHE } from './places.ts'

/** A set on disk and the answers that are right for it. */
export interface LogSet {
  readonly dir: string
  readonly truth: GroundTruth
}

/** The set, made first where it is missing. */
export async function presetSet(name: PresetName): Promise<LogSet> {
  const dir = join(CACHE, name)
  if ((await readTruth(dir)) === undefined) stderr.write(`making ${name} ...\n`)
  return { dir, truth: await ensurePreset(name, dir) }
}

/** A set with odd files. */
export interface OddSet {
  readonly dir: string
  readonly truth: OddTruth
  readonly replaced: readonly string[]
}

/** A copy of `base` in which `count` files are of an odd kind (or absent), made first where it is missing. */
export async function oddSet(base: 'medium' | 'pairs', kind: OddKindName | 'absent', count: number): Promise<OddSet> {
  const { dir: from } = await presetSet(base)
  const dir = join(CACHE, `${base}-${kind}-${count}`)
  const replaced = await remembered(join(dir, 'made.json'), async () => {
    stderr.write(`making ${base} with ${count} of ${kind} ...\n`)
    await rm(dir, { recursive: true, force: true })
    return makeOddSet({ shape: PRESETS[base], from, out: dir }, kind, count)
  })
  const truth = await remembered(join(CACHE, `${base}-odd-truth-${count}.json`), async () =>
    countOddTruth(PRESETS[base], count),
  )
  return { dir, truth, replaced }
}

/** What `make` found, kept in a file for as long as the generator's version stays. */
async function remembered<T>(path: string, make: () => Promise<T>): Promise<T> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as { generator: number; value: T }
    if (kept.generator === GENERATOR_VERSION) return kept.value
  } catch {
    // Not there, or cut short: made again.
  }
  const value = await make()
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, JSON.stringify({ generator: GENERATOR_VERSION, value }))
  return value
}
