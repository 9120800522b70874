import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { folder } from '../engines/kit/folder.ts'
import { named } from '../engines/kit/record.ts'
import { namesByCli, namesByLibrary, printed, trailq } from '../engines/kit/trailq.ts'

const DAY = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/10/05'
const ask = (...flags: readonly string[]) => trailq(['sql', 'SELECT event_name FROM events', ...flags])

describe('where there are no logs', () => {
  test('an empty folder', async () => {
    using logs = folder()
    const ended = await namesByCli(logs.path)
    expect(ended).toMatchObject({ status: 3, stdout: '' })
    expect(ended.stderr).toBe(
      `trailq NO_LOGS No CloudTrail files in ${logs.path}\n` +
        '  Name the folder that holds AWSLogs, or a folder of .json or .json.gz files.\n',
    )
    await expect(namesByLibrary(logs.path)).rejects.toMatchObject({ code: 'NO_LOGS' })
  })

  test('a folder that is not there', async () => {
    using logs = folder()
    const ended = await namesByCli(logs.at('none'))
    expect(ended).toMatchObject({ status: 3, stdout: '' })
    expect(ended.stderr).toMatch(new RegExp(`^trailq LOGS_NOT_FOUND There is no folder or file ${logs.at('none')}\n`))
    await expect(namesByLibrary(logs.at('none'))).rejects.toMatchObject({ code: 'LOGS_NOT_FOUND' })
    await expect(namesByLibrary(logs.at('*.json'))).rejects.toMatchObject({ code: 'LOGS_NOT_FOUND' })
  })

  test('one of two folders that is not there', async () => {
    using logs = folder()
    logs.write('a/a.json', named('A'))
    await expect(namesByLibrary([logs.at('a'), logs.at('b')])).rejects.toMatchObject({ code: 'LOGS_NOT_FOUND' })
  })

  test('a folder of other things says what is there', async () => {
    using logs = folder()
    logs.write('README.md', 'x')
    logs.write('AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/10/05/a.log.gz', gzipSync('x'))
    logs.write('AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/10/05/a.json.gz', gzipSync('{}'))
    const { stderr, status } = await namesByCli(logs.path)
    expect(stderr).toContain('(there: 1 × folder of CloudTrail digest, 1 × folder of VPC flow log)')
    expect(status).toBe(3)
  })

  test('a folder that the scope needs nothing of gives no rows', async () => {
    using logs = folder()
    logs.write(`${DAY}/a.json.gz`, gzipSync(named('A')))
    const ended = await ask('--logs', logs.path, '--since', '2026-11-01', '--until', '2026-11-02')
    expect(ended).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  test('a link that leads nowhere', async () => {
    using logs = folder()
    symlinkSync('nowhere', logs.at('logs'))
    await expect(namesByLibrary(logs.at('logs'))).rejects.toMatchObject({ code: 'LOGS_NOT_FOUND' })
  })
})

describe('where nothing can be read', () => {
  test('a folder of nothing but bad files', async () => {
    using logs = folder()
    for (let i = 10; i < 25; i++) logs.write(`bad${i}.json.gz`, 'rubbish')
    const ended = await namesByCli(logs.path)
    expect(ended).toMatchObject({ status: 6, stdout: '' })
    const reason = "not JSON: it starts with 'rubbish'"
    const shown = Array.from({ length: 10 }, (_, i) => `  ${logs.at(`bad${i + 10}.json.gz`)}: ${reason}\n`)
    expect(ended.stderr).toBe(`15 files could not be read, or not wholly:\n${shown.join('')}  … and 5 more\n`)
  })

  test('a canned query over bad files ends with 6 as well', async () => {
    using logs = folder()
    logs.write('bad.json.gz', 'rubbish')
    const ended = await trailq(['run', 'failed-calls', '--logs', logs.path])
    expect(ended).toMatchObject({ status: 6, stdout: '' })
    expect((await trailq(['run', 'failed-calls', '--logs', logs.path, '--skip-bad-files'])).status).toBe(0)
  })

  test('a FIFO is not waited for', async () => {
    using logs = folder()
    logs.write('a.json', named('A'))
    execFileSync('mkfifo', [logs.at('fifo.json')])
    symlinkSync('fifo.json', logs.at('link.json'))
    const { names, stderr, status } = await namesByCli(logs.path)
    expect({ names, stderr, status }).toEqual({
      names: ['A'],
      stderr: 'Left out: 2 × neither file nor folder.\n',
      status: 0,
    })
    await expect(namesByLibrary(logs.at('fifo.json'))).rejects.toMatchObject({ code: 'LOGS_UNREADABLE' })
  })
})

describe('what --logs takes', () => {
  test('a file, whatever its name', async () => {
    using logs = folder()
    for (const name of ['a.json.gz', 'a.txt', 'no-ending', 'a.log', 'a.gz.part']) {
      expect((await namesByLibrary(logs.write(name, gzipSync(named('A'))))).names).toEqual(['A'])
    }
  })

  test('globs, of files and of folders', async () => {
    using logs = folder()
    logs.write('one/a.json', named('A'))
    logs.write('two/b.json', named('B'))
    logs.write('three/c.json', named('C'))
    const names = async (...globs: readonly string[]) => {
      const flags = globs.flatMap(glob => ['--logs', glob])
      return printed(await trailq(['sql', 'SELECT event_name FROM events', ...flags], { cwd: logs.path })).toSorted()
    }
    expect(await names('*/a.json')).toEqual(['A'])
    expect(await names('t*')).toEqual(['B', 'C'])
    expect(await names('**/*.json')).toEqual(['A', 'B', 'C'])
    expect(await names('{one,two}')).toEqual(['A', 'B'])
    expect(await names('[ot][nh]*')).toEqual(['A', 'C'])
    expect(await names('one', 'o?e', 'one/a.json', logs.at('one'), '.')).toEqual(['A', 'B', 'C'])
  })

  test('a name with signs of globs that is there means itself', async () => {
    using logs = folder()
    logs.write('[ab]*/a.json', named('A'))
    logs.write('a/b.json', named('B'))
    expect((await namesByLibrary(logs.at('[ab]*'))).names).toEqual(['A'])
    expect((await namesByLibrary(logs.at('[ab]*/*.json'))).names.toSorted()).toEqual(['B'])
  })

  test('relative paths, and messages with paths from here', async () => {
    using logs = folder()
    logs.write('here/bad.json', 'rubbish')
    const ended = await trailq(['sql', 'SELECT 1 FROM events', '--logs', 'here'], { cwd: logs.path })
    expect(ended.stderr).toContain('\n  here/bad.json: not JSON')
    mkdirSync(logs.at('other'))
    const up = await trailq(['sql', 'SELECT 1 FROM events', '--logs', '../here'], { cwd: logs.at('other') })
    expect(up.stderr).toContain(`\n  ${logs.at('here/bad.json')}: not JSON`)
    expect((await namesByLibrary(relative('.', logs.at('here')))).stats?.badFiles).toHaveLength(1)
  })

  test('so many files that DuckDB is locked to their folder', async () => {
    using logs = folder()
    const name = "it's [a] {folder}*?"
    for (let i = 0; i < 2100; i++) logs.write(join(name, `${i}.json`), named('A'))
    const { names, stats } = await namesByLibrary(logs.at(name))
    expect(names).toHaveLength(2100)
    expect(stats).toMatchObject({ files: 2100, badFiles: [] })
  })
})
