import { TrailqError } from '../errors.ts'
import type { Engine, Execution } from '../events/index.ts'

/**
 * An engine whose runs end with it: closing it stops what still runs, wherever that is, and waits for it. Nobody could
 * stop it any more, and a remote query would cost on.
 */
export function endingRuns(engine: Engine): Engine {
  const open = new Set<() => Promise<void>>()
  let isClosed = false
  return {
    ...engine,
    async run(question, options) {
      if (isClosed)
        throw new TrailqError('CANCELLED', 'The trail is closed', {
          next: 'Await the rows before it is closed.',
        })
      const leave = new AbortController()
      const { signal } = options
      const either = signal === undefined ? leave.signal : AbortSignal.any([leave.signal, signal])
      const started = engine.run(question, { ...options, signal: either })
      const stop = async () => {
        leave.abort()
        const execution = await started.catch(() => undefined)
        await execution?.cancel()
      }
      open.add(stop)
      try {
        return new Run(await started, () => open.delete(stop))
      } catch (error) {
        open.delete(stop)
        throw error
      }
    },
    async close() {
      isClosed = true
      await Promise.allSettled([...open].map(stop => stop()))
      await engine.close()
    },
  }
}

/** A run that tells when it is over. */
class Run implements Execution {
  readonly #execution: Execution
  readonly #onOver: () => void

  constructor(execution: Execution, onOver: () => void) {
    this.#execution = execution
    this.#onOver = onOver
  }

  get columns(): Execution['columns'] {
    return this.#execution.columns
  }

  async *batches(): ReturnType<Execution['batches']> {
    try {
      yield* this.#execution.batches()
    } finally {
      this.#onOver()
    }
  }

  stats(): ReturnType<Execution['stats']> {
    return this.#execution.stats()
  }

  async cancel(): Promise<void> {
    await this.#execution.cancel()
    this.#onOver()
  }
}
