import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'

import { TrailqError } from '../errors.ts'
import type { EngineName } from '../events/index.ts'
import { flagOf, type SettingName } from './settings.ts'
import { say } from './terminal.ts'

/** What is asked. */
export interface Asking {
  readonly name: SettingName
  /** Lines that stand above it. */
  readonly about: string
  /** What an empty answer means, where it means anything. */
  readonly standard?: string | undefined
  /** An answer that is needed, such as this one. */
  readonly example?: string | undefined
  /** @throws TrailqError what is wrong with an answer */
  check(answer: string): void
}

/** What engines are, for one who has to choose. */
export const ENGINES: Readonly<Record<EngineName, string>> = {
  duckdb: 'log files in a folder, read on this machine',
  trino: 'a table on a Trino cluster',
  athena: 'a table in Amazon Athena',
}

/**
 * Asks a person on the terminal. What can't be is asked again, so that no answer is lost.
 *
 * @param head said before the first question
 * @param ask gets a function that asks one question; its answer is undefined where it was left empty
 * @throws TrailqError CANCELLED where the person leaves, by Ctrl-C or the end of input
 */
export async function interview<T>(
  head: string,
  ask: (one: (asking: Asking) => Promise<string | undefined>) => Promise<T>,
): Promise<T> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  let isBegun = false
  const left = new AbortController()
  lines.once('close', () => left.abort())
  const one = async (asking: Asking): Promise<string | undefined> => {
    const { name, about, standard, example } = asking
    if (!isBegun) say(head)
    isBegun = true
    say(about)
    for (;;) {
      const prompt = `  ${name}${standard === undefined ? '' : ` [${standard}]`}: `
      const answer = (await lines.question(prompt, { signal: left.signal })).trim() || standard
      if (answer === undefined && example === undefined) return undefined
      const wrong = answer === undefined ? `It is needed, such as ${example}.` : problemOf(answer, asking)
      if (wrong === undefined) return answer
      say(`  ${wrong}`)
    }
  }
  try {
    return await ask(one)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error
    say('')
    throw new TrailqError('CANCELLED', 'Nothing was written')
  } finally {
    lines.close()
  }
}

/** What is wrong with an answer, said of the question and not of a flag. */
function problemOf(answer: string, { name, check }: Asking): string | undefined {
  try {
    check(answer)
    return undefined
  } catch (error) {
    if (!(error instanceof TrailqError)) throw error
    const message = error.message.replace(`${flagOf(name)} takes`, 'It takes')
    return `${message}${/[.?]$/.test(message) ? '' : '.'} ${error.next.replace(`${flagOf(name)} `, '')}`
  }
}

/** Says so where the logs are not there yet: they may come later. */
export function sayWhetherThere(logs: string): void {
  if (!/[*?[{]/.test(logs) && !existsSync(logs)) say(`  There is no ${logs} here yet.`)
}
