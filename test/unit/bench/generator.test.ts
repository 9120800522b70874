import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, generate } from '../../bench/generator/generate.ts'
import type { FailedCall, GroundTruth } from '../../bench/generator/truth.ts'

interface LogRecord {
  readonly eventID: string
  readonly eventTime: string
  readonly eventSource: string
  readonly eventName: string
  readonly awsRegion: string
  readonly recipientAccountId: string
  readonly sourceIPAddress: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly responseElements?: { readonly ConsoleLogin?: string } | null
  readonly userIdentity: {
    readonly type?: string
    readonly arn?: string
    readonly principalId?: string
    readonly invokedBy?: string
    readonly accountId?: string
  }
}

const shape: GenerateOptions = {
  seed: 5,
  files: 240,
  records: 12_000,
  days: 12,
  endDay: '2026-10-31',
  accounts: ['111122223333', '444455556666'],
  regions: ['us-east-1', 'eu-west-1'],
}

const root = mkdtempSync(join(tmpdir(), 'trailq-generator-'))
let truth: GroundTruth
let files: { key: string; records: LogRecord[] }[]
let records: LogRecord[]

function keysOf(dir: string): string[] {
  const all = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  return all.filter(key => key.endsWith('.json.gz')).sort()
}

function read(dir: string): { key: string; records: LogRecord[] }[] {
  return keysOf(dir).map(key => {
    const text = gunzipSync(readFileSync(join(dir, key))).toString('utf8')
    expect(text).not.toContain('\n')
    return { key, records: (JSON.parse(text) as { Records: LogRecord[] }).Records }
  })
}

function digest(dir: string): string {
  const hash = createHash('sha256')
  for (const key of keysOf(dir)) hash.update(key).update(readFileSync(join(dir, key)))
  return hash.digest('hex')
}

const folderDay = (key: string) => key.split('/').slice(4, 7).join('-')
const failed = (record: LogRecord) =>
  record.errorCode !== undefined ||
  record.errorMessage !== undefined ||
  record.responseElements?.ConsoleLogin === 'Failure'

/** Counted again in another way than the generator's: from the files, with nothing known of how they were made. */
function recount(of: readonly LogRecord[]): Omit<FailedCall, 'error_class'>[] {
  const groups = Object.groupBy(of.filter(failed), record =>
    JSON.stringify([record.eventSource.split('.')[0], record.eventName, record.errorCode ?? '(none)']),
  )
  return Object.entries(groups).map(([key, group = []]) => {
    const [service, event_name, error_code] = JSON.parse(key) as [string, string, string]
    const who = group.map(({ userIdentity: u }) => u.arn ?? u.principalId ?? u.invokedBy ?? u.accountId)
    const times = group.map(record => record.eventTime).sort()
    return {
      service,
      event_name,
      error_code,
      events: group.length,
      callers: new Set(who).size,
      source_ips: new Set(group.map(record => record.sourceIPAddress)).size,
      first_seen: times[0] ?? '',
      last_seen: times.at(-1) ?? '',
    }
  })
}

const sorted = (rows: readonly object[]) => rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()
const classless = (rows: readonly FailedCall[]) => rows.map(({ error_class: _, ...row }) => row)

beforeAll(async () => {
  truth = await generate({ ...shape, out: join(root, 'set') })
  files = read(join(root, 'set'))
  records = files.flatMap(file => file.records)
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the generator', () => {
  it('makes the same bytes of the same seed, and others of another', async () => {
    const again = await generate({ ...shape, out: join(root, 'again') })
    await generate({ ...shape, seed: 6, out: join(root, 'other') })
    expect(again).toEqual(truth)
    expect(digest(join(root, 'again'))).toBe(digest(join(root, 'set')))
    expect(digest(join(root, 'other'))).not.toBe(digest(join(root, 'set')))
  })

  it('counts without writing what it counts when it writes', async () => {
    const counted = await generate(shape)
    expect(counted).toEqual({ ...truth, rawBytes: 0, fileBytes: 0 })
  })

  it('makes a part of a set as it makes the whole', async () => {
    const lastDay = Date.UTC(2026, 9, 31) / 1000
    const only: GenerateOptions['only'] = file => file.parts.every(part => part.day >= lastDay)
    await generate({ ...shape, only, out: join(root, 'part') })
    const keys = keysOf(join(root, 'part'))
    expect(keys).toEqual(files.map(file => file.key).filter(key => folderDay(key) >= '2026-10-31'))
    for (const key of keys) {
      expect(readFileSync(join(root, 'part', key)).equals(readFileSync(join(root, 'set', key)))).toBe(true)
    }
  })

  it('puts the same records into fewer files', async () => {
    const merged = await generate({ ...shape, merged: true, out: join(root, 'merged') })
    const regrouped = read(join(root, 'merged')).flatMap(file => file.records)
    expect(merged.files).toBe(48)
    expect(merged.failedCalls).toEqual(truth.failedCalls)
    expect(regrouped.map(record => JSON.stringify(record)).sort()).toEqual(
      records.map(record => JSON.stringify(record)).sort(),
    )
  })
})

describe('a generated set', () => {
  it('has the records and files that its truth tells', () => {
    const ids = new Set(records.map(record => `${record.eventID} ${record.recipientAccountId}`))
    expect([files.length, records.length, ids.size]).toEqual([truth.files, truth.records, truth.distinct])
    expect([truth.files, truth.records]).toEqual([shape.files, shape.records])
    const bytes = files.map(file => statSync(join(root, 'set', file.key)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBe(truth.fileBytes)
    const services = Object.groupBy(records, record => record.eventSource.replace('.amazonaws.com', ''))
    const counts = Object.entries(services).map(([service, group]) => [service, group?.length])
    expect(Object.fromEntries(counts)).toEqual(truth.services)
  })

  it('has the failed calls that its truth tells', () => {
    expect(records.filter(failed)).toHaveLength(truth.failed)
    expect(sorted(recount(records))).toEqual(sorted(classless(truth.failedCalls.all)))
    const { since, until } = truth.window
    expect([since, until]).toEqual(['2026-10-25', '2026-11-01'])
    const inside = records.filter(record => record.eventTime >= since && record.eventTime < until)
    expect(inside).toHaveLength(truth.window.records)
    expect(sorted(recount(inside))).toEqual(sorted(classless(truth.failedCalls.window)))
  })

  it('delivers a few records twice, in different files, and a few on the next day, never later', () => {
    const share = (count: number) => count / truth.records
    expect(share(truth.records - truth.distinct)).toBeGreaterThan(0.003)
    expect(share(truth.records - truth.distinct)).toBeLessThan(0.007)
    const dayEarlier = (key: string) => new Date(Date.parse(folderDay(key)) - 86_400_000).toISOString().slice(0, 10)
    let late = 0
    for (const { key, records } of files) {
      expect(new Set(records.map(record => record.eventID)).size).toBe(records.length)
      for (const record of records) {
        const day = record.eventTime.slice(0, 10)
        if (day === dayEarlier(key)) late++
        else expect(day).toBe(folderDay(key))
      }
    }
    expect(late).toBe(truth.late)
    expect(share(late)).toBeGreaterThan(0.02)
    expect(share(late)).toBeLessThan(0.035)
  })

  it('names its files as CloudTrail does and keeps one account and region in each', () => {
    for (const { key, records } of files) {
      const found = /^AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/(.+)$/.exec(key)
      const [, account = '', region = '', year, month, day, name] = found ?? []
      expect(name).toMatch(
        new RegExp(`^${account}_CloudTrail_${region}_${year}${month}${day}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz$`),
      )
      expect(records.every(record => record.recipientAccountId === account && record.awsRegion === region)).toBe(true)
    }
    expect(files.some(({ records }) => records.some((r, i) => r.eventTime < (records[i - 1]?.eventTime ?? '')))).toBe(
      true,
    )
  })

  it('holds the shapes that queries trip over', () => {
    const types = new Set(records.map(record => record.userIdentity.type))
    expect([...types]).toEqual(expect.arrayContaining(['AssumedRole', 'IAMUser', 'AWSService', undefined]))
    const codes = records.filter(record => record.errorCode !== undefined)
    expect(codes.some(record => record.errorMessage === undefined)).toBe(true)
    expect(truth.failed / truth.records).toBeGreaterThan(0.03)
    expect(truth.failed / truth.records).toBeLessThan(0.045)
    expect(truth.failedCalls.all.some(row => row.error_class === 'login-failed' && row.error_code === '(none)')).toBe(
      true,
    )
  })
})
