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

  /** Whether the slice is over: then it is time to {@link breathe}. */
  get over(): boolean {
    return performance.now() - this.#start >= SLICE_MS
  }

  /** Lets others have a turn. */
  async breathe(): Promise<void> {
    await setImmediate()
    this.#signal?.throwIfAborted()
    this.#start = performance.now()
  }
}
