import { setImmediate } from 'node:timers/promises'

/** How long work may hold the event loop, in milliseconds: a Ctrl-C must get through. */
const SLICE_MS = 40

/** Cuts long work into slices, and ends it where a signal asks for that. */
export class Slices {
  readonly #signal: AbortSignal | undefined
  #start = performance.now()

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
  }

  /** Lets others have a turn when the slice is over. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#start < SLICE_MS) return
    await setImmediate()
    this.#signal?.throwIfAborted()
    this.#start = performance.now()
  }
}
