import { type ErrorCode, TrailqError } from '../../errors.ts'
import type { AwsAccess } from './access.ts'

/** What an error of the SDK tells by itself. */
interface SdkError {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

const WAYS_TO_CREDENTIALS = `Ways to give them, all of the AWS SDK itself:
    aws sso login --profile NAME           then --profile NAME, or export AWS_PROFILE=NAME
    export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… (AWS_SESSION_TOKEN=…)
    a role of the machine: EC2, ECS, EKS, Lambda`

/** Credentials or region could not be found. Never prints a value of either. */
export function accessFailure(error: unknown, { profile }: AwsAccess): unknown {
  if (!isSdkError(error)) return error
  const { message, code } = error
  if (/^Region is missing/.test(message)) {
    return new TrailqError('NO_REGION', 'Which AWS region? None is configured', {
      next: 'Give --aws-region us-east-1, or export AWS_REGION, or a region in the profile (AWS_DEFAULT_REGION is not read by this SDK).',
      cause: error,
    })
  }
  if (/^Region not accepted/.test(message)) {
    return new TrailqError('NO_REGION', 'That is no AWS region', { next: 'Write it as us-east-1.', cause: error })
  }
  const isFile = code === 'ENOENT' || code === 'EACCES'
  const isSlow = error.name === 'TimeoutError'
  if (error.name !== 'CredentialsProviderError' && !isFile && !isSlow) return error
  const whose = profile === undefined ? '' : ` for profile '${profile}'`
  const generic = /^Could not load credentials from any providers/.test(message)
  const why = generic ? '' : `: ${plain(message)}`
  return new TrailqError('NO_CREDENTIALS', `There are no AWS credentials${whose}${why}`, {
    next: WAYS_TO_CREDENTIALS,
    cause: error,
  })
}

/** Names of errors that mean: these credentials don't do. */
const REFUSED: Readonly<Record<string, string>> = {
  UnrecognizedClientException: 'AWS does not know these credentials',
  InvalidClientTokenId: 'AWS does not know these credentials',
  InvalidTokenException: 'AWS does not accept the session token',
  InvalidToken: 'AWS does not accept the session token',
  InvalidAccessKeyId: 'AWS does not know these credentials',
  InvalidSignatureException: 'AWS does not accept the signature: the secret key is wrong, or the clock of this machine',
  SignatureDoesNotMatch: 'AWS does not accept the signature: the secret key is wrong, or the clock of this machine',
  IncompleteSignature: 'AWS does not accept the signature',
  ExpiredToken: 'The credentials have expired',
  ExpiredTokenException: 'The credentials have expired',
  RequestExpired: 'The credentials have expired, or the clock of this machine is wrong',
}

const THROTTLED = /^(?:TooManyRequests|Throttl|RequestLimitExceeded|SlowDown|ProvisionedThroughput)/
const DENIED = /^AccessDenied|^Forbidden$|^UnauthorizedOperation$/
const NOT_ALLOWED = /not authorized|access ?denied|insufficient.*permission/i
const RATE = /rate exceeded|throttl|too many requests/i
const NOT_FOUND = /^(?:EntityNotFound|MetadataException)/
const NETWORK =
  /^(?:ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENETUNREACH|EHOSTUNREACH|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/

/** Where a call that failed may just be made again: the network, throttling, and what AWS calls its own fault. */
export function isPassing(error: unknown): boolean {
  if (!isSdkError(error)) return false
  const status = error.$metadata?.httpStatusCode ?? 0
  return (
    THROTTLED.test(error.name) ||
    status >= 500 ||
    status === 429 ||
    error.name === 'InternalServerException' ||
    error.name === 'TimeoutError' ||
    error.name === 'AbortError' ||
    NETWORK.test(error.code ?? '')
  )
}

export function isDenied(error: unknown): boolean {
  return isSdkError(error) && (DENIED.test(error.name) || error.$metadata?.httpStatusCode === 403)
}

/**
 * An error of a call in trailq's words; what is not known here stays what it is, a bug.
 *
 * @param what that was being done: `start the query`
 */
export function apiFailure(error: unknown, what: string, signal?: AbortSignal): unknown {
  if (error instanceof TrailqError) return error
  if (signal?.aborted === true) {
    return new TrailqError('CANCELLED', 'Stopped before the answer was complete', { cause: error })
  }
  if (!isSdkError(error)) return error
  const { name, message, code } = error
  const status = error.$metadata?.httpStatusCode ?? 0
  const failed = (kind: ErrorCode, says: string, next: string) => new TrailqError(kind, says, { next, cause: error })
  const refused = REFUSED[name]
  if (refused !== undefined) return failed('NO_CREDENTIALS', `${refused} (${name})`, WAYS_TO_CREDENTIALS)
  // In a MetadataException Athena hands on what Glue answered.
  const isOfGlue = name === 'MetadataException'
  if (isDenied(error) || (isOfGlue && NOT_ALLOWED.test(message))) {
    return failed(
      'ACCESS_DENIED',
      `AWS does not allow it (to ${what}): ${plain(message)}`,
      "'trailq doctor' says which permission is missing; 'trailq policy' prints the least policy.",
    )
  }
  if (name === 'InvalidRequestException') return invalidRequest(error)
  if (THROTTLED.test(name) || status === 429 || (isOfGlue && RATE.test(message))) {
    return failed(
      'ENGINE_FAILED',
      `Athena is asked too much at once: ${plain(message)} (${name}; to ${what})`,
      'Wait a moment and ask again; the quota is shared by all who query in this account and region.',
    )
  }
  if (NOT_FOUND.test(name))
    return failed(
      'TABLE_NOT_FOUND',
      `The catalog says: ${plain(message)}`,
      'Check --catalog, --database, --table and --aws-region.',
    )
  if (name === 'ResourceNotFoundException')
    return failed('BAD_CONFIGURATION', `AWS says: ${plain(message)}`, 'Check --workgroup, --catalog and --aws-region.')
  if (NETWORK.test(code ?? '') || name === 'TimeoutError') {
    return failed(
      'ENGINE_FAILED',
      `AWS can't be reached (to ${what}): ${plain(message) || code}`,
      'Check the region, the network and its proxy; then ask again.',
    )
  }
  // Of a call it is an answer that could not be read, by itself a mistake of ours.
  if (name === 'SyntaxError' && error.$metadata !== undefined) {
    return failed(
      'ENGINE_FAILED',
      `AWS answered what is no JSON (to ${what}${status > 0 ? `; HTTP ${status}` : ''})`,
      'Is there a proxy, or a page to log in, between this machine and AWS? Then ask again.',
    )
  }
  if (status >= 500 || name === 'InternalServerException' || name === 'Unknown') {
    const says = `${name}: ${plain(message)}`
    return failed('ENGINE_FAILED', `AWS failed (to ${what}): ${says}`, 'Ask again in a moment.')
  }
  // A service's own refusal, which has a name and says why.
  if (status >= 300) {
    const next = "'trailq doctor' looks at configuration, workgroup and table."
    return failed('ENGINE_FAILED', `AWS refuses (to ${what}): ${name}: ${plain(message)}`, next)
  }
  return accessFailure(error, {})
}

function invalidRequest(error: SdkError): TrailqError {
  const { message } = error
  if (/output location|output bucket/i.test(message)) {
    return new TrailqError('BAD_CONFIGURATION', `Athena has no place for its results: ${plain(message)}`, {
      next: 'Give --output-location s3://BUCKET/PREFIX/, or set one in the workgroup, or let the workgroup manage its results.',
      cause: error,
    })
  }
  if (/work ?group/i.test(message)) {
    return new TrailqError('BAD_CONFIGURATION', `Athena says: ${plain(message)}`, {
      next: 'Check --workgroup and --aws-region.',
      cause: error,
    })
  }
  return new TrailqError('ENGINE_FAILED', `Athena does not take the request: ${plain(message)}`, {
    next: "'trailq doctor' looks at configuration, workgroup and table.",
    cause: error,
  })
}

function isSdkError(error: unknown): error is SdkError & Error {
  return error instanceof Error
}

/** What the SDK's HTTP handler says of its limits of time. */
const LATE = /^@smithy\/node-http-handler .*?(\d+) ms/

/** AWS's words in one line. Anything like a key or a token is taken out: a message may repeat what was sent. */
export function plain(message: string): string {
  const line = message.split('\n')[0] ?? ''
  const ms = LATE.exec(line)?.[1]
  if (ms !== undefined) return `no answer within ${Number(ms) / 1000} seconds`
  return line
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{8,}\b/g, '…')
    .replace(/(security-?token|signature|credential)(["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, '$1$2…')
    .replace(/[A-Za-z0-9+/=_-]{60,}/g, '…')
    .trim()
}
