/** How long credentials may take where a process, a login service or a person has a part in them. */
const LONGEST_MS = 60_000

/** How long the role of a machine may take. Its endpoint answers in milliseconds, or nobody is there. */
const MACHINE_MS = 1_200

/** What the SDK's chain tells its logger when only the role of a machine, or of a container, is left to ask. */
const ASKS_MACHINE = /\bremoteProvider::(from\w+)/

/** The chain's own words where nobody has credentials. */
const NOBODY = 'Could not load credentials from any providers'
const SILENT_CONTAINER =
  'the endpoint that AWS_CONTAINER_CREDENTIALS_FULL_URI (or …_RELATIVE_URI) names does not answer'
const SILENT = `there was no answer within ${LONGEST_MS / 1000} seconds`

/**
 * The patience with the SDK's own chain of credentials. The chain waits for ever for a container's endpoint that is
 * silent, and tells nobody but its logger whom it asks: a profile may take its time, a machine may not.
 *
 * Source: `defaultProvider` of `@aws-sdk/credential-provider-node`.
 */
export class Patience {
  readonly #end = new AbortController()
  /** None once nobody waits any more: the chain asks again when credentials have run out. */
  #timer: NodeJS.Timeout | undefined = this.#endAfter(LONGEST_MS, SILENT)

  /** To be the logger of the client whose chain it is. */
  readonly logger = {
    debug: (text: unknown) => {
      const asks = ASKS_MACHINE.exec(String(text))?.[1]
      if (asks === undefined || this.#timer === undefined) return
      clearTimeout(this.#timer)
      this.#timer = this.#endAfter(MACHINE_MS, asks === 'fromInstanceMetadata' ? NOBODY : SILENT_CONTAINER)
    },
    info() {},
    // biome-ignore lint/suspicious/noConsole: as without a logger: which of two sources of credentials counts
    warn: (...texts: unknown[]) => console.warn(...texts),
    error() {},
  }

  /** Fires when it has run out. */
  get signal(): AbortSignal {
    return this.#end.signal
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #endAfter(ms: number, why: string): NodeJS.Timeout {
    return setTimeout(() => this.#end.abort(new DOMException(why, 'TimeoutError')), ms)
  }
}
