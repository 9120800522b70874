import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stderr } from 'node:process'
import { type Check, endedWell, isFailedCalls } from './answers.ts'
import { failedCalls, trailq } from './command.ts'
import type { PresetName } from './generator/presets.ts'
import { CACHE } from './places.ts'
import type { Row, Side } from './row.ts'
import { run } from './run.ts'
import { type LogSet, presetSet } from './sets.ts'

/** A store that is made anew by each run. */
function compacting({ dir, truth }: LogSet, to: string): Side {
  const words = trailq('compact', '--logs', dir, '--to', to).map(word => `'${word}'`)
  const wrote: Check = done => {
    const written = /^([0-9,]+) events in /m.exec(done.stderr)?.[1]?.replaceAll(',', '')
    return (
      endedWell(done) ?? (Number(written) === truth.distinct ? undefined : `${written} events, not ${truth.distinct}`)
    )
  }
  return { argv: ['sh', '-c', `rm -rf '${to}'; exec ${words.join(' ')}`], check: wrote }
}

/** The store of a set, made and verified where it is missing. */
async function storeOf(name: PresetName): Promise<{ set: LogSet; store: string }> {
  const set = await presetSet(name)
  const store = join(CACHE, `${name}-store`)
  if (!existsSync(store)) {
    stderr.write(`compacting ${name} ...\n`)
    const made = await run(trailq('compact', '--verify', '--logs', set.dir, '--to', store))
    if (made.exit !== 0) {
      await rm(store, { recursive: true, force: true })
      throw new Error(made.stderr)
    }
  }
  return { set, store }
}

/** The same as raw files answer where each event counts once. */
async function asDeduped({ dir }: LogSet): Promise<Check> {
  const { stdout } = await run(failedCalls(dir, '--dedupe'))
  return done => endedWell(done) ?? (done.stdout.equals(stdout) ? undefined : 'not the rows of the raw files')
}

function bytesBelow(folder: string, ending: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith(ending))
  return files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0)
}

async function scratch(): Promise<string> {
  await mkdir(CACHE, { recursive: true })
  return join(CACHE, 'compacted')
}

/** What a store costs, and what it is good for. */
export const compactRows: readonly Row[] = [
  {
    name: 'compact, 500,000 / failed-calls, raw',
    measure: 'time',
    limit: 8,
    pairs: 3,
    itself: true,
    prepare: async () => {
      const set = await presetSet('medium')
      const raw = { argv: failedCalls(set.dir), check: isFailedCalls(set.truth.failedCalls.all) }
      return { a: compacting(set, await scratch()), b: raw }
    },
  },
  {
    name: 'compact, 500,000, peak memory (MB)',
    measure: 'memory',
    limit: 400,
    pairs: 2,
    itself: true,
    prepare: async () => ({ a: compacting(await presetSet('medium'), await scratch()) }),
  },
  {
    name: 'compact, 2,000,000, peak memory (MB)',
    measure: 'memory',
    limit: 400,
    pairs: 1,
    slow: true,
    itself: true,
    prepare: async () => ({ a: compacting(await presetSet('large'), await scratch()) }),
  },
  {
    name: 'failed-calls, 2,000,000: store / raw',
    measure: 'time',
    limit: 0.15,
    pairs: 5,
    slow: true,
    itself: true,
    prepare: async () => {
      const { set, store } = await storeOf('large')
      const raw = { argv: failedCalls(set.dir), check: isFailedCalls(set.truth.failedCalls.all) }
      return { a: { argv: failedCalls(store), check: await asDeduped(set) }, b: raw }
    },
  },
  {
    name: 'size of a store / its gzipped logs',
    measure: 'size',
    limit: 0.75,
    pairs: 1,
    itself: true,
    prepare: async () => {
      const { set, store } = await storeOf('medium')
      const side = (bytes: number): Side => ({ argv: ['true'], check: endedWell, bytes })
      return { a: side(bytesBelow(store, '.parquet')), b: side(bytesBelow(set.dir, '.json.gz')) }
    },
  },
]
