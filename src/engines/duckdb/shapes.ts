import { FAMILIES, familyOfCategory } from '../../model/index.ts'
import type { JsonValue } from './json-values.ts'

/** The records inside a JSON value. */
export interface Found {
  /** Each record's JSON text. */
  readonly records: readonly string[]
  /** What was expected to be a record and is none. */
  readonly problem?: string
  /** What was met instead of events, where that is known, once for each time. */
  readonly leftOut: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

/**
 * The records of a value in any of the shapes that they travel in: `{"Records": […]}` (log files), a list, one record,
 * an EventBridge envelope (`detail`), the output of LookupEvents (`Events[].CloudTrailEvent`, a string of JSON).
 *
 * Source: AWS CloudTrail User Guide, CloudTrail log file examples; CloudTrail API Reference, LookupEvents; Amazon
 * EventBridge User Guide, AWS service events delivered via CloudTrail.
 */
export function recordsOf({ value: seen, text }: JsonValue): Found {
  // A record's own text needs no second look.
  if (isEvent(seen)) return { records: [text], leftOut: [] }
  const value = exactParse(text)
  if (Array.isArray(value)) return all(value)
  if (!isObject(value)) return none(`${typeName(value)}, not a record`)
  if ('Records' in value) {
    return Array.isArray(value['Records']) ? all(value['Records']) : none(`Records is ${typeName(value['Records'])}`)
  }
  if (Array.isArray(value['Events'])) return all(value['Events'])
  if ('digestStartTime' in value && 'logFiles' in value) return other(`file of ${FAMILIES.digest.label}`)
  return one(value)
}

/** Whether the text of a value is what the fast path of SQL takes as it is: records, all of them, and nothing else. */
export function isPlainRecords(value: unknown): value is { Records: readonly Json[] } {
  return isObject(value) && Array.isArray(value['Records']) && value['Records'].every(isEvent)
}

/** Whether a value is a list of nothing but records. */
export function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isEvent)
}

/** What a record of a known family other than events is called; undefined for events and for all that is unknown. */
export function otherFamily(category: unknown): string | undefined {
  const family = typeof category === 'string' ? familyOfCategory(category) : undefined
  return family === undefined || FAMILIES[family].isEvents ? undefined : FAMILIES[family].label
}

function all(items: readonly unknown[]): Found {
  const found = items.map(item => (isObject(item) ? one(item) : none(`${typeName(item)}`)))
  const strange = found.flatMap(({ problem }) => problem ?? [])
  return {
    records: found.flatMap(({ records }) => records),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
    ...(strange.length === 0 ? {} : { problem: notRecords(strange.length, items.length, strange[0] ?? '') }),
  }
}

function notRecords(strange: number, all: number, first: string): string {
  return `${strange} of ${all} elements ${strange === 1 ? 'is' : 'are'} no record (${strange === 1 ? '' : 'the first: '}${first})`
}

function one(item: Json): Found {
  if (typeof item['CloudTrailEvent'] === 'string') return inText(item['CloudTrailEvent'])
  if (isObject(item['detail']) && 'detail-type' in item) return one(item['detail'])
  if (isEvent(item)) return { records: [JSON.stringify(item)], leftOut: [] }
  const family = otherFamily(item['eventCategory'])
  return family === undefined ? none('no record: neither eventTime nor eventName') : other(`record of ${family}`)
}

/** Parsed so that it prints with the same digits: 12345678901234567890 and 1.50 don't survive as JavaScript numbers. */
function exactParse(text: string): unknown {
  return JSON.parse(text, ((_key: string, value: unknown, context: { source: string }) =>
    typeof value === 'number' && String(value) !== context.source ? rawJson(context.source) : value) as Reviver)
}

type Reviver = (key: string, value: unknown) => unknown

/** Node has it since version 21; TypeScript's library does not know it yet. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON

function inText(text: string): Found {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? recordsOf({ value, text }) : none('CloudTrailEvent holds no record')
  } catch {
    return none('CloudTrailEvent holds no JSON')
  }
}

function isEvent(value: unknown): boolean {
  if (!isObject(value)) return false
  const named = value['eventTime'] != null || value['eventName'] != null
  return named && otherFamily(value['eventCategory']) === undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function none(problem: string): Found {
  return { records: [], problem, leftOut: [] }
}

function other(label: string): Found {
  return { records: [], leftOut: [label] }
}
