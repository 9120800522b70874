import { EXIT } from '../errors.ts'
import { closedPipe } from './exit.ts'

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

/**
 * Listens for what stops a run: the first signal asks it to stop, the second ends the process. A closed pipe stops it as
 * well, but without a word: its reader has what it wanted.
 */
export class Stop implements Disposable {
  readonly #abort = new AbortController()
  readonly #onLeave: () => void
  /** Whether the question runs on other machines. */
  isRemote = false
  #status: number | undefined
  #isQuiet = false
  readonly #ordinary = closedPipe.leave
  readonly #listener = (name: NodeJS.Signals) => this.#stop(name as Name)

  /** @param onLeave says the last words, where the run does not stop by itself in time */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave
    for (const name of NAMES) process.on(name, this.#listener)
    closedPipe.leave = () => {
      this.#isQuiet = true
      this.#end(EXIT.done)
    }
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** The exit status of a run that was stopped; undefined for one that was not. */
  get status(): number | undefined {
    return this.#status
  }

  /** Whether nobody is there any more to whom last words could be said. */
  get isQuiet(): boolean {
    return this.#isQuiet
  }

  [Symbol.dispose](): void {
    closedPipe.leave = this.#ordinary
    for (const name of NAMES) process.removeListener(name, this.#listener)
  }

  #stop(name: Name): void {
    if (this.#status !== undefined && !this.#isQuiet) this.#leave()
    this.#end(STATUS[name])
  }

  #end(status: number): void {
    this.#status ??= status
    this.#abort.abort()
    setTimeout(() => this.#leave(), this.isRemote ? REMOTE_PATIENCE_MS : PATIENCE_MS).unref()
  }

  #leave(): void {
    if (!this.#isQuiet) this.#onLeave()
    process.exit(this.#status)
  }
}
