/** A JSON value; members that are undefined are left out when it is written. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** The derived columns of `events`, as section 2 of the query catalogue defines them. */
export interface Derived {
  readonly service: string | null
  readonly account: string | null
  readonly region: string | null
  readonly caller: string
  readonly principal: string
  readonly session: string | null
  readonly caller_kind: string
  readonly via_service: string | null
  readonly network_origin: string | null
  readonly failed: boolean
  readonly error_class: string | null
  readonly is_write: boolean
  readonly event_base: string | null
  readonly resource: string | null
}

/** Where a record is delivered to: what the folders of its file say. */
export interface Place {
  readonly account: string
  readonly region: string
}

/** A record made by hand, and what its derived columns must be by the sentences of the catalogue. */
export interface Fixture {
  readonly name: string
  readonly record: JsonObject
  readonly delivered: Place
  readonly expected: Partial<Derived>
}

interface More {
  readonly delivered?: Place
  /** What differs where no folder says whose record it is. */
  readonly outsideLayout?: Partial<Derived>
}

/** A fixture before its group has given it an event id. */
export interface Draft extends More {
  readonly name: string
  readonly changes: JsonObject
  readonly expected: Partial<Derived>
}

/** A fixture with both its expectations. */
export interface PlacedFixture extends Fixture {
  readonly outsideLayout: Partial<Derived>
}

export const HOME: Place = { account: '111122223333', region: 'us-east-1' }

/** An ordinary call: nothing about it is odd, so that a fixture says only what it is about. */
const ORDINARY: JsonObject = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEWANDA00001',
    arn: 'arn:aws:iam::111122223333:user/wanda',
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLEWANDA0001',
    userName: 'wanda',
  },
  eventTime: '2026-10-05T09:15:30Z',
  eventSource: 'sqs.amazonaws.com',
  eventName: 'ListQueues',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: null,
  responseElements: null,
  requestID: '0f0e0d0c-0000-4000-8000-000000000001',
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
}

/** One record: what it changes of an ordinary call, and what then must come out. */
export function draft(name: string, changes: JsonObject, expected: Partial<Derived>, more: More = {}): Draft {
  return { name, changes, expected, ...more }
}

/** The records of one derived column, each with an event id of its own. */
export function group(column: string, drafts: readonly Draft[]): readonly PlacedFixture[] {
  return drafts.map(({ name, changes, expected, delivered = HOME, outsideLayout = {} }, index) => ({
    name: `${column}: ${name}`,
    record: { ...ORDINARY, eventID: `${column}-${String(index + 1).padStart(3, '0')}`, ...changes },
    delivered,
    expected,
    outsideLayout: { ...expected, ...outsideLayout },
  }))
}

/** One place to find a value: the part of a record that holds it, and the value. */
export interface Step {
  readonly at: string
  readonly part: JsonObject
  readonly gives: string
}

/**
 * Records that show the order of a resolver's steps: the first holds all of them, each next one lacks the step that won
 * before, so that every step is the best one once.
 */
export function fallingSteps(source: string, eventName: string, steps: readonly Step[]): readonly Draft[] {
  return steps.map((step, index) => {
    const parts = steps.slice(index).map(({ part }) => part)
    const changes = parts.reduce<JsonObject>(merged, { eventSource: source, eventName })
    const service = source.replace('.amazonaws.com', '')
    return draft(`${service} ${eventName} by ${step.at}`, changes, { resource: step.gives })
  })
}

/** A step over a member of the request, whose value says where it stood. */
export function requestStep(...path: readonly [string, ...string[]]): Step {
  const value = `from-request-${path.join('-')}`
  return { at: `request.${path.join('.')}`, part: { requestParameters: nested(path, value) }, gives: value }
}

/** A step over a member of the response. */
export function responseStep(...path: readonly [string, ...string[]]): Step {
  const value = `from-response-${path.join('-')}`
  return { at: `response.${path.join('.')}`, part: { responseElements: nested(path, value) }, gives: value }
}

/** A step over `resources`. */
export function resourceStep(at: string, resources: readonly JsonObject[], gives: string): Step {
  return { at, part: { resources }, gives }
}

function nested(path: readonly string[], value: Json): JsonObject {
  const [last = '', ...parents] = path.toReversed()
  return parents.reduce<JsonObject>((inner, name) => ({ [name]: inner }), { [last]: value })
}

function merged(a: JsonObject, b: JsonObject): JsonObject {
  const both = Object.entries(b).map(([key, value]) => {
    const old = a[key]
    return [key, isObject(old) && isObject(value) ? merged(old, value) : value] as const
  })
  return { ...a, ...Object.fromEntries(both) }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
