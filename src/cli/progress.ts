import type { Ora } from 'ora'

import type { Progress as Seen } from '../events/index.ts'
import { amount, bytes, dollars, err, onErr, say, seconds, several } from './terminal.ts'

/** A spinner with files, bytes and rate, on stderr and only where that is a terminal. */
export class Progress {
  readonly #wanted: boolean
  readonly #quiet: boolean
  #isWarned = false
  #spinner: Ora | undefined
  #loading = false
  #ended = false
  #seen: Seen | undefined

  constructor(quiet: boolean) {
    this.#wanted = !quiet && err.isTerminal()
    this.#quiet = quiet
  }

  show(seen: Seen): void {
    this.#seen = seen
    if (seen.isUnpruned === true && !this.#isWarned && !this.#quiet) this.#warn()
    if (!this.#wanted || this.#ended) return
    if (this.#spinner === undefined) void this.#load()
    else this.#spinner.text = textOf(seen)
  }

  /** Takes the spinner away: rows follow. */
  clear(): void {
    this.#ended = true
    this.#spinner?.stop()
  }

  /**
   * How far it came, for a run that was stopped.
   *
   * @param isOver whether it was seen to stop; one that runs elsewhere may run on without this process
   */
  lastWords(rows: number, elapsedMs: number, isOver: boolean): string {
    this.clear()
    const seen = this.#seen
    const read = seen === undefined ? '' : `, ${howFar(seen)}`
    const id = seen?.queryId
    const which = id === undefined ? 'A query that was being started' : `Query ${id}`
    const runsOn =
      isOver || seen?.bytesRead === undefined ? '' : ` ${which} may run on there: nothing has told that it stopped.`
    return `Stopped after ${seconds(elapsedMs)}: ${several(rows, 'row')} written${read}.${runsOn}`
  }

  /** Said while there is still time to stop it. */
  #warn(): void {
    this.#isWarned = true
    say(onErr('yellow', 'None of the table’s keys tells a date: every file is read, whatever the window.'))
  }

  async #load(): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    const { default: ora } = await import('ora')
    if (!this.#ended) this.#spinner = ora({ text: 'Reading…', stream: process.stderr, discardStdin: false }).start()
  }
}

function textOf(seen: Seen): string {
  if (seen.bytesRead !== undefined) {
    const part = seen.fraction > 0 ? [`${Math.round(seen.fraction * 100)} %`] : []
    return [seen.state ?? 'running', howFar(seen), ...part, seconds(seen.elapsedMs)].join(' · ')
  }
  const done = seen.bytes * seen.fraction
  const rate = seen.elapsedMs === 0 ? 0 : (done / seen.elapsedMs) * 1000
  const files = `${amount(Math.round(seen.files * seen.fraction))} of ${several(seen.files, 'file')}`
  return `${files} · ${bytes(done)} of ${bytes(seen.bytes)} · ${bytes(rate)}/s`
}

function howFar({ fraction, files, bytesRead, cost = 0 }: Seen): string {
  if (bytesRead !== undefined) return `${bytes(bytesRead)} read${cost > 0 ? `, ${dollars(cost)}` : ''}`
  return `${Math.round(fraction * 100)} % of ${several(files, 'file')} read`
}
