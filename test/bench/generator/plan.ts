import { at, Rng } from './rng.ts'

/** What is to be made. Equal shapes give equal bytes. */
export interface Shape {
  readonly seed: number
  readonly files: number
  readonly records: number
  /** How many delivery days (folders); the last is the day after `endDay`, so that late events have where to arrive. */
  readonly days: number
  /** The last full day, YYYY-MM-DD. */
  readonly endDay: string
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
}

/** Records that were collected together: one account, one region, one stretch of one day. */
export interface Part {
  readonly index: number
  readonly account: string
  readonly region: string
  /** The delivery day's first instant, epoch seconds. */
  readonly day: number
  readonly start: number
  readonly end: number
  readonly records: number
  /**
   * The one before it of the same account and region, at most a day older: where re-delivered records come from. An
   * older one would put records two days late, which no reader of day folders looks for.
   */
  readonly previous: Part | undefined
}

/** One log file: its key under the set's folder, and what it holds. */
export interface PlannedFile {
  readonly key: string
  readonly parts: readonly Part[]
}

export const DAY = 86_400

export function epoch(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000
}

export function iso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

/** All parts, in order of delivery day. The part sizes differ by up to ten times and add up to the records asked for. */
export function planParts(shape: Shape): Part[] {
  const rng = new Rng(shape.seed, 1, 1)
  const streams = shape.accounts.flatMap(account => shape.regions.map(region => ({ account, region })))
  const firstDay = epoch(shape.endDay) - (shape.days - 2) * DAY
  const weights = Array.from({ length: shape.files }, () => 0.2 + 1.6 * rng.unit() ** 2)
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0)
  const dayOf = (file: number) => Math.floor((file * shape.days) / shape.files)
  const inDay = new Map<string, number>()
  for (let i = 0; i < shape.files; i++) {
    const slot = `${dayOf(i)}/${i % streams.length}`
    inDay.set(slot, (inDay.get(slot) ?? 0) + 1)
  }
  const seen = new Map<string, number>()
  const last = new Map<number, Part>()
  let weightSoFar = 0
  let made = 0
  return weights.map((weight, index) => {
    const stream = index % streams.length
    const slot = `${dayOf(index)}/${stream}`
    const turn = seen.get(slot) ?? 0
    seen.set(slot, turn + 1)
    const length = Math.floor(DAY / (inDay.get(slot) ?? 1))
    weightSoFar += weight
    const upTo = Math.round((weightSoFar / totalWeight) * shape.records)
    const day = firstDay + dayOf(index) * DAY
    const { account, region } = at(streams, stream)
    const before = last.get(stream)
    const part: Part = {
      index,
      account,
      region,
      day,
      start: day + turn * length,
      end: day + (turn + 1) * length,
      records: upTo - made,
      previous: before !== undefined && before.day >= day - DAY ? before : undefined,
    }
    made = upTo
    last.set(stream, part)
    return part
  })
}

/** One file for each part, or (`merged`) one for each account, region and day. */
export function planFiles(shape: Shape, merged: boolean): PlannedFile[] {
  const groups = new Map<string, Part[]>()
  for (const part of planParts(shape)) {
    const group = merged ? `${part.account}/${part.region}/${part.day}` : String(part.index)
    const parts = groups.get(group)
    if (parts === undefined) groups.set(group, [part])
    else parts.push(part)
  }
  const rng = new Rng(shape.seed, 2, merged ? 1 : 0)
  return [...groups.values()].flatMap(parts => {
    const [first, final] = [parts[0], parts.at(-1)]
    if (first === undefined || final === undefined) return []
    const folder = iso(first.day).slice(0, 10).replaceAll('-', '/')
    // Named for the minute of delivery, which is still in the folder's day.
    const minute = iso(final.end - 1)
      .replaceAll(/[-:]/g, '')
      .slice(0, 13)
    const { account, region } = first
    const name = `${account}_CloudTrail_${region}_${minute}Z_${rng.letters(16)}.json.gz`
    return [{ key: `AWSLogs/${account}/CloudTrail/${region}/${folder}/${name}`, parts }]
  })
}
