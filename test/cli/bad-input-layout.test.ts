import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { type Folder, folder } from '../engines/kit/folder.ts'
import { type Json, logFile, record } from '../engines/kit/record.ts'
import { namesByLibrary, trailq } from '../engines/kit/trailq.ts'

const ACCOUNTS = ['111122223333', '444455556666'] as const
const REGIONS = ['us-east-1', 'eu-west-1'] as const
const DAYS = ['2026/10/04', '2026/10/05', '2026/10/06', '2026/11/05'] as const

/** A record that does not say itself where it belongs. */
const homeless = (name: string, more: Json = {}) =>
  logFile(record(name, { recipientAccountId: undefined, awsRegion: undefined, userIdentity: undefined, ...more }))

const PLACE = "SELECT concat_ws(' ', event_name, account, region) FROM events ORDER BY 1"

describe('the layouts of keys', () => {
  const inside = '111122223333/CloudTrail/eu-west-1/2026/10/05/any.json.gz'
  const standard = '111122223333_CloudTrail_eu-west-1_20261005T0915Z_AbCdEfGhIjKlMnOp.json.gz'
  test.each([
    ['one account', `AWSLogs/${inside}`],
    ['an organization', `AWSLogs/o-a1b2c3d4e5/${inside}`],
    ['Control Tower', `o-a1b2c3d4e5/AWSLogs/o-a1b2c3d4e5/${inside}`],
    ['a prefix', `some/prefix/AWSLogs/${inside}`],
    ['a folder with a line break', `lines\nof folders/AWSLogs/${inside}`],
    ['a prefix that is called AWSLogs', `AWSLogs/old/AWSLogs/${inside}`],
    ['a flat folder, by the name of the file', standard],
    ['a folder of one’s own, by the name of the file', `2026-10-05/${standard}`],
    ['a day’s folder alone, by the name of the file', `2026/10/05/${standard}`],
    ['a copy with another name', '111122223333_CloudTrail_eu-west-1-20261005T0915.json'],
  ])('%s', async (_layout, key) => {
    using logs = folder()
    logs.write(key, key.endsWith('.gz') ? gzipSync(homeless('A')) : homeless('A'))
    expect((await namesByLibrary(logs.path, PLACE)).names).toEqual(['A 111122223333 eu-west-1'])
    expect((await namesByLibrary(logs.path, PLACE, { region: 'eu-west-1' })).names).toHaveLength(1)
    expect((await namesByLibrary(logs.path, PLACE, { region: 'us-east-1' })).names).toEqual([])
    expect((await namesByLibrary(logs.path, PLACE, { account: '444455556666' })).names).toEqual([])
  })

  test('what a record says of itself is right, whatever its folder', async () => {
    using logs = folder()
    logs.write(
      'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/05/a.json.gz',
      gzipSync(logFile(record('A', { recipientAccountId: '444455556666', awsRegion: 'us-west-2' }))),
    )
    logs.write('AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/05/odd.json', `[${homeless('B').slice(12, -2)}]`)
    expect((await namesByLibrary(logs.path, PLACE)).names).toEqual([
      'A 444455556666 us-west-2',
      'B 111122223333 eu-west-1',
    ])
  })
})

describe('only folders that the scope can need are opened', () => {
  /** A trail in which every file outside of the scope is bad, and every folder of another account is shut. */
  function trail(isNeeded: (account: string, region: string, day: string) => boolean): Folder {
    const logs = folder()
    for (const account of ACCOUNTS)
      for (const region of REGIONS)
        for (const day of DAYS) {
          const key = `AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}/${region}.json.gz`
          const good = gzipSync(
            logFile(record(`${account} ${region} ${day}`, { recipientAccountId: account, awsRegion: region })),
          )
          logs.write(key, isNeeded(account, region, day) ? good : 'rubbish')
        }
    return logs
  }

  test('by account', async () => {
    using logs = trail(account => account === ACCOUNTS[0])
    chmodSync(logs.at(`AWSLogs/o-a1b2c3d4e5/${ACCOUNTS[1]}`), 0)
    const { names, stats } = await namesByLibrary(logs.path, undefined, { account: ACCOUNTS[0] })
    expect(names).toHaveLength(8)
    expect(stats).toMatchObject({ badFiles: [], files: 8 })
  })

  test('by region', async () => {
    using logs = trail((_account, region) => region === REGIONS[1])
    const { names, stats } = await namesByLibrary(logs.path, undefined, { region: REGIONS[1] })
    expect(names).toHaveLength(8)
    expect(stats).toMatchObject({ badFiles: [], files: 8 })
  })

  test('by day of delivery, and the day after', async () => {
    using logs = trail((_account, _region, day) => day === DAYS[1] || day === DAYS[2])
    const scope = { since: '2026-10-05', until: '2026-10-06' }
    const { names, stats } = await namesByLibrary(logs.path, undefined, scope)
    expect(names).toHaveLength(8)
    expect(stats).toMatchObject({ badFiles: [], files: 8 })
    expect((await namesByLibrary(logs.path)).stats?.badFiles).toHaveLength(8)
  })

  test('from a folder further in', async () => {
    using logs = trail((_account, region) => region === REGIONS[0])
    const inside = logs.at(`AWSLogs/o-a1b2c3d4e5/${ACCOUNTS[0]}/CloudTrail`)
    const { names, stats } = await namesByLibrary(inside, undefined, { region: REGIONS[0] })
    expect(names).toHaveLength(4)
    expect(stats?.badFiles).toEqual([])
  })

  test.skipIf(!has('strace'))('by what the process opens', async () => {
    using logs = trail(() => true)
    using seen = folder()
    const scope = ['--account', ACCOUNTS[0], '--region', REGIONS[0], '--since', '2026-10-05', '--until', '2026-10-06']
    const ended = await trailq(['sql', 'SELECT event_name FROM events', '--logs', logs.path, ...scope], {
      before: ['strace', '-f', '-qq', '-e', 'trace=open,openat', '-o', seen.at('opened')],
    })
    expect(ended.stdout.trim().split('\n')).toHaveLength(2)
    const opened = [...readFileSync(seen.at('opened'), 'utf8').matchAll(/"([^"]*AWSLogs[^"]*)"/g)].map(
      ([, path]) => path,
    )
    const others = opened.filter(path => /444455556666\/|eu-west-1\/|2026\/10\/04|2026\/11/.test(path ?? ''))
    expect(opened.length).toBeGreaterThan(4)
    expect(others).toEqual([])
  })
})

describe('what lies beside is left out, and said', () => {
  const flat = (marker: string) => `111122223333_CloudTrail-${marker}_us-east-1_20261005T0915Z_AbCdEfGhIjKlMnOp.json.gz`
  const below = (name: string) => `AWSLogs/111122223333/${name}/us-east-1/2026/10/05/a.json.gz`
  test.each([
    ['folder of CloudTrail digest', below('CloudTrail-Digest')],
    ['folder of CloudTrail Insights events', below('CloudTrail-Insight')],
    ['folder of CloudTrail network activity events', below('CloudTrail-NetworkActivity')],
    ['folder of CloudTrail aggregated events', below('CloudTrail-Aggregated')],
    ['folder of AWS Config', below('Config')],
    ['folder of VPC flow log', below('vpcflowlogs')],
    ['folder of Elastic Load Balancing access log', below('elasticloadbalancing')],
    ['file of CloudTrail Insights events', flat('Insight')],
    ['file of CloudTrail network activity events', flat('NetworkActivity')],
    ['file of CloudTrail aggregated events', flat('Aggregated')],
    [
      'file of CloudTrail digest',
      '111122223333_CloudTrail-Digest_us-east-1_a-trail_us-east-1_20261005T091500Z.json.gz',
    ],
    ['file of VPC flow log', '111122223333_vpcflowlogs_us-east-1_fl-1_20261005T0915Z_abc.log.gz'],
    ['file of AWS Config', '111122223333_Config_us-east-1_ConfigSnapshot_20261005T091500Z_a.json.gz'],
    ['file with another ending than .json, .jsonl, .ndjson or .gz', 'README.md'],
    ['file that macOS puts beside another (._)', '._a.json.gz'],
  ])('%s', async (label, key) => {
    using logs = folder()
    logs.write('AWSLogs/111122223333/CloudTrail/us-east-1/2026/10/05/a.json.gz', gzipSync(homeless('A')))
    logs.write(key.startsWith('AWSLogs') ? key : `AWSLogs/flat/${key}`, 'rubbish')
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names).toEqual(['A'])
    expect(stats).toMatchObject({ badFiles: [], leftOut: [{ label, count: 1 }], files: 1 })
  })
})

function has(program: string): boolean {
  try {
    execFileSync(program, ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
