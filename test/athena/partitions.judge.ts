import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { DIALECTS } from '../../src/engines/index.ts'
import { QUERIES } from '../../src/queries/index.ts'
import { type AnyQuery, querySql } from '../../src/trail/question.ts'
import { isThere, PYTHON } from '../ddl/judges/place.ts'
import { askPartitions } from '../ddl/judges/python.ts'

const GOLDEN = join(import.meta.dirname, '../../sql/athena')
const ACCOUNTS = ['111111111111', '222222222222']
const REGIONS = ['us-east-1', 'eu-west-1']

/** A scope, and by hand: its first day, and the day after its last, where late deliveries are. */
const WINDOWS = [
  { since: '2026-11-13T05:00:00Z', until: '2026-11-15T03:00:00Z', days: ['2026/11/13', '2026/11/16'] },
  { since: '2025-12-31T00:00:00Z', until: '2026-01-01T00:00:00Z', days: ['2025/12/31', '2026/01/01'] },
  { since: '2024-02-28T23:59:59Z', until: '2024-02-29T00:00:01Z', days: ['2024/02/28', '2024/03/01'] },
] as const

/** Its baseline reads from before the window on: two weeks. */
const LOOKS_BACK = 'new-callers'
const BASELINES = ['2026/10/30', '2025/12/17', '2024/02/14']

describe.skipIf(!isThere('sqlglot', join(PYTHON, 'python')))('partitions that sqlglot sees a query can read', () => {
  test('printed SQL is held to the days of its week', () => {
    const files = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.sql'))
    expect(files).toHaveLength(QUERIES.length)
    const found = askPartitions(files.map(name => readFileSync(join(GOLDEN, name), 'utf8')))
    for (const [at, name] of files.entries()) {
      const first = name.includes(LOOKS_BACK) ? '2026/10/30' : '2026/11/13'
      expect(found[at], name).toEqual([{ table: 'cloudtrail_logs', 'day >=': first, 'day <=': '2026/11/20' }])
    }
  })

  test.each(WINDOWS.map((window, at) => ({ ...window, at })))('$since to $until, accounts and regions', window => {
    const { since, until, days, at } = window
    const queries = QUERIES as unknown as readonly AnyQuery[]
    const texts = queries.map(query => {
      const required = Object.entries(query.params).filter(([, { required }]) => required)
      const params = Object.fromEntries(required.map(([name]) => [name, 'CreateNamespace']))
      return querySql(query, { since, until, account: ACCOUNTS, region: REGIONS, ...params }, DIALECTS.athena)
    })
    const found = askPartitions(texts)
    for (const [i, { id }] of queries.entries()) {
      const first = id === LOOKS_BACK ? BASELINES[at] : days[0]
      const held = { account: ACCOUNTS, region: REGIONS, 'day >=': first, 'day <=': days[1] }
      expect(found[i], id).toEqual([{ table: 'cloudtrail_logs', ...held }])
    }
    // The judge has teeth: without a predicate, or with a way around one, it says otherwise.
    for (const [from, to] of [
      ['account IN', '1 = 1 OR account IN'],
      ['region IN', 'region NOT IN'],
      [' AND day <=', ' OR day <='],
    ] as const)
      expect(askPartitions([(texts[0] ?? '').replace(from, to)])[0], to).not.toEqual(found[0])
  })
})
