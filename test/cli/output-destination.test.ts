import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { type Folder, folder } from '../engines/kit/folder.ts'
import { named } from '../engines/kit/record.ts'
import { type Ended, trailq } from '../engines/kit/trailq.ts'

const FAILING = "SELECT CASE WHEN event_name = 'Last' THEN error('on purpose') ELSE event_name END AS n FROM events"

/** A folder with a few logs in `logs/`, and room for answers. */
function place(...names: readonly string[]): Folder {
  const room = folder()
  room.write('logs/a.json', named(...names))
  return room
}

function ask(
  room: Folder,
  output: string,
  text = 'SELECT event_name AS n FROM events',
  before: string[] = [],
): Promise<Ended> {
  return trailq(['sql', text, '--logs', room.at('logs'), '-o', output], { before, cwd: room.path })
}

/** What lies in a folder besides the logs. */
const beside = (room: Folder) => readdirSync(room.path).filter(name => name !== 'logs')

describe('-o FILE', () => {
  test('writes a file, in the format that its name says', async () => {
    using room = place('A', 'B')
    expect(await ask(room, 'answer.csv')).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(readFileSync(room.at('answer.csv'), 'utf8')).toBe('n\nA\nB\n')
    expect(beside(room)).toEqual(['answer.csv'])
  })

  test('takes the place of a file, with its permissions', async () => {
    using room = place('A')
    chmodSync(room.write('answer.jsonl', 'old'), 0o640)
    expect((await ask(room, 'answer.jsonl')).status).toBe(0)
    expect(readFileSync(room.at('answer.jsonl'), 'utf8')).toBe('{"n":"A"}\n')
    expect(statSync(room.at('answer.jsonl')).mode & 0o777).toBe(0o640)
  })

  test('writes to the file that a link leads to', async () => {
    using room = place('A')
    room.write('real/answer.jsonl', 'old')
    symlinkSync('real/answer.jsonl', room.at('link.jsonl'))
    expect((await ask(room, 'link.jsonl')).status).toBe(0)
    expect(readFileSync(room.at('real/answer.jsonl'), 'utf8')).toBe('{"n":"A"}\n')
    expect(beside(room)).toEqual(['link.jsonl', 'real'])
    expect(readdirSync(room.at('real'))).toEqual(['answer.jsonl'])
  })

  test('keeps the old file when the question fails, at its start or in its middle', async () => {
    using room = place('A', 'B')
    room.write('logs/z.json', named(...Array(9000).fill('X'), 'Last'))
    room.write('answer.jsonl', 'old')
    expect((await ask(room, 'answer.jsonl', 'SELECT nonsense FROM events')).status).toBe(2)
    const failed = await ask(room, 'answer.jsonl', FAILING)
    expect(failed).toMatchObject({ status: 5, stdout: '' })
    expect(failed.stderr).toContain('on purpose')
    expect(readFileSync(room.at('answer.jsonl'), 'utf8')).toBe('old')
    expect(beside(room)).toEqual(['answer.jsonl'])
  })

  test('leaves nothing of a new file when the question fails', async () => {
    using room = place('A', 'Last')
    expect((await ask(room, 'answer.jsonl', FAILING)).status).toBe(5)
    expect(beside(room)).toEqual([])
  })

  test('of an answer that lacks bad files is written, and says so', async () => {
    using room = place('A')
    room.write('logs/bad.json', 'rubbish')
    const { status, stderr } = await ask(room, 'answer.jsonl')
    expect(status).toBe(6)
    expect(stderr).toContain('1 file could not be read')
    expect(readFileSync(room.at('answer.jsonl'), 'utf8')).toBe('{"n":"A"}\n')
  })

  test('of no rows is an empty file', async () => {
    using room = place('A')
    expect((await ask(room, 'answer.jsonl', "SELECT 1 FROM events WHERE event_name = 'Z'")).status).toBe(0)
    expect(readFileSync(room.at('answer.jsonl'), 'utf8')).toBe('')
  })
})

describe('what can’t be written', () => {
  const CASES: readonly [what: string, output: string, why: string, next: string][] = [
    [
      'into a folder that is not there',
      'none/answer.csv',
      "none/answer.csv can't be written: there is no folder none",
      'Make the folder first, or name another file with -o.',
    ],
    [
      'into a file as if it were a folder',
      'logs/a.json/answer.csv',
      "logs/a.json/answer.csv can't be written: logs/a.json is no folder",
      'Name another file with -o.',
    ],
    ['a folder', 'logs', 'logs is a folder', 'Name a file: -o answer.csv.'],
    [
      'a full disk',
      '/dev/full',
      "/dev/full can't be written: the disk is full",
      'Free some space, or name another file with -o.',
    ],
    [
      'a name that is too long',
      `${'x'.repeat(300)}.csv`,
      `${'x'.repeat(300)}.csv can't be written: the name is too long`,
      'Name another file with -o.',
    ],
  ]
  test.each(CASES)('%s', async (_what, output, why, next) => {
    using room = place('A')
    const { status, stdout, stderr } = await ask(room, output)
    expect({ status, stdout, stderr }).toEqual({
      status: 3,
      stdout: '',
      stderr: `trailq OUTPUT_FAILED ${why}\n  ${next}\n`,
    })
    expect(beside(room)).toEqual([])
  })

  test('no name', async () => {
    using room = place('A')
    expect(await ask(room, '')).toMatchObject({ status: 2, stderr: expect.stringContaining('-o names no file') })
  })

  test.skipIf(process.getuid?.() !== 0)('where permissions stand against it', async () => {
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    using room = place('A')
    mkdirSync(room.at('open'))
    chmodSync(room.path, 0o755)
    chmodSync(room.at('open'), 0o777)
    chmodSync(room.write('open/shut.csv', 'old'), 0o444)
    for (const output of ['answer.csv', 'open/shut.csv']) {
      const { status, stderr } = await ask(room, output, undefined, nobody)
      expect(stderr).toBe(
        `trailq OUTPUT_FAILED ${output} can't be written: permission denied\n  Name another file with -o.\n`,
      )
      expect(status).toBe(3)
    }
    expect(readFileSync(room.at('open/shut.csv'), 'utf8')).toBe('old')
    expect((await ask(room, 'open/answer.csv', undefined, nobody)).status).toBe(0)
  })

  test('standard output onto a full disk', async () => {
    using room = place('A')
    const text = 'SELECT event_name FROM events'
    const shell = ['sh', '-c', 'exec "$@" > /dev/full', 'sh']
    const { status, stderr } = await trailq(['sql', text, '--logs', room.at('logs')], { before: shell })
    expect(stderr).toMatch(/^trailq OUTPUT_FAILED standard output can't be written: the disk is full\n/)
    expect(status).toBe(3)
  })
})
