import type { AthenaClient } from '@aws-sdk/client-athena'
import type { GlueClient } from '@aws-sdk/client-glue'
import type { S3Client } from '@aws-sdk/client-s3'

import type { AwsAccess } from './access.ts'
import { accessFailure } from './failure.ts'
import { Patience } from './patience.ts'

/** An answer of an API takes milliseconds; so long without one, and the connection is dead. */
const REQUEST_MS = 20_000
const CONNECTION_MS = 5_000

/** How long for a connection, and for the beginning of an answer. */
const WITHIN = { requestTimeout: REQUEST_MS, connectionTimeout: CONNECTION_MS, throwOnRequestTimeout: true }

/** When the SDK ends its own asking for a machine's role: later than our patience, since it has more to say about it. */
const METADATA_MS = 2_000

/** The clients of AWS, each loaded when it is first needed, and all with the same access. */
export class Aws {
  readonly #access: AwsAccess
  readonly #closed = new AbortController()
  #athena: Promise<AthenaClient> | undefined
  #glue: Promise<GlueClient> | undefined
  #s3: Promise<S3Client> | undefined

  constructor(access: AwsAccess) {
    this.#access = access
  }

  /**
   * Athena's client. The first call finds region and credentials, so that what is missing is said at once and plainly.
   *
   * @param signal ends the waiting; the SDK itself looks for credentials without an ear for signals
   * @throws TrailqError NO_REGION, NO_CREDENTIALS
   */
  athena(signal?: AbortSignal): Promise<AthenaClient> {
    this.#athena ??= this.#connect().catch(error => {
      this.#athena = undefined
      throw error
    })
    return signal === undefined ? this.#athena : unlessAborted(this.#athena, signal)
  }

  glue(): Promise<GlueClient> {
    this.#glue ??= import('@aws-sdk/client-glue').then(({ GlueClient }) => new GlueClient(this.#config()))
    return this.#glue
  }

  s3(): Promise<S3Client> {
    // No checksums: a range of an object has none, and Athena writes its results without.
    this.#s3 ??= import('@aws-sdk/client-s3').then(
      ({ S3Client }) =>
        new S3Client({
          ...this.#config(),
          // What is read from an object watches its own connection: a reader may take its time between two pieces.
          requestHandler: WITHIN,
          followRegionRedirects: true,
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
    )
    return this.#s3
  }

  /** The account that the credentials say they are of, where they do. */
  async account(): Promise<string | undefined> {
    const { accountId } = await (await this.athena()).config.credentials()
    return accountId
  }

  async region(): Promise<string> {
    return await (await this.athena()).config.region()
  }

  async close(): Promise<void> {
    this.#closed.abort()
    for (const client of await Promise.allSettled([this.#athena, this.#glue, this.#s3])) {
      if (client.status === 'fulfilled') client.value?.destroy()
    }
  }

  async #connect(): Promise<AthenaClient> {
    const { AthenaClient } = await import('@aws-sdk/client-athena')
    const patience = new Patience()
    const client = new AthenaClient({ ...this.#config(), logger: patience.logger })
    try {
      await client.config.region()
      await unlessAborted(client.config.credentials(), AbortSignal.any([patience.signal, this.#closed.signal]))
      return client
    } catch (error) {
      client.destroy()
      throw accessFailure(error, this.#access)
    } finally {
      patience.end()
    }
  }

  #config() {
    const { region, profile, endpoint } = this.#access
    return {
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
      requestHandler: { ...WITHIN, socketTimeout: REQUEST_MS },
      // Both are read by the chain of credentials, where it asks for a machine's role.
      timeout: METADATA_MS,
      maxRetries: 0,
    }
  }
}

/** What a promise gives, unless a signal fires first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
