import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

import { Athena } from './athena.ts'
import { type Aim, answerWith, type Fault, Faults } from './faults.ts'
import { Glue } from './glue.ts'
import { S3 } from './s3.ts'
import { AwsError, bodyOf, errorReply, jsonReply, type Reply, type Seen } from './wire.ts'

/**
 * AWS for tests: Athena, Glue and S3 on 127.0.0.1, as documented, on the wire. The SDK's own clients talk to it; what
 * goes wrong is scripted by the test, and every request is recorded.
 */
export class Aws implements AsyncDisposable {
  readonly s3 = new S3()
  readonly glue = new Glue()
  readonly athena = new Athena(this.s3, this.glue)
  readonly requests: Seen[] = []
  readonly #faults = new Faults()
  readonly #sockets = new Set<Socket>()
  readonly #started = performance.now()
  readonly #server = createServer((request, response) => {
    void this.#handle(request, response)
  })

  static async start(): Promise<Aws> {
    const aws = new Aws()
    aws.#server.on('connection', socket => {
      aws.#sockets.add(socket)
      socket.on('close', () => aws.#sockets.delete(socket))
    })
    await new Promise<void>(resolve => aws.#server.listen(0, '127.0.0.1', resolve))
    return aws
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What a program needs to find it. Keys are made up. */
  get env(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'standin',
      AWS_SECRET_ACCESS_KEY: 'standin',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
    }
  }

  fault(fault: Fault, aim: Aim = {}): void {
    this.#faults.add(fault, aim)
  }

  /** The operations asked for, in order. */
  operations(): string[] {
    return this.requests.map(({ operation }) => operation)
  }

  asked(operation: string): Seen[] {
    return this.requests.filter(seen => seen.operation === operation)
  }

  /** Answers that are still being sent. */
  openAnswers(): number {
    return this.#open
  }

  /** Forgets requests, faults and queries. */
  reset(): void {
    this.requests.length = 0
    this.athena.queries.length = 0
    this.athena.onQuery = () => ({})
    this.s3.denied.clear()
    this.#faults.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #open = 0

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {})
    this.#open++
    response.on('close', () => {
      this.#open--
    })
    const url = new URL(request.url ?? '/', this.url)
    const target = String(request.headers['x-amz-target'] ?? '')
    const [service = '', operation = ''] = target.split('.')
    const method = request.method ?? 'GET'
    const bytes = await bodyOf(request)
    const body = target === '' ? {} : (JSON.parse(bytes.toString() || '{}') as Record<string, unknown>)
    const seen: Seen = {
      at: performance.now() - this.#started,
      operation: target === '' ? this.s3.operation(method, url) : operation,
      method,
      url: request.url ?? '/',
      headers: request.headers,
      body,
      status: 0,
    }
    this.requests.push(seen)
    await answerWith(this.#faults.take(seen.operation), () => this.#work(service, seen, url), response, seen)
  }

  async #work(service: string, { operation, method, headers, body }: Seen, url: URL): Promise<Reply> {
    if (service === '') return this.s3.call(method, url, headers)
    try {
      const room = service === 'AWSGlue' ? this.glue : this.athena
      return jsonReply(await room.call(operation, body))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return errorReply(error)
    }
  }
}
