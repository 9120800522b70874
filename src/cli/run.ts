import { TrailqError } from '../errors.ts'
import { openTrail, type ResultOptions } from '../trail/index.ts'
import { findQuery } from '../trail/question.ts'
import { answer, type OutputFlags } from './answer.ts'
import { trailConfig } from './config.ts'
import { showEstimate } from './estimate.ts'
import { questionFlags } from './question-flags.ts'
import type { EngineFlags } from './settings.ts'

type RunFlags = OutputFlags & EngineFlags & { readonly pack?: string } & Record<string, unknown>

/** `trailq run QUERY`, or `trailq run --pack PACK`. */
export async function run(name: string | undefined, flags: RunFlags): Promise<number> {
  if (flags.pack !== undefined && name === undefined) return (await import('./run-pack.ts')).runPack(flags.pack, flags)
  if (flags.pack !== undefined || name === undefined) {
    throw new TrailqError('BAD_USAGE', name === undefined ? 'Which query?' : 'A query or a pack, not both', {
      next: "trailq run QUERY, or trailq run --pack PACK; 'trailq list' shows them.",
    })
  }
  const query = findQuery(name)
  const trail = await openTrail(trailConfig(flags))
  const input = questionFlags(flags, query.params)
  const ask = (options: ResultOptions) => trail.run(query, input, options)
  return flags.estimate === true ? showEstimate(ask, flags) : answer(ask, flags, query.needs)
}
