import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, generate } from '../../bench/generator/generate.ts'
import { makeOddSet, ODD_KINDS, type OddKindName } from '../../bench/generator/odd-files.ts'
import { countOddTruth, type OddTruth } from '../../bench/generator/odd-truth.ts'

const shape: GenerateOptions = {
  seed: 8,
  files: 40,
  records: 4_000,
  days: 10,
  endDay: '2026-10-31',
  accounts: ['111122223333'],
  regions: ['us-east-1', 'eu-west-1'],
}
const COUNT = 7
const root = mkdtempSync(join(tmpdir(), 'trailq-odd-files-'))
const from = join(root, 'set')
let truth: OddTruth

interface LogRecord {
  readonly eventID: string
  readonly errorCode?: string
  readonly errorMessage?: string
}

/** As careful as a reader can be: undefined for a file that holds no records in any known form. */
function readCarefully(bytes: Buffer): LogRecord[] | undefined {
  try {
    const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
    const values = text.trim() === '' ? [] : parse(text)
    return values.flatMap(value => {
      if (Array.isArray(value)) return value as LogRecord[]
      const { Records } = value as { Records?: LogRecord[] | null }
      return Records === undefined ? [value as LogRecord] : (Records ?? [])
    })
  } catch {
    return undefined
  }
}

function parse(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return text.split('\n').map(line => JSON.parse(line) as unknown)
  }
}

function readSet(dir: string): { failed: number; bad: string[] } {
  const keys = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(key => key.endsWith('.json.gz'))
  const read = keys.map(key => ({ key, records: readCarefully(readFileSync(join(dir, key))) }))
  const failed = read.flatMap(({ records = [] }) => records).filter(r => r.errorCode ?? r.errorMessage)
  return { failed: failed.length, bad: read.filter(({ records }) => records === undefined).map(({ key }) => key) }
}

const events = (rows: OddTruth['all']) => rows.reduce((sum, row) => sum + row.events, 0)

beforeAll(async () => {
  const whole = await generate({ ...shape, out: from })
  truth = countOddTruth(shape, COUNT)
  expect(truth.all).toEqual(whole.failedCalls.all)
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe.each(Object.keys(ODD_KINDS) as OddKindName[])('a set with odd files: %s', kind => {
  it('has the answer that its expectation tells, and leaves the set that it came from alone', async () => {
    const out = join(root, kind)
    const replaced = await makeOddSet({ shape, from, out }, kind, COUNT)
    expect(replaced).toHaveLength(COUNT)
    for (const key of replaced) {
      expect(readFileSync(join(out, key)).equals(readFileSync(join(from, key)))).toBe(false)
    }
    const { failed, bad } = readSet(out)
    const { expect: expectation } = ODD_KINDS[kind]
    const lost = expectation === 'bad' || (expectation === 'either' && bad.length > 0)
    const rows = {
      counts: truth.all,
      either: lost ? truth.without : truth.all,
      first: truth.first,
      bad: truth.without,
      empty: truth.without,
    }
    expect(failed).toBe(events(rows[expectation]))
    expect(bad.sort()).toEqual(lost ? replaced.sort() : [])
    expect(readSet(from)).toEqual({ failed: events(truth.all), bad: [] })
  })
})

describe('a set without some of its files', () => {
  it('is what is left when they are bad', async () => {
    const out = join(root, 'absent')
    await makeOddSet({ shape, from, out }, 'absent', COUNT)
    expect(readSet(out)).toEqual({ failed: events(truth.without), bad: [] })
    expect(events(truth.without)).toBeLessThan(events(truth.all))
  })
})
