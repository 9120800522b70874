import { EXIT } from '../errors.ts'

/** What ends a run from outside, and the status that a shell expects of a program that it has ended. */
const STATUS = { SIGINT: EXIT.cancelled, SIGTERM: 143, SIGHUP: 129 } as const

type Name = keyof typeof STATUS

const NAMES = Object.keys(STATUS) as readonly Name[]

/**
 * A stopped question must be gone within a second, whatever the engine is doing. One that runs elsewhere gets the time
 * that it takes to stop it there: it would cost on.
 */
const PATIENCE_MS = 900
const REMOTE_PATIENCE_MS = 10_000

/** Listens for the signals that stop a run: the first asks it to stop, the second ends the process. */
export class Stop implements Disposable {
  readonly #abort = new AbortController()
  readonly #onLeave: () => void
  /** Whether the question runs on other machines. */
  isRemote = false
  #status: number | undefined
  readonly #listener = (name: NodeJS.Signals) => this.#stop(name as Name)

  /** @param onLeave says the last words, where the run does not stop by itself in time */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave
    for (const name of NAMES) process.on(name, this.#listener)
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** The exit status of a run that was stopped; undefined for one that was not. */
  get status(): number | undefined {
    return this.#status
  }

  [Symbol.dispose](): void {
    for (const name of NAMES) process.removeListener(name, this.#listener)
  }

  #stop(name: Name): void {
    const again = this.#status !== undefined
    this.#status ??= STATUS[name]
    if (again) this.#leave()
    this.#abort.abort()
    setTimeout(() => this.#leave(), this.isRemote ? REMOTE_PATIENCE_MS : PATIENCE_MS).unref()
  }

  #leave(): void {
    this.#onLeave()
    process.exit(this.#status)
  }
}
