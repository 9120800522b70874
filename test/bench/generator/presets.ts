import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { GENERATOR_VERSION, type GenerateOptions, generate } from './generate.ts'
import type { GroundTruth } from './truth.ts'

const ACCOUNTS = ['111122223333', '444455556666', '777788889999']
const REGIONS = ['us-east-1', 'eu-west-1', 'us-west-2', 'ap-southeast-2']
const common = { endDay: '2026-10-31', accounts: ACCOUNTS, regions: REGIONS }

const medium = { ...common, seed: 20, files: 1_000, records: 500_000, days: 30 }
const year = { ...common, seed: 21, files: 12_000, records: 500_000, days: 365 }
const tiny = { ...common, accounts: ACCOUNTS.slice(0, 2), seed: 22, files: 20_000, records: 1_000_000, days: 25 }

/** The sets that the benchmarks ask of. */
export const PRESETS = {
  small: {
    ...common,
    accounts: ACCOUNTS.slice(0, 1),
    regions: REGIONS.slice(0, 2),
    seed: 19,
    files: 20,
    records: 1_000,
    days: 10,
  },
  medium,
  large: { ...common, seed: 23, files: 4_000, records: 2_000_000, days: 30 },
  year,
  /** Of `year` only what a window over its last seven days can need: those delivery days and one more. */
  week: { ...year, only: file => file.parts.every(part => part.day >= Date.UTC(2026, 9, 25) / 1000) },
  /** Half of its files are spoilt by the benchmark of bad files. */
  pairs: { ...common, seed: 24, files: 2_000, records: 500_000, days: 30 },
  tiny,
  /** The records of `tiny` in a hundredth of the files. */
  'tiny-200': { ...tiny, merged: true },
} satisfies Record<string, GenerateOptions>

export type PresetName = keyof typeof PRESETS

export function isPresetName(text: string): text is PresetName {
  return Object.hasOwn(PRESETS, text)
}

/** Makes a preset in `out`, unless it stands there already, made by this version of the generator. */
export async function ensurePreset(name: PresetName, out: string): Promise<GroundTruth> {
  const present = await readTruth(out)
  if (present !== undefined) return present
  await rm(join(out, 'AWSLogs'), { recursive: true, force: true })
  return generate({ ...PRESETS[name], out })
}

/** The truth beside a whole set of this version, or undefined. */
export async function readTruth(out: string): Promise<GroundTruth | undefined> {
  let text: string
  try {
    text = await readFile(join(out, 'truth.json'), 'utf8')
  } catch {
    return undefined
  }
  const truth = JSON.parse(text) as GroundTruth
  return truth.generator === GENERATOR_VERSION ? truth : undefined
}
