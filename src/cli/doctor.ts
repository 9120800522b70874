import type { Check } from '../engines/athena/doctor/index.ts'
import { EXIT, TrailqError } from '../errors.ts'
import { safeText } from '../output/safe-text.ts'
import { trailConfig } from './config.ts'
import { report } from './exit.ts'
import { configFile, type EngineFlags, FILE } from './settings.ts'
import { Stop } from './stop.ts'
import { onOut, out, print, say, several } from './terminal.ts'

const COLORS = { ok: 'green', warning: 'yellow', wrong: 'red' } as const

/** As wide as the longest name. */
const WIDTH = 'configuration'.length

/** Where what is said begins: behind verdict and name. */
const INDENT = 'warning'.length + 2 + WIDTH + 2

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
  const [first = '', ...more] = wrapped(safeText(says))
  await print(`${onOut(COLORS[verdict], verdict.padEnd('warning'.length))}  ${name.padEnd(WIDTH)}  ${first}`)
  const rest = next === '' ? [] : next.split('\n').flatMap(part => wrapped(safeText(part)))
  for (const part of [...more, ...rest]) await print(`${' '.repeat(INDENT)}${part}`)
}

/** A text in lines that fit a terminal beside the name; words stay whole, and a place or a name that is longer than all. */
function wrapped(text: string): readonly string[] {
  const width = (out.width() ?? Number.POSITIVE_INFINITY) - INDENT
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
