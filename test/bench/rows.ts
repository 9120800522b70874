import { execPath } from 'node:process'
import { endedWell, isEveryEvent, isFailedCalls } from './answers.ts'
import { bundleBaseline } from './baselines/bundle.ts'
import { failedCalls, nothing, trailq } from './command.ts'
import type { PresetName } from './generator/presets.ts'
import type { Row, Side } from './row.ts'
import { type LogSet, presetSet } from './sets.ts'

const everything = ({ dir, truth }: LogSet): Side => ({
  argv: failedCalls(dir),
  check: isFailedCalls(truth.failedCalls.all),
})

const inWindow = ({ dir, truth }: LogSet): Side => ({
  argv: failedCalls(dir, '--since', truth.window.since, '--until', truth.window.until),
  check: isFailedCalls(truth.failedCalls.window),
})

const startOf = (): Side => ({ argv: nothing, check: endedWell })

/** The same question of two sets. */
function between(a: PresetName, b: PresetName, side: (set: LogSet) => Side): Row['prepare'] {
  return async () => ({ a: side(await presetSet(a)), b: side(await presetSet(b)) })
}

const EVERY_EVENT =
  'SELECT event_time, event_name, service, source_ip_address, user_identity_arn, error_code, request_parameters FROM events'

export const rows: readonly Row[] = [
  {
    name: 'failed-calls / gzip -dc',
    measure: 'time',
    limit: 1,
    pairs: 7,
    prepare: async () => {
      const set = await presetSet('medium')
      const unzip = `find '${set.dir}' -name '*.json.gz' -print0 | xargs -0 -P2 -n 50 gzip -dc > /dev/null`
      return { a: everything(set), b: { argv: ['sh', '-c', unzip], check: endedWell } }
    },
  },
  {
    name: 'failed-calls / SQL by hand',
    measure: 'time',
    limit: 1.1,
    pairs: 7,
    prepare: async () => {
      const set = await presetSet('medium')
      const argv = [execPath, await bundleBaseline('failed-calls'), set.dir]
      return { a: everything(set), b: { argv, check: isFailedCalls(set.truth.failedCalls.all) } }
    },
  },
  {
    name: '7 days of a year / those files alone',
    measure: 'time',
    limit: 1.2,
    pairs: 7,
    itself: true,
    prepare: between('year', 'week', inWindow),
  },
  {
    name: 'peak memory, medium (MB)',
    measure: 'memory',
    limit: 350,
    pairs: 3,
    itself: true,
    prepare: async () => ({ a: everything(await presetSet('medium')) }),
  },
  {
    name: 'peak memory, large / medium',
    measure: 'memory',
    limit: 1.25,
    pairs: 3,
    slow: true,
    itself: true,
    prepare: between('large', 'medium', everything),
  },
  {
    name: '20,000 files / the same in 200',
    measure: 'time',
    limit: 1.5,
    pairs: 5,
    itself: true,
    prepare: between('tiny', 'tiny-200', everything),
  },
  {
    name: 'trailq --version / node -e 0',
    measure: 'time',
    limit: 1.5,
    pairs: 15,
    prepare: async () => ({ a: { argv: trailq('--version'), check: endedWell }, b: startOf() }),
  },
  {
    name: 'trailq list / node -e 0',
    measure: 'time',
    limit: 2,
    pairs: 15,
    prepare: async () => ({ a: { argv: trailq('list'), check: endedWell }, b: startOf() }),
  },
  {
    name: 'failed-calls, 20 files / node -e 0',
    measure: 'time',
    limit: 5,
    pairs: 15,
    prepare: async () => ({ a: everything(await presetSet('small')), b: startOf() }),
  },
  {
    name: '500,000 rows of jsonl / client alone',
    measure: 'time',
    limit: 1.5,
    pairs: 3,
    prepare: async () => {
      const { dir, truth } = await presetSet('medium')
      const check = isEveryEvent(truth)
      return {
        a: { argv: trailq('sql', EVERY_EVENT, '--logs', dir, '--format', 'jsonl'), check },
        b: { argv: [execPath, await bundleBaseline('event-rows'), dir], check },
      }
    },
  },
]
