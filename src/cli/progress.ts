import type { Ora } from 'ora'

import type { Progress as Seen } from '../events/index.ts'
import { amount, bytes, err, seconds, several } from './terminal.ts'

/** A spinner with files, bytes and rate, on stderr and only where that is a terminal. */
export class Progress {
  readonly #wanted: boolean
  #spinner: Ora | undefined
  #loading = false
  #ended = false
  #seen: Seen | undefined

  constructor(quiet: boolean) {
    this.#wanted = !quiet && err.isTerminal()
  }

  show(seen: Seen): void {
    this.#seen = seen
    if (!this.#wanted || this.#ended) return
    if (this.#spinner === undefined) void this.#load()
    else this.#spinner.text = textOf(seen)
  }

  /** Takes the spinner away: rows follow. */
  clear(): void {
    this.#ended = true
    this.#spinner?.stop()
  }

  /** How far it came, for a run that was stopped. */
  lastWords(rows: number, elapsedMs: number): string {
    this.clear()
    const read = this.#seen === undefined ? '' : `, ${howFar(this.#seen)}`
    return `Stopped after ${seconds(elapsedMs)}: ${several(rows, 'row')} written${read}.`
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

function howFar({ fraction, files, bytesRead }: Seen): string {
  if (bytesRead !== undefined) return `${bytes(bytesRead)} read`
  return `${Math.round(fraction * 100)} % of ${several(files, 'file')} read`
}
