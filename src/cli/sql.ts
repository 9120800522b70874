import { readFileSync } from 'node:fs'

import { TrailqError } from '../errors.ts'
import { openTrail, type ResultOptions } from '../trail/index.ts'
import { answer, type OutputFlags } from './answer.ts'
import { trailConfig } from './config.ts'
import { showEstimate } from './estimate.ts'
import { scopeFlags } from './question-flags.ts'
import type { EngineFlags } from './settings.ts'

/** `trailq sql TEXT`: a SELECT of one's own, from the command line, a file or standard input. */
export async function sql(given: string, flags: OutputFlags & EngineFlags & Record<string, unknown>): Promise<number> {
  const text = textOf(given)
  const trail = await openTrail(trailConfig(flags))
  const ask = (options: ResultOptions) => trail.sql(text, scopeFlags(flags), options)
  return flags.estimate === true ? showEstimate(ask, flags) : answer(ask, flags)
}

function textOf(given: string): string {
  if (given !== '-' && !given.startsWith('@')) return given
  const path = given === '-' ? 0 : given.slice(1)
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new TrailqError(
      'BAD_USAGE',
      `The SQL can't be read from ${given === '-' ? 'standard input' : given.slice(1)}`,
      {
        next: 'Name a file that exists: trailq sql @question.sql.',
        cause: error,
      },
    )
  }
}
