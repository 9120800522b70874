import type { Check } from '../engines/athena/doctor/index.ts'
import { EXIT, TrailqError } from '../errors.ts'
import { safeText } from '../output/safe-text.ts'
import { trailConfig } from './config.ts'
import { report } from './exit.ts'
import { configFile, type EngineFlags, FILE } from './settings.ts'
import { Stop } from './stop.ts'
import { onOut, print, say, several } from './terminal.ts'

const COLORS = { ok: 'green', warning: 'yellow', wrong: 'red' } as const

/** As wide as the longest name. */
const WIDTH = 'configuration'.length

/** `trailq doctor`: looks at all that a question to Athena needs. @returns 3 where something is wrong */
export async function doctor(flags: EngineFlags): Promise<number> {
  const config = trailConfig(flags)
  if (config.engine !== 'athena') {
    throw new TrailqError('NOT_SUPPORTED', `The doctor looks at Athena, and this is ${config.engine ?? 'duckdb'}`, {
      next: "Give --engine athena; 'trailq run log-coverage' tells what a folder or a table on Trino holds.",
    })
  }
  const file = configFile()
  const says = `${config.database}.${config.table}, from ${file ?? `flags and variables: there is no ${FILE}`}`
  await line({ name: 'configuration', verdict: 'ok', says, next: '' })
  const [{ Aws }, { examine }] = await Promise.all([
    import('../engines/athena/aws.ts'),
    import('../engines/athena/doctor/index.ts'),
  ])
  const aws = new Aws(config)
  const counted = { ok: 1, warning: 0, wrong: 0 }
  const lastWords = () => say('Stopped before all was looked at.')
  const stop = new Stop(lastWords)
  // It runs a query, which may take its time to be stopped.
  stop.isRemote = true
  try {
    for await (const check of examine(aws, config, { signal: stop.signal })) {
      counted[check.verdict]++
      await line(check)
    }
  } catch (error) {
    if (stop.status === undefined) throw error
    if (stop.isQuiet) return stop.status
    lastWords()
    // Such as: it may run on, and how to stop it.
    if (error instanceof TrailqError && error.code !== 'CANCELLED') report(error)
    return stop.status
  } finally {
    stop[Symbol.dispose]()
    await aws.close()
  }
  say(`${several(counted.wrong, 'thing')} wrong, ${several(counted.warning, 'warning')}.`)
  return counted.wrong > 0 ? EXIT.configuration : EXIT.done
}

async function line({ name, verdict, says, next }: Check): Promise<void> {
  await print(`${onOut(COLORS[verdict], verdict.padEnd('warning'.length))}  ${name.padEnd(WIDTH)}  ${safeText(says)}`)
  if (next === '') return
  for (const part of next.split('\n')) await print(`${' '.repeat('warning'.length + 2 + WIDTH + 2)}${safeText(part)}`)
}
