import { chmodSync, linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { type Folder, folder } from '../engines/kit/folder.ts'
import { named } from '../engines/kit/record.ts'
import { namesByCli, namesByLibrary, trailq } from '../engines/kit/trailq.ts'

/** Somebody who is not root, whom permissions stop. */
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
const isRoot = process.getuid?.() === 0

describe('names', () => {
  const NAMES = [
    "it's.json",
    'say "hi".json',
    ' blanks in front and behind .json',
    'a[1].json',
    '[.json',
    ']]][[[.json',
    'st*r.json',
    'really?.json',
    '{a,b}.json',
    'back\\slash.json',
    'back\\[slash].json',
    'new\nline.json',
    'tab\tand\u001b[31mred.json',
    '-dash.json',
    '--logs.json',
    '~home.json',
    '$HOME.json',
    'a;b&c|d.json',
    '%41.json',
    'żółć 中文 🦆.json',
    '.hidden.json',
    `${'x'.repeat(240)}.json`,
    'a.json.gz.json',
  ]

  test.each(NAMES)('%j as a file', async name => {
    using logs = folder()
    const path = logs.write(name, named('A'))
    const odd = logs.write(`odd ${name}`, JSON.stringify([JSON.parse(named('B')).Records[0]]))
    const bad = logs.write(`bad ${name}`, 'rubbish')
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names).toEqual(['A', 'B'])
    expect(stats?.badFiles).toEqual([{ path: bad, reason: "not JSON: it starts with 'rubbish'" }])
    expect((await namesByLibrary(path)).names).toEqual(['A'])
    expect((await namesByLibrary(odd)).names).toEqual(['B'])
  })

  test.each(NAMES.map(name => name.replace('.json', '')))('%j as a folder', async name => {
    using logs = folder()
    logs.write(join(name, 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/10/05/a.json.gz'), gzipSync(named('A')))
    expect((await namesByLibrary(logs.path)).names).toEqual(['A'])
    expect((await namesByLibrary(logs.at(name))).names).toEqual(['A'])
  })

  test('that would drive a terminal are spelled out', async () => {
    using logs = folder()
    logs.write('evil\u001b[2J\u202e\n.json', 'rubbish')
    const { stderr, status } = await namesByCli(logs.path)
    expect(stderr).toContain(`${logs.path}/evil\\x1b[2J\\u202e\\n.json: not JSON: it starts with 'rubbish'\n`)
    expect(status).toBe(6)
  })

  test('that are no UTF-8 are told', async () => {
    using logs = folder()
    logs.write('a.json', named('A'))
    mkdirSync(Buffer.concat([Buffer.from(`${logs.path}/f\xf6lder`, 'latin1')]))
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names).toEqual(['A'])
    expect(stats?.badFiles).toEqual([
      { path: logs.at('f\ufffdlder'), reason: 'folder can’t be listed: its name is not UTF-8' },
    ])
  })
})

describe('permissions', () => {
  const cases: [string, (logs: Folder) => string, string][] = [
    ['a file', logs => logs.at('b/secret.json'), 'permission denied'],
    ['a folder', logs => logs.at('b'), 'folder can’t be listed: permission denied'],
  ]
  test.skipIf(!isRoot).each(cases)('%s that may not be read', async (_what, secret, reason) => {
    using logs = folder()
    chmodSync(logs.path, 0o755)
    logs.write('a.json', named('A'))
    logs.write('b/secret.json', named('B'))
    chmodSync(secret(logs), 0)
    const ended = await trailq(['sql', 'SELECT event_name FROM events', '--logs', logs.path], { before: NOBODY })
    expect(ended.stdout).toBe('{"event_name":"A"}\n')
    expect(ended.stderr).toBe(`1 file could not be read, or not wholly:\n  ${secret(logs)}: ${reason}\n`)
    expect(ended.status).toBe(6)
  })

  test.skipIf(!isRoot)('a folder that was named and may not be entered', async () => {
    using logs = folder()
    logs.write('b/a.json', named('A'))
    chmodSync(logs.path, 0)
    const ended = await trailq(['sql', 'SELECT 1 FROM events', '--logs', logs.at('b')], { before: NOBODY })
    expect(ended).toMatchObject({ status: 3, stdout: '' })
    expect(ended.stderr).toBe(
      `trailq LOGS_UNREADABLE ${logs.at('b')} can’t be opened: permission denied\n  Check its permissions, or name another folder.\n`,
    )
  })
})

describe('links', () => {
  test('are followed, and what they lead to is read once', async () => {
    using elsewhere = folder()
    using logs = folder()
    const real = elsewhere.write('real/a.json', named('A'))
    logs.write('own/b.json', named('B'))
    symlinkSync(elsewhere.at('real'), logs.at('first'))
    symlinkSync(elsewhere.at('real'), logs.at('second'))
    symlinkSync(real, logs.at('file.json'))
    symlinkSync(logs.at('own'), logs.at('z-own'))
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names.toSorted()).toEqual(['A', 'B'])
    expect(stats?.badFiles).toEqual([])
  })

  test('that lead back, to themselves or to each other end the walk', async () => {
    using logs = folder()
    logs.write('deep/er/a.json', named('A'))
    symlinkSync('..', logs.at('deep/er/up'))
    symlinkSync(logs.path, logs.at('deep/top'))
    symlinkSync('self.json', logs.at('self.json'))
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names).toEqual(['A'])
    expect(stats?.badFiles).toEqual([
      { path: logs.at('self.json'), reason: 'link leads nowhere: links go in a circle' },
    ])
  })

  test('that lead nowhere are told', async () => {
    using logs = folder()
    logs.write('a.json', named('A'))
    symlinkSync('nowhere', logs.at('gone.json'))
    const { names, status, stderr } = await namesByCli(logs.path)
    expect(names).toEqual(['A'])
    expect(stderr).toContain(`${logs.at('gone.json')}: link leads nowhere: not there (any more)\n`)
    expect(status).toBe(6)
  })

  test('a second name of a file is a file', async () => {
    using logs = folder()
    linkSync(logs.write('a.json', named('A')), logs.at('b.json'))
    expect((await namesByLibrary(logs.path)).names).toEqual(['A', 'A'])
  })
})

test('deep folders', async () => {
  using logs = folder()
  logs.write(`${Array(400).fill('d').join('/')}/a.json`, named('A'))
  logs.write(`${Array(12).fill('n'.repeat(250)).join('/')}/b.json.gz`, gzipSync(named('B')))
  expect((await namesByLibrary(logs.path)).names.toSorted()).toEqual(['A', 'B'])
})
