import type { Rng } from './rng.ts'

/** Who makes a call; each has its own pool of identities in every account. */
export type Actor = 'app' | 'instance' | 'human' | 'user' | 'root' | 'aws' | 'event' | 'foreign'

/** A failure, with the class that the catalogue gives its code: said by hand, so that no rule judges itself. */
export interface Failure {
  /** Absent for a failed sign-in, which has a message and no code. */
  readonly code?: string
  readonly errorClass: string
  readonly message?: (moment: Moment) => string
}

/** What a call's parameters are made from. */
export interface Moment {
  readonly rng: Rng
  account: string
  region: string
  /** The event time, ISO. */
  time: string
  /** The caller's ARN or what stands for it. */
  caller: string
  /** A number that names the thing the call is about, the same in request, response and resources. */
  thing: number
  /** service:EventName, for messages. */
  action: string
}

type Part = (moment: Moment) => string

/** One API call as CloudTrail logs it. The parts are JSON text. */
export interface Call {
  /** The service, as in `ec2.amazonaws.com`. */
  readonly source: string
  readonly name: string
  readonly weight: number
  readonly actors: readonly (readonly [Actor, number])[]
  readonly read: boolean
  readonly failures: readonly (readonly [Failure, number])[]
  readonly failRate?: number
  readonly request?: Part
  readonly response?: Part
  readonly failedResponse?: string
  readonly resources?: Part
  readonly extra?: Part
  readonly serviceDetails?: Part
  readonly version?: string
  readonly eventType?: string
  readonly apiVersion?: string
  /** A data event: category Data, managementEvent false. */
  readonly data?: true
  /** Logged in one region only, whatever the caller's. */
  readonly global?: true
  /** Neither TLS details nor a client: made inside AWS. */
  readonly inside?: true
}
