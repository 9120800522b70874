import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compactLogs, openTrail } from '../../src/index.ts'
import { trailq } from '../cli/trailq.ts'
import { ACCOUNT, contentOf, event, idsIn, place, plainly } from './kit.ts'

const OTHER = '444455556666'

describe('what a store is', () => {
  test('a file for each account, region and day of the events, in folders that every engine reads', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z'), event('0', '2026-10-04T23:59:59Z')])
    at.deliver('2026-10-05', 'b', [event('2', '2026-10-05T08:00:00Z', { awsRegion: 'eu-west-1' })], {
      region: 'eu-west-1',
    })
    at.deliver('2026-10-06', 'c', [event('3', '2026-10-05T23:59:59Z')])
    at.deliver('2026-10-06', 'd', [event('4', '2026-10-06T01:00:00Z', { recipientAccountId: undefined })], {
      account: OTHER,
    })
    await compactLogs({ logs: at.logs, to: at.store })
    const files = [...contentOf(at.store).keys()].filter(path => path.endsWith('.parquet'))
    expect(files).toEqual([
      `/account=${ACCOUNT}/region=eu-west-1/day=2026-10-05/events.parquet`,
      `/account=${ACCOUNT}/region=us-east-1/day=2026-10-04/events.parquet`,
      `/account=${ACCOUNT}/region=us-east-1/day=2026-10-05/events.parquet`,
      `/account=${OTHER}/region=us-east-1/day=2026-10-06/events.parquet`,
    ])
    const rows = await plainly(
      at.store,
      'SELECT event_id, account, region, day, event_name, user_identity_arn, typeof(day) AS t FROM store ORDER BY 1',
    )
    const arn = `arn:aws:iam::${ACCOUNT}:user/wanda`
    const row = (id: string, account: string, region: string, day: string) => ({
      event_id: id,
      account,
      region,
      day,
      event_name: 'DescribeTable',
      user_identity_arn: arn,
      t: 'VARCHAR',
    })
    expect(rows).toEqual([
      row('0', ACCOUNT, 'us-east-1', '2026-10-04'),
      row('1', ACCOUNT, 'us-east-1', '2026-10-05'),
      row('2', ACCOUNT, 'eu-west-1', '2026-10-05'),
      row('3', ACCOUNT, 'us-east-1', '2026-10-05'),
      row('4', OTHER, 'us-east-1', '2026-10-06'),
    ])
    await using trail = await openTrail({ logs: at.store })
    const accounts = await trail
      .scope({})
      .selectFrom('events')
      .select(['event_id', 'account'])
      .orderBy('event_id')
      .execute()
    expect(accounts.map(({ account }) => account)).toEqual([ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT, OTHER])
  })

  test('a large day is sorted and in groups of rows, beside many small ones', async () => {
    using at = place()
    const many = 26_000
    const timeOf = (i: number) => new Date(Date.UTC(2026, 9, 5) + i * 1000).toISOString().replace('.000', '')
    // Each second has two events, and none stands where it is to stand.
    const mixed = Array.from({ length: many }, (_, i) => (i * 7919) % many)
    const records = mixed.map(i => ({
      eventTime: timeOf(i >> 1),
      eventName: 'A',
      eventID: `id ${String(i).padStart(6, '0')}`,
      awsRegion: 'us-east-1',
      recipientAccountId: ACCOUNT,
    }))
    for (const half of [0, 1]) at.deliver('2026-10-05', `${half}`, records.slice((half * many) / 2, many / (2 - half)))
    const regions = Array.from({ length: 20 }, (_, i) => `xx-test-${i}`)
    for (const region of regions) {
      at.deliver('2026-10-05', region, [event(region, '2026-10-05T09:00:00Z', { awsRegion: region })], { region })
    }
    expect(await compactLogs({ logs: at.logs, to: at.store, verify: true })).toMatchObject({ events: many + 20 })
    const small = await plainly(at.store, "SELECT event_id, region FROM store WHERE region <> 'us-east-1' ORDER BY 1")
    expect(small).toEqual(regions.sort().map(region => ({ event_id: region, region })))
    const file = `${at.store}/account=${ACCOUNT}/region=us-east-1/day=2026-10-05/events.parquet`
    const large = await plainly(
      at.store,
      `SELECT event_id FROM read_parquet('${file}', file_row_number = true) ORDER BY file_row_number`,
    )
    expect(large.map(row => row['event_id'])).toEqual(records.map(({ eventID }) => eventID).sort())
    const groups = `SELECT DISTINCT row_group_id, row_group_num_rows AS n FROM parquet_metadata('${file}') ORDER BY 1`
    expect((await plainly(at.store, groups)).map(row => row['n'])).toEqual(['24576', String(many - 24_576)])
  })

  test('sorted by time, whatever the order of delivery', async () => {
    using at = place()
    const times = ['12:00:00', '03:00:00', '23:00:00', '03:00:00', '00:00:01']
    at.deliver(
      '2026-10-05',
      'a',
      times.map((time, i) => event(`a${i}`, `2026-10-05T${time}Z`)),
    )
    at.deliver('2026-10-06', 'b', [event('b', '2026-10-05T11:00:00Z')])
    await compactLogs({ logs: at.logs, to: at.store })
    const [rows] = await plainly(at.store, 'SELECT list(event_time[12:16]) AS times FROM store')
    expect(rows?.['times']).toEqual(['00:00', '03:00', '03:00', '11:00', '12:00', '23:00'])
  })

  test('keys that are NULL, or no name for a folder', async () => {
    using at = place()
    at.write(
      'a.json',
      JSON.stringify({
        Records: [
          { eventName: 'A', eventTime: 'yesterday', eventID: 'a' },
          event('b', '2026-10-05T00:00:00Z', { recipientAccountId: '../../out', awsRegion: 'a/b=c%d' }),
          event('c', '2026-10-05T00:00:00Z', { recipientAccountId: 'x'.repeat(3000), awsRegion: '' }),
          event('d', '2026-10-05T00:00:00Z', { recipientAccountId: 'Acme', awsRegion: 'é' }),
          event('e', '2026-10-05T00:00:00Z', { recipientAccountId: 'acme', awsRegion: 'é' }),
        ],
      }),
    )
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    const names = [...contentOf(at.store).keys()].filter(path => path.endsWith('.parquet'))
    // Told apart on a disk that takes capitals for small letters, too.
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(5)
    expect(names.every(name => name.split('/').length === 5)).toBe(true)
    expect(readdirSync(at.path).sort()).toEqual(['logs', 'store'])
    await using trail = await openTrail({ logs: at.store })
    const rows = await trail.sql('SELECT event_id, account, region FROM events ORDER BY event_id').toArray()
    expect(rows.map(row => [row['account'], row['region']])).toEqual([
      [null, null],
      ['../../out', 'a/b=c%d'],
      ['x'.repeat(3000), ''],
      ['Acme', 'é'],
      ['acme', 'é'],
    ])
    const plain = await plainly(at.store, 'SELECT event_id, account, region, day FROM store ORDER BY event_id')
    expect(plain.map(row => [row['account'], row['region'], row['day']])).toEqual([
      [null, null, null],
      ['../../out', 'a/b=c%d', '2026-10-05'],
      [null, null, '2026-10-05'],
      ['Acme', 'é', '2026-10-05'],
      ['acme', 'é', '2026-10-05'],
    ])
  })

  test('only the partitions of a scope are opened', async () => {
    using at = place()
    for (const day of ['04', '05', '06']) {
      at.deliver(`2026-10-${day}`, 'a', [event(`a${day}`, `2026-10-${day}T12:00:00Z`)])
      at.deliver(`2026-10-${day}`, 'b', [event(`b${day}`, `2026-10-${day}T12:00:00Z`, { recipientAccountId: OTHER })], {
        account: OTHER,
      })
    }
    await compactLogs({ logs: at.logs, to: at.store })
    await using trail = await openTrail({ logs: at.store })
    const ask = async (scope: object) => {
      const result = trail.sql('SELECT event_id FROM events ORDER BY 1', scope)
      const rows = await result.toArray()
      return { ids: rows.map(row => row['event_id']), files: result.stats?.files }
    }
    expect(await ask({})).toEqual({ ids: ['a04', 'a05', 'a06', 'b04', 'b05', 'b06'], files: 6 })
    expect(await ask({ account: OTHER, since: '2026-10-05', until: '2026-10-05T13:00:00Z' })).toEqual({
      ids: ['b05'],
      files: 1,
    })
    expect(await ask({ region: 'eu-west-1' })).toEqual({ ids: [], files: 0 })
    expect(await ask({ since: '2026-10-05T12:00:01Z' })).toEqual({ ids: ['a06', 'b06'], files: 4 })
  })

  test('logs beside a store are read with it', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    await compactLogs({ logs: at.logs, to: at.store })
    rmSync(at.logs, { recursive: true })
    at.deliver('2026-10-06', 'b', [event('2', '2026-10-06T09:00:00Z')])
    for (const logs of [[at.store, at.logs], at.path]) {
      await using trail = await openTrail({ logs })
      const rows = await trail.sql('SELECT event_id, caller, record FROM events ORDER BY 1').toArray()
      expect(rows.map(row => row['event_id'])).toEqual(['1', '2'])
      expect(rows.map(row => JSON.parse(String(row['record'])).requestID)).toEqual(['request-of-1', 'request-of-2'])
    }
  })

  test('a damaged file of it is named, and the others answer', async () => {
    using at = place()
    for (const day of ['04', '05']) at.deliver(`2026-10-${day}`, 'a', [event(day, `2026-10-${day}T12:00:00Z`)])
    await compactLogs({ logs: at.logs, to: at.store })
    const file = join(at.store, `account=${ACCOUNT}/region=us-east-1/day=2026-10-04/events.parquet`)
    writeFileSync(file, readFileSync(file).subarray(0, 500))
    await using trail = await openTrail({ logs: at.store })
    const result = trail.sql('SELECT event_id FROM events')
    expect(await result.toArray()).toEqual([{ event_id: '05' }])
    expect(result.stats?.badFiles).toEqual([{ path: file, reason: 'damaged Parquet file' }])
  })
})

describe('each event once', () => {
  test('copies within a run, across files, across midnight and across runs', async () => {
    using at = place()
    const [one, two] = [event('1', '2026-10-05T09:00:00Z'), event('2', '2026-10-05T23:59:59Z')]
    at.deliver('2026-10-05', 'a', [
      one,
      one,
      event('other account', '2026-10-05T09:00:00Z', { recipientAccountId: OTHER }),
    ])
    at.deliver('2026-10-06', 'b', [one, two, event('other account', '2026-10-05T09:00:00Z')])
    // The same event with another time: it is in a real trail of the organization.
    at.deliver('2026-10-06', 'c', [{ ...two, eventTime: '2026-10-06T00:00:01Z' }])
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    expect(await idsIn(at.store)).toEqual(['1', '2', 'other account', 'other account'])
    at.deliver('2026-10-07', 'd', [
      one,
      { ...two, eventTime: '2026-10-06T00:00:02Z' },
      event('3', '2026-10-07T09:00:00Z'),
    ])
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    expect(await idsIn(at.store)).toEqual(['1', '2', '3', 'other account', 'other account'])
  })

  test('of copies that differ the same one stays, whichever came first', async () => {
    const versions = [
      event('1', '2026-10-05T09:00:00Z', { errorCode: 'B' }),
      event('1', '2026-10-05T09:00:00Z', { errorCode: 'A' }),
    ]
    for (const order of [versions, versions.toReversed()]) {
      using at = place()
      at.deliver('2026-10-05', 'a', order)
      await compactLogs({ logs: at.logs, to: at.store, verify: true })
      expect(await plainly(at.store, 'SELECT event_id, error_code FROM store')).toEqual([
        { event_id: '1', error_code: 'A' },
      ])
    }
  })

  test('records without an id are all kept, and not doubled by another run', async () => {
    using at = place()
    const old = event('', '2026-10-05T09:00:00Z', { eventID: undefined })
    at.deliver('2026-10-05', 'a', [old, old, { ...old, eventID: '' }])
    at.deliver('2026-10-06', 'b', [old])
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    at.deliver('2026-10-07', 'c', [event('1', '2026-10-05T09:00:00Z')])
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    expect(await idsIn(at.store)).toEqual(['', '1', null, null, null])
  })

  test('late ones come home, even weeks later and in the middle of a run', async () => {
    using at = place()
    for (let day = 1; day <= 28; day++) {
      const date = `2026-10-${String(day).padStart(2, '0')}`
      const late = event(`late ${day}`, `2026-10-01T00:00:${String(day).padStart(2, '0')}Z`, {
        eventID: day % 2 === 0 ? `late ${day}` : undefined,
      })
      at.deliver(date, 'a', [event(`on ${date}`, `${date}T12:00:00Z`), late])
    }
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    const [row] = await plainly(
      at.store,
      "SELECT count(*) AS n, count(DISTINCT event_time) AS times FROM store WHERE day = '2026-10-01'",
    )
    expect(row).toEqual({ n: '29', times: '29' })
    expect((await idsIn(at.store)).length).toBe(56)
  })
})

describe('another run', () => {
  test('reads what is new, and says what has changed', async () => {
    using at = place()
    const first = at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    expect(await compactLogs({ logs: at.logs, to: at.store })).toMatchObject({
      isNew: true,
      files: 1,
      known: 0,
      events: 1,
    })
    const before = contentOf(at.store)
    expect(await compactLogs({ logs: at.logs, to: at.store })).toMatchObject({
      isNew: false,
      files: 0,
      known: 1,
      events: 0,
    })
    expect(contentOf(at.store)).toEqual(before)
    const second = at.deliver('2026-10-06', 'b', [event('2', '2026-10-06T09:00:00Z')])
    expect(await compactLogs({ logs: at.logs, to: at.store })).toMatchObject({
      files: 1,
      known: 1,
      changed: [],
      partitions: 1,
    })
    at.deliver('2026-10-06', 'b', [event('2', '2026-10-06T09:00:00Z'), event('3', '2026-10-06T10:00:00Z')])
    expect(await compactLogs({ logs: at.logs, to: at.store })).toMatchObject({ files: 1, known: 1, changed: [second] })
    expect(await idsIn(at.store)).toEqual(['1', '2', '3'])
    // Wherever the logs have been copied to: it is the same trail. What is gone from the logs stays in the store.
    rmSync(first)
    renameSync(at.logs, join(at.path, 'moved'))
    expect(await compactLogs({ logs: join(at.path, 'moved/AWSLogs'), to: at.store, verify: true })).toMatchObject({
      files: 0,
      known: 1,
    })
    expect(await idsIn(at.store)).toEqual(['1', '2', '3'])
  })

  test('names bad files again, without reading them again', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    const bad = at.write('AWSLogs/x.json', '{"Records":[{"eventName":"A","eventTime":"2026-10-05T09:00:00Z"},7]}')
    const reason = '1 element that is no record'
    for (const files of [2, 0]) {
      const { badFiles, ...done } = await compactLogs({ logs: at.logs, to: at.store })
      expect(done.files).toBe(files)
      expect(badFiles).toEqual([{ path: bad, reason }])
    }
    const ran = await trailq(['compact', '--logs', at.logs, '--to', at.store])
    expect(ran).toMatchObject({ status: 6, stdout: '' })
    expect(ran.stderr).toContain(reason)
    expect((await trailq(['compact', '--logs', at.logs, '--to', at.store, '--skip-bad-files', '--quiet'])).stderr).toBe(
      '',
    )
  })

  test('--verify tells by name what is not the same', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z'), event('2', '2026-10-05T10:00:00Z')])
    at.deliver('2026-10-06', 'b', [event('3', '2026-10-06T09:00:00Z')])
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    const file = join(at.store, `account=${ACCOUNT}/region=us-east-1/day=2026-10-05/events.parquet`)
    const changes = {
      'one is missing': "SELECT * FROM store WHERE event_id = '1' AND day = '2026-10-05'",
      'one is there twice':
        "SELECT * FROM store WHERE day = '2026-10-05' UNION ALL SELECT * FROM store WHERE event_id = '1'",
      'a member is another':
        "SELECT * REPLACE (CASE WHEN event_id = '1' THEN '{\"tableName\":\"Others\"}' ELSE request_parameters END AS request_parameters) FROM store WHERE day = '2026-10-05'",
    }
    const whole = readFileSync(file)
    for (const change of Object.values(changes)) {
      await rewrite(at.store, file, change)
      const ran = await trailq(['compact', '--verify', '--logs', at.logs, '--to', at.store])
      expect(ran.status).toBe(5)
      expect(ran.stderr).toMatch(/STORE_DIFFERS[\s\S]*111122223333\/us-east-1\/2026-10-05: /)
      expect(ran.stderr).not.toContain('2026-10-06:')
      writeFileSync(file, whole)
    }
    expect((await trailq(['compact', '--verify', '--logs', at.logs, '--to', at.store])).status).toBe(0)
  })
})

/** Puts something else into a file of a store. */
async function rewrite(store: string, file: string, select: string): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (WITH store AS (SELECT * FROM read_parquet('${store}/*/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false))
    SELECT * EXCLUDE (account, region, day) FROM (${select})) TO '${file}.new' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  renameSync(`${file}.new`, file)
}

describe('places that are refused', () => {
  const refused = async (logs: string, to: string) => {
    const ran = await trailq(['compact', '--logs', logs, '--to', to])
    return { status: ran.status, code: /trailq ([A-Z_]+)/.exec(ran.stderr)?.[1] }
  }

  test('somebody else’s folder, a file, the logs themselves, what holds them, a store as logs', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    mkdirSync(join(at.path, 'other'))
    writeFileSync(join(at.path, 'other/a.txt'), 'mine')
    const bad = { status: 2, code: 'BAD_TARGET' }
    for (const to of ['other', 'other/a.txt', 'logs', 'logs/AWSLogs/new/store', '.']) {
      expect(await refused(at.logs, join(at.path, to)), to).toEqual(bad)
    }
    expect(readdirSync(at.path).sort()).toEqual(['logs', 'other'])
    expect(readdirSync(join(at.path, 'other'))).toEqual(['a.txt'])
    await compactLogs({ logs: at.logs, to: at.store })
    expect(await refused(at.store, join(at.path, 'next'))).toEqual(bad)
    expect(existsSync(join(at.path, 'next'))).toBe(false)
  })

  test('nothing is left of a store that could not be begun', async () => {
    using at = place()
    expect(await refused(join(at.path, 'nowhere'), join(at.path, 'a/b/c'))).toEqual({
      status: 3,
      code: 'LOGS_NOT_FOUND',
    })
    expect(existsSync(join(at.path, 'a'))).toBe(false)
  })

  test('a store of another layout, or with a damaged manifest, stays as it is', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    await compactLogs({ logs: at.logs, to: at.store })
    const manifest = join(at.store, '_trailq/manifest.jsonl')
    const whole = readFileSync(manifest, 'utf8')
    const cases = {
      '"layout":0': 'STORE_VERSION',
      '"layout":99': 'STORE_VERSION',
      '"layout":"x"': 'BAD_STORE',
      garbage: 'BAD_STORE',
    }
    at.deliver('2026-10-06', 'b', [event('2', '2026-10-06T09:00:00Z')])
    for (const [text, code] of Object.entries(cases)) {
      writeFileSync(manifest, text === 'garbage' ? 'x' : whole.replace('"layout":1', text))
      const before = contentOf(at.store)
      expect(await refused(at.logs, at.store)).toEqual({ status: 3, code })
      expect(contentOf(at.store)).toEqual(before)
      const ran = await trailq(['run', 'failed-calls', '--logs', at.store])
      expect(ran.stderr).toContain(code)
      expect(ran.status).toBe(3)
    }
    writeFileSync(manifest, whole)
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
    expect(await idsIn(at.store)).toEqual(['1', '2'])
  })

  test('a store that another is writing to', async () => {
    using at = place()
    at.deliver(
      '2026-10-05',
      'a',
      Array.from({ length: 2000 }, (_, i) => event(`${i}`, '2026-10-05T09:00:00Z')),
    )
    // In one process, and in several.
    const settled = await Promise.allSettled([1, 2, 3].map(() => compactLogs({ logs: at.logs, to: at.store })))
    const rejected = settled.flatMap(one => (one.status === 'rejected' ? one.reason.code : []))
    expect(rejected).toEqual(['STORE_BUSY', 'STORE_BUSY'])
    expect((await idsIn(at.store)).length).toBe(2000)
    at.deliver(
      '2026-10-06',
      'b',
      Array.from({ length: 2000 }, (_, i) => event(`b${i}`, '2026-10-06T09:00:00Z')),
    )
    const ran = await Promise.all([1, 2, 3].map(() => trailq(['compact', '--logs', at.logs, '--to', at.store])))
    expect(ran.map(({ status }) => status).every(status => status === 0 || status === 3)).toBe(true)
    expect(ran.some(({ status }) => status === 0)).toBe(true)
    for (const { status, stderr } of ran)
      if (status === 3) expect(stderr).toMatch(/STORE_BUSY .* is being written by process \d+/)
    expect((await idsIn(at.store)).length).toBe(4000)
  })

  test.skipIf(process.getuid?.() === 0)('a folder that can’t be written', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    chmodSync(at.path, 0o500)
    expect(await refused(at.logs, at.store)).toEqual({ status: 3, code: 'OUTPUT_FAILED' })
    chmodSync(at.path, 0o700)
  })

  test('a path that leads over a file', async () => {
    using at = place()
    at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
    writeFileSync(join(at.path, 'file'), '')
    expect(await refused(at.logs, join(at.path, 'file/store'))).toEqual({ status: 3, code: 'OUTPUT_FAILED' })
  })
})

test('a copy of a store is a store', async () => {
  using at = place()
  at.deliver('2026-10-05', 'a', [event('1', '2026-10-05T09:00:00Z')])
  await compactLogs({ logs: at.logs, to: at.store })
  cpSync(at.store, join(at.path, 'copy'), { recursive: true })
  at.deliver('2026-10-06', 'b', [event('2', '2026-10-06T09:00:00Z')])
  await compactLogs({ logs: at.logs, to: join(at.path, 'copy') })
  expect(await idsIn(join(at.path, 'copy'))).toEqual(['1', '2'])
  expect(await idsIn(at.store)).toEqual(['1'])
})
