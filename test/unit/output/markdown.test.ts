import { describe, expect, test } from 'vitest'
import { FORMATS } from '../../../src/output/index.ts'
import { columns, print } from './print.ts'

const { markdown } = FORMATS

describe('markdown', () => {
  test('a GitHub table, numbers to the right', async () => {
    const { text } = await print(markdown, columns('event_name text', 'events bigint'), [
      [
        { event_name: 'CreateTable', events: 3 },
        { event_name: null, events: null },
      ],
      [{ event_name: '', events: 0 }],
    ])
    expect(text).toBe('| event_name | events |\n| --- | ---: |\n| CreateTable | 3 |\n|  |  |\n| "" | 0 |\n')
  })

  test('zero rows are the header', async () => {
    expect((await print(markdown, columns('a text'), [])).text).toBe('| a |\n| --- |\n')
  })

  test.each([
    ['a|b', 'a\\|b'],
    ['a\\b', 'a\\\\b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['l1\nl2', 'l1\\\\nl2'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['*all* `x` [l](u) ~~s~~', '\\*all\\* \\`x\\` \\[l\\](u) \\~\\~s\\~\\~'],
    ['snake_case _em_', 'snake_case \\_em\\_'],
    ['$LATEST #1', '\\$LATEST \\#1'],
    ['\u001b[31m', '\\\\x1b\\[31m'],
  ])('%j is written %s', async (t, expected) => {
    expect((await print(markdown, columns('t text'), [[{ t }]])).text).toBe(`| t |\n| --- |\n| ${expected} |\n`)
  })
})
