import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  columnName,
  EVENT_FIELDS,
  type EventField,
  FIELDS,
  type FieldColumn,
  fieldByColumn,
  fieldByPath,
} from '../../../src/model/index.ts'

describe('columnName', () => {
  test.each([
    ['eventID', 'event_id'],
    ['requestID', 'request_id'],
    ['sourceIPAddress', 'source_ip_address'],
    ['resources[].ARN', 'resources_arn'],
    ['resources[].ARNPrefix', 'resources_arn_prefix'],
    ['tlsDetails.tlsVersion', 'tls_details_tls_version'],
    ['userIdentity.sessionContext.sessionIssuer.arn', 'user_identity_session_context_session_issuer_arn'],
    ['userIdentity.sessionContext.ec2RoleDelivery', 'user_identity_session_context_ec2_role_delivery'],
    ['userIdentity.sessionContext.webIdFederationData', 'user_identity_session_context_web_id_federation_data'],
  ])('%s is %s', (path, column) => {
    expect(columnName(path)).toBe(column)
  })

  test('is what every declared column is called', () => {
    for (const { path, column } of FIELDS) expect(column).toBe(columnName(path))
  })
})

test('107 fields: paths are unique, and so are the columns of each category', () => {
  expect(FIELDS).toHaveLength(107)
  expect(new Set(FIELDS.map(field => field.path)).size).toBe(107)
  for (const category of ['management', 'data', 'network', 'insight', 'aggregated'] as const) {
    const columns = FIELDS.filter(field => field.categories.includes(category)).map(field => field.column)
    expect(new Set(columns).size, category).toBe(columns.length)
  }
})

test('the fields of the events relation are those of management and data events outside of lists', () => {
  const expected = FIELDS.filter(
    field =>
      field.categories.some(category => category === 'management' || category === 'data') && !/\[\]/.test(field.path),
  )
  expect(EVENT_FIELDS).toEqual(expected)
  expect(EVENT_FIELDS).toHaveLength(74)
})

test('columns are types, not only text', () => {
  expectTypeOf<'user_identity_arn'>().toExtend<EventField['column']>()
  expectTypeOf<'resources_arn'>().not.toExtend<EventField['column']>()
  expectTypeOf<'insight_details_state'>().not.toExtend<EventField['column']>()
  expectTypeOf<'insight_details_state'>().toExtend<FieldColumn>()
  expectTypeOf<'no_such_column'>().not.toExtend<FieldColumn>()
  expectTypeOf<Extract<EventField, { column: 'read_only' }>['type']>().toEqualTypeOf<'boolean'>()
  expectTypeOf(fieldByPath('userIdentity.arn').column).toEqualTypeOf<'user_identity_arn'>()
})

test('a field is found by path and by column', () => {
  expect(fieldByPath('sourceIPAddress').column).toBe('source_ip_address')
  expect(fieldByPath('eventid')).toBeUndefined()
  expect(fieldByColumn('event_id')?.path).toBe('eventID')
  expect(fieldByColumn('event_id', 'aggregated')?.path).toBe('eventId')
  expect(fieldByColumn('toString')).toBeUndefined()
})

test('each field says in a sentence what it is', () => {
  for (const { path, doc } of FIELDS) expect(doc, path).toMatch(/^[A-Z].{15,120}\.$/)
})

const reference = new URL('../../../../shared/reference/cloudtrail-fields.json', import.meta.url)
const there = existsSync(reference)

test.skipIf(!there)(`fields agree with the notes they were made from${there ? '' : ' (skipped: not here)'}`, () => {
  type Note = {
    path: string
    type: string
    since: string
    optional: boolean
    categories: string[]
    inAwsAthenaDdl: boolean
    maxSize?: string
    onOversize?: string
  }
  const { fields } = JSON.parse(readFileSync(reference, 'utf8')) as { fields: Note[] }
  expect(FIELDS.map(field => field.path).sort()).toEqual(fields.map(note => note.path).sort())
  for (const note of fields) {
    expect(fieldByPath(note.path), note.path).toMatchObject({
      type: typeOf(note.type),
      since: versionOf(note.since),
      optional: note.optional,
      categories: note.categories.map(category => (category === 'mgmt' ? 'management' : category)),
      inAwsTable: note.inAwsAthenaDdl,
      ...(note.maxSize === undefined ? {} : { maxSize: note.maxSize, onOversize: note.onOversize }),
    })
  }
})

/** The notes hedge ("1.04?", "~1.07"); a field added without a new version has the one of its day, 1.11. */
function versionOf(since: string): string {
  return /\b1\.\d\d?\b/.exec(since)?.[0] ?? (since.includes('no version bump') ? '1.11' : 'unknown')
}

function typeOf(type: string): string {
  if (/^(object|array|map)/.test(type)) return 'json'
  if (/^(double|number|int)/.test(type)) return 'number'
  if (type.startsWith('timestamp')) return 'timestamp'
  return type === 'boolean' ? 'boolean' : 'text'
}
