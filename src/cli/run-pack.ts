import { didYouMean, TrailqError } from '../errors.ts'
import type { BadFile, RunStats } from '../events/index.ts'
import type { OutputRow } from '../output/index.ts'
import { QUERIES } from '../queries/index.ts'
import { openTrail, type ResultOptions, type Trail } from '../trail/index.ts'
import type { AnyQuery } from '../trail/question.ts'
import { type Asked, answerRows, type OutputFlags } from './answer.ts'
import { trailConfig } from './config.ts'
import { estimatePack } from './pack-estimate.ts'
import { scopeFlags } from './question-flags.ts'
import type { EngineFlags } from './settings.ts'
import { say } from './terminal.ts'

const COLUMNS = [
  { name: 'query', type: 'text' },
  { name: 'rows', type: 'bigint' },
  { name: 'first', type: 'text' },
] as const

/** How many values of its first row stand for an answer. */
const SHOWN_VALUES = 5

/** `trailq run --pack PACK`: every query of a pack, one line each: how many rows, and the first of them. */
export async function runPack(
  pack: string,
  flags: OutputFlags & EngineFlags & Record<string, unknown>,
): Promise<number> {
  const queries = QUERIES.filter(query => query.pack === pack) as unknown as readonly AnyQuery[]
  if (queries.length === 0) throw unknownPack(pack)
  const trail = await openTrail(trailConfig(flags))
  const asked = queries.filter(query => isComplete(query))
  const scope = scopeFlags(flags)
  if (flags.estimate === true) return estimatePack(trail, asked, scope, flags)
  return answerRows(options => new PackAnswer(trail, asked, scope, options), flags)
}

/** Whether a query needs no parameter of its own; says so of one that does. */
function isComplete({ id, params }: AnyQuery): boolean {
  const missing = Object.entries(params).find(([, { required }]) => required)
  if (missing !== undefined) say(`${id} is left out: it needs --${missing[0]}.`)
  return missing === undefined
}

class PackAnswer implements Asked {
  readonly columns = Promise.resolve(COLUMNS)
  stats: RunStats | undefined
  readonly #trail: Trail
  readonly #queries: readonly AnyQuery[]
  readonly #scope: Record<string, unknown>
  readonly #options: ResultOptions

  constructor(trail: Trail, queries: readonly AnyQuery[], scope: Record<string, unknown>, options: ResultOptions) {
    this.#trail = trail
    this.#queries = queries
    this.#scope = scope
    this.#options = options
  }

  async *batches(): AsyncIterableIterator<readonly OutputRow[]> {
    for (const query of this.#queries) yield [await this.#ask(query)]
  }

  async #ask(query: AnyQuery): Promise<OutputRow> {
    const result = this.#trail.run(query, this.#scope, this.#options)
    let rows = 0
    let first: OutputRow | undefined
    for await (const batch of result.batches()) {
      first ??= batch[0] as OutputRow | undefined
      rows += batch.length
    }
    this.stats = together(this.stats, result.stats)
    const values = Object.values(first ?? {}).filter(value => value !== null)
    return { query: query.id, rows, first: first === undefined ? null : values.slice(0, SHOWN_VALUES).join(' · ') }
  }
}

/** Each question reads the same files: only time adds up. Where each is a query of its own, so does what they read. */
function together(before: RunStats | undefined, now: RunStats | undefined): RunStats | undefined {
  if (before === undefined || now === undefined) return now ?? before
  const bad = new Map<string, BadFile>([...before.badFiles, ...now.badFiles].map(file => [file.path, file]))
  const missing = new Set([...(before.missingColumns ?? []), ...(now.missingColumns ?? [])])
  return {
    ...now,
    elapsedMs: before.elapsedMs + now.elapsedMs,
    ...(now.queryId === undefined ? {} : { bytes: before.bytes + now.bytes, missingColumns: [...missing] }),
    ...(now.cost === undefined ? {} : { cost: (before.cost ?? 0) + now.cost }),
    ...(now.reused === undefined ? {} : { reused: before.reused === true && now.reused }),
    badFiles: [...bad.values()],
  }
}

function unknownPack(pack: string): TrailqError {
  const packs = [...new Set(QUERIES.map(query => query.pack as string))]
  return new TrailqError('UNKNOWN_PACK', `There is no pack '${pack}'.${didYouMean(pack, packs)}`, {
    next: `Packs: ${packs.join(', ')}.`,
  })
}
