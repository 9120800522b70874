import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { FORMATS } from '../../../src/output/index.ts'
import { columns, print } from './print.ts'

const { csv } = FORMATS
const python = spawnSync('python3', ['--version']).status === 0

const READ = `import csv, io, json, sys
text = sys.stdin.buffer.read().decode()
print(json.dumps(list(csv.reader(io.StringIO(text, newline='')))))`

describe('csv', () => {
  test('a header always, NULL empty, empty text quoted', async () => {
    const head = columns('a text', 'b text', 'n bigint')
    expect((await print(csv, head, [])).text).toBe('a,b,n\n')
    expect((await print(csv, head, [[{ a: null, b: '', n: 1 }]])).text).toBe('a,b,n\n,"",1\n')
  })

  test('each type as text', async () => {
    const head = columns('n bigint', 'd double', 'f boolean', 'l text[]', 'j json', 't timestamp')
    const row = {
      n: 2n ** 63n - 1n,
      d: Number.NaN,
      f: true,
      l: ['a', null],
      j: '{"a": 1}',
      t: '2026-11-20T09:00:00Z',
    }
    expect((await print(csv, head, [[row]])).text).toBe(
      'n,d,f,l,j,t\n9223372036854775807,NaN,true,"[""a"",null]","{""a"": 1}",2026-11-20T09:00:00Z\n',
    )
  })

  test('nothing is altered, formulas included', async () => {
    const head = columns('a text', 'b text')
    const { text } = await print(csv, head, [
      [
        { a: '=cmd()', b: '+1,-2' },
        { a: 'x"y', b: 'l1\nl2\r' },
      ],
    ])
    expect(text).toBe('a,b\n=cmd(),"+1,-2"\n"x""y","l1\nl2\r"\n')
  })

  test('the only field of a row is never an empty line', async () => {
    expect((await print(csv, columns('a text'), [[{ a: null }, { a: 'x' }]])).text).toBe('a\n""\nx\n')
  })

  test('batches join without seam', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => ({ n, t: `value ${n}` }))
    const { text, chunks } = await print(csv, columns('n bigint', 't text'), [rows.slice(0, 9_000), rows.slice(9_000)])
    expect(text).toBe(`n,t\n${rows.map(({ n, t }) => `${n},${t}\n`).join('')}`)
    expect(chunks.length).toBeLessThan(10)
  })

  test.runIf(python)('Python reads back what went in', async () => {
    const hostile = [
      '',
      'a,b',
      '"',
      '""',
      'x\r\ny',
      '\r',
      '\n',
      ' lead',
      '\t',
      '=1+1',
      "'",
      '\u202e',
      '日本',
      '😀',
      '\\N',
      ';',
    ]
    const rows = hostile.map((a, i) => ({ a, b: hostile[hostile.length - 1 - i] ?? '', 'c,"d': null }))
    const { text } = await print(csv, columns('a text', 'b text', 'c,"d text'), [rows])
    const { stdout } = spawnSync('python3', ['-c', READ], { input: text, encoding: 'utf8' })
    expect(JSON.parse(stdout)).toEqual([['a', 'b', 'c,"d'], ...rows.map(({ a, b }) => [a, b, ''])])
  })
})
