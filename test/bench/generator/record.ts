import type { Actor, Call, Failure, Moment } from './call.ts'
import { computeCalls } from './calls-compute.ts'
import { operationsCalls } from './calls-operations.ts'
import { securityCalls } from './calls-security.ts'
import { storageCalls } from './calls-storage.ts'
import type { Place } from './delivery.ts'
import { type Identity, peopleOf } from './people.ts'
import { iso } from './plan.ts'
import { Rng, Weighted } from './rng.ts'

const FAIL_RATE = 0.038

const calls: readonly Call[] = [...computeCalls, ...storageCalls, ...securityCalls, ...operationsCalls]
const byWeight = (list: readonly Call[]) => new Weighted(list.map(call => [call, call.weight] as const))
const everywhere = byWeight(calls.filter(call => call.global !== true))
const athome = byWeight(calls)
const actors = new Map(calls.map(call => [call, new Weighted(call.actors)]))
const failures = new Map(
  calls.filter(call => call.failures.length > 0).map(call => [call, new Weighted(call.failures)]),
)

/** A record's text, and what the truth needs to know of it. */
export interface MadeRecord {
  readonly text: string
  readonly service: string
  readonly name: string
  readonly time: string
  readonly failure: Failure | undefined
  readonly caller: string
  readonly ip: string
}

/** Makes any record of a set from its place alone. */
export class RecordMaker {
  readonly #seed: number
  readonly #home: string
  readonly #rng: Rng
  readonly #moment: Moment
  readonly #people = new Map<string, Record<Actor, readonly Identity[]>>()

  constructor(seed: number, regions: readonly string[]) {
    this.#seed = seed
    this.#home = regions.includes('us-east-1') ? 'us-east-1' : (regions[0] ?? '')
    this.#rng = new Rng(seed)
    this.#moment = { rng: this.#rng, account: '', region: '', time: '', caller: '', thing: 0, action: '' }
  }

  /** The record of a place; a late one happened before its part's day began. */
  make({ part, position, late }: Place): MadeRecord {
    const rng = this.#rng
    const m = this.#moment
    rng.reseed(this.#seed, part.index + 16, position)
    const seconds = late ? part.day - 1 - rng.below(10_000) : part.start + rng.below(part.end - part.start)
    const call = (part.region === this.#home ? athome : everywhere).pick(rng)
    const actor = actors.get(call)?.pick(rng) ?? 'app'
    const who = rng.pick(this.#peopleOf(part.account)[actor])
    const ip = rng.pick(who.ips)
    const failed = rng.unit() < (call.failRate ?? FAIL_RATE)
    const failure = failed ? failures.get(call)?.pick(rng) : undefined
    m.account = part.account
    m.region = part.region
    m.time = iso(seconds)
    m.caller = who.caller
    m.thing = 100_000 + rng.below(900_000)
    m.action = `${call.source}:${call.name}`
    const text = recordText(call, m, who, actor, ip, failure, iso(seconds - (seconds % 3600)))
    return { text, service: call.source, name: call.name, time: m.time, failure, caller: who.caller, ip }
  }

  #peopleOf(account: string): Record<Actor, readonly Identity[]> {
    let people = this.#people.get(account)
    if (people === undefined) {
      people = peopleOf(this.#seed, account)
      this.#people.set(account, people)
    }
    return people
  }
}

/** One record as CloudTrail writes it: no spaces, members in CloudTrail's order. */
function recordText(
  call: Call,
  m: Moment,
  who: Identity,
  actor: Actor,
  ip: string,
  failure: Failure | undefined,
  sessionStart: string,
): string {
  const identity = who.tail === '' ? who.head : who.head + sessionStart + who.tail
  const host = `${call.source}.amazonaws.com`
  const code = failure?.code === undefined ? '' : `"errorCode":"${failure.code}",`
  const message = failure?.message === undefined ? '' : `"errorMessage":"${failure.message(m)}",`
  const request = call.request?.(m) ?? 'null'
  const response = failure === undefined ? (call.response?.(m) ?? 'null') : (call.failedResponse ?? 'null')
  const extra = call.extra === undefined ? '' : `"additionalEventData":${call.extra(m)},`
  const requestId = call.inside === true ? '' : `"requestID":"${m.rng.uuid()}",`
  const resources = call.resources === undefined ? '' : `"resources":${call.resources(m)},`
  const api = call.apiVersion === undefined ? '' : `"apiVersion":"${call.apiVersion}",`
  const details = call.serviceDetails === undefined ? '' : `"serviceEventDetails":${call.serviceDetails(m)},`
  // A call that a service made in the account's name is seen by both sides.
  const shared = actor === 'aws' || actor === 'foreign' ? `,"sharedEventID":"${m.rng.uuid()}"` : ''
  const tls =
    call.inside === true || actor === 'aws'
      ? ''
      : `,"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${call.source}.${m.region}.amazonaws.com"}`
  const fromConsole = who.console ? ',"sessionCredentialFromConsole":"true"' : ''
  return `{"eventVersion":"${call.version ?? '1.11'}","userIdentity":${identity},"eventTime":"${m.time}","eventSource":"${host}","eventName":"${call.name}","awsRegion":"${m.region}","sourceIPAddress":"${ip}","userAgent":"${who.agent}",${code}${message}"requestParameters":${request},"responseElements":${response},${extra}${requestId}"eventID":"${m.rng.uuid()}","readOnly":${call.read},${resources}"eventType":"${call.eventType ?? 'AwsApiCall'}",${api}${details}"managementEvent":${call.data !== true},"recipientAccountId":"${m.account}"${shared},"eventCategory":"${call.data === true ? 'Data' : 'Management'}"${tls}${fromConsole}}`
}
