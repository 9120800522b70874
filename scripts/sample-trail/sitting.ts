import type { Caller } from './callers.ts'
import type { Failure } from './failures.ts'
import { number, uuid } from './ids.ts'
import type { Json, JsonObject } from './json.ts'
import type { Place } from './places.ts'
import { factsOf, requestIdOf } from './services.ts'
import { later } from './time.ts'

/** A record as CloudTrail delivers it, and what its delivery depends on. */
export interface SampleRecord extends Place {
  readonly id: string
  readonly at: string
  /** One line of JSON. */
  readonly text: string
  /** When it arrived, where that was long after its event. */
  readonly arrived?: string
}

export interface Details {
  readonly request?: JsonObject
  /** What came back; a function where it tells the time of the event. */
  readonly response?: JsonObject | ((at: string) => JsonObject)
  readonly error?: Failure
  readonly resources?: readonly Json[]
  readonly extra?: JsonObject
  /** A data event: logged only where someone asked for it. */
  readonly data?: true
  readonly read?: boolean
  /** One action, seen by two accounts. */
  readonly shared?: string
  readonly eventType?: string
  readonly serviceDetails?: JsonObject
  /** Seconds since the call before. */
  readonly after?: number
  readonly arrived?: string
}

const READING = /^(Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Decrypt|GenerateDataKey|AssumeRole)/

/** Somebody at work in one account and region: call follows call, a few seconds apart. */
export class Sitting {
  readonly #place: Place
  readonly #who: Caller
  readonly #started: string
  readonly #made: SampleRecord[] = []
  #now: string

  constructor(place: Place, who: Caller, start: string) {
    this.#place = place
    this.#who = who
    this.#now = start
    // Credentials are a little older than the first call made with them.
    this.#started = later(start, -60 - number(`session ${start} ${who.arn}`, 600))
  }

  get records(): readonly SampleRecord[] {
    return this.#made
  }

  /** When the next call without an `after` of its own would be about to happen. */
  get now(): string {
    return this.#now
  }

  /** A call, `dynamodb:DescribeTable`. */
  call(action: `${string}:${string}`, details: Details = {}): this {
    const label = `${this.#place.account} ${this.#place.region} ${this.#now} ${this.#who.arn} ${action} ${this.#made.length}`
    this.#now = later(this.#now, details.after ?? 2 + number(`wait ${label}`, 7))
    const id = uuid(`event ${label}`)
    const text = JSON.stringify(this.#record(action, details, id, label))
    const arrived = details.arrived === undefined ? {} : { arrived: details.arrived }
    this.#made.push({ ...this.#place, id, at: this.#now, text, ...arrived })
    return this
  }

  /** Takes in the records of a sitting that led to this one. */
  include(...records: readonly SampleRecord[]): this {
    this.#made.push(...records)
    return this
  }

  /** The same call once for each of the details. */
  each(action: `${string}:${string}`, all: readonly Details[]): this {
    for (const details of all) this.call(action, details)
    return this
  }

  // The members stand in the order in which CloudTrail writes them.
  #record(action: string, details: Details, id: string, label: string): JsonObject {
    const [service = '', name = ''] = action.split(':')
    const { account, region } = this.#place
    const who = this.#who
    const { request, response, error, data, shared, eventType = 'AwsApiCall' } = details
    const facts = factsOf(service)
    const resources = details.resources ?? facts.resources?.(this.#place, request ?? {})
    const byService = eventType === 'AwsServiceEvent'
    const signIn = eventType === 'AwsConsoleSignIn'
    return {
      eventVersion: facts.version,
      userIdentity: who.identity(this.#started),
      eventTime: this.#now,
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      awsRegion: region,
      sourceIPAddress: who.ip,
      userAgent: who.agent,
      errorCode: error?.code,
      errorMessage: error?.message,
      requestParameters: request ?? null,
      responseElements: (typeof response === 'function' ? response(this.#now) : response) ?? null,
      additionalEventData: details.extra,
      requestID: byService || signIn ? undefined : requestIdOf(service, label),
      eventID: id,
      readOnly: details.read ?? READING.test(name),
      resources,
      eventType,
      apiVersion: facts.api,
      managementEvent: data !== true,
      recipientAccountId: account,
      sharedEventID: shared,
      serviceEventDetails: details.serviceDetails,
      eventCategory: data === true ? 'Data' : 'Management',
      tlsDetails:
        who.inside === true
          ? undefined
          : {
              tlsVersion: 'TLSv1.3',
              cipherSuite: 'TLS_AES_128_GCM_SHA256',
              clientProvidedHostHeader: facts.host ?? `${service}.${region}.amazonaws.com`,
            },
      sessionCredentialFromConsole: who.console === true && !signIn ? 'true' : undefined,
    }
  }
}

/** Starts a sitting. */
export function sitting(place: Place, who: Caller, start: string): Sitting {
  return new Sitting(place, who, start)
}

/** All records of several sittings. */
export function together(...sittings: readonly Sitting[]): readonly SampleRecord[] {
  return sittings.flatMap(each => each.records)
}
