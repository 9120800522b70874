import type { IncomingMessage, ServerResponse } from 'node:http'

/** An answer on its way out. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** A request as it came in: what tests look at. */
export interface Seen {
  /** When it came, milliseconds since the server started. */
  readonly at: number
  /** The operation: `StartQueryExecution`, `GetObject` … */
  readonly operation: string
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  /** The JSON of an awsJson request; {} for S3. */
  readonly body: Readonly<Record<string, unknown>>
  /** How it was answered; 0 where the connection was cut first. */
  status: number
}

/** An error as awsJson1.1 spells it. */
export class AwsError extends Error {
  readonly type: string
  readonly status: number
  readonly more: Readonly<Record<string, unknown>>

  constructor(type: string, message: string, more: Readonly<Record<string, unknown>> = {}, status = 400) {
    super(message)
    this.type = type
    this.more = more
    this.status = status
  }
}

export function jsonReply(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(value) }
}

export function errorReply({ type, message, more, status }: AwsError): Reply {
  return jsonReply({ __type: type, Message: message, ...more }, status)
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, {
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    'x-amzn-requestid': 'r-1',
  })
  response.end(body)
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
