import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMATS, type OutputRow } from '../../../src/output/index.ts'
import { columns, print } from './print.ts'

const { json, jsonl } = FORMATS
const HEAD = columns('service text', 'events bigint', 'share double', 'failed boolean', 'ips text[]', 'request json')

describe('jsonl', () => {
  test('one object a line, in column order, whatever the order in the row', async () => {
    const { text } = await print(jsonl, columns('a text', 'b bigint'), [
      [{ b: 1, a: 'x' }],
      [{ a: null, b: 2 }, { b: 3 }],
    ])
    expect(text).toBe('{"a":"x","b":1}\n{"a":null,"b":2}\n{"a":null,"b":3}\n')
  })

  test('zero rows are nothing', async () => {
    expect((await print(jsonl, HEAD, [[]])).text).toBe('')
  })

  test('each type in its JSON form', async () => {
    const row = {
      service: 'a "b" \\ \n\u0000',
      events: 2n ** 63n - 1n,
      share: 0.25,
      failed: false,
      ips: ['10.0.0.1', null],
      request: '{"b":1,"a":[1.50,12345678901234567890]}',
    }
    expect((await print(jsonl, HEAD, [[row]])).text).toBe(
      '{"service":"a \\"b\\" \\\\ \\n\\u0000","events":9223372036854775807,"share":0.25,"failed":false,' +
        '"ips":["10.0.0.1",null],"request":{"b":1,"a":[1.50,12345678901234567890]}}\n',
    )
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s is null', async share => {
    expect((await print(jsonl, columns('share double'), [[{ share }]])).text).toBe('{"share":null}\n')
    expect((await print(jsonl, columns('share double', 'j json'), [[{ share, j: null }]])).text).toBe(
      '{"share":null,"j":null}\n',
    )
  })

  test.each([
    ['{"a":\r\n  1}', '{"a":   1}'],
    ['null', 'null'],
    [' 7 ', ' 7 '],
    ['"text"', '"text"'],
    ['', '""'],
    ['{"a":1', '"{\\"a\\":1"'],
    ['{"a":1}\n{"b":2}', '"{\\"a\\":1}\\n{\\"b\\":2}"'],
    ['HIDDEN_DUE_TO_SECURITY_REASONS', '"HIDDEN_DUE_TO_SECURITY_REASONS"'],
    ['{"a":"\ud83d"}', '{"a":"\\ud83d"}'],
    ['{"a":"😀"}', '{"a":"😀"}'],
  ])('json text %j is printed as %s', async (j, expected) => {
    expect((await print(jsonl, columns('j json'), [[{ j }]])).text).toBe(`{"j":${expected}}\n`)
  })

  test('lone surrogates survive UTF-8, with and without a json column', async () => {
    for (const head of [columns('t text'), columns('t text', 'j json')]) {
      const { text } = await print(jsonl, head, [[{ t: 'x\ud800y', j: null }]])
      expect(JSON.parse(Buffer.from(text).toString()).t).toBe('x\ud800y')
    }
  })

  test('a column may have any name', async () => {
    const { text } = await print(jsonl, columns('a"b text', 'j json'), [[{ 'a"b': 'x', j: '1' }]])
    expect(JSON.parse(text)).toEqual({ 'a"b': 'x', j: 1 })
  })

  test('hostile rows come back as they were', async () => {
    const row = fc.record({
      t: fc.option(fc.string({ unit: 'binary' })),
      n: fc.option(fc.maxSafeInteger()),
      d: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map(d => d + 0)),
      l: fc.option(fc.array(fc.option(fc.string()))),
      j: fc.option(fc.json()),
    })
    const head = columns('t text', 'n bigint', 'd double', 'l text[]', 'j json')
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), fc.boolean(), async (rows, withJson) => {
        const { text } = await print(jsonl, withJson ? head : head.slice(0, 4), [rows])
        const expected = rows.map(({ j, ...rest }) => ({
          ...rest,
          ...(withJson ? { j: j === null ? null : JSON.parse(j) } : {}),
        }))
        const lines = text.split('\n').slice(0, -1)
        expect(lines.map(line => JSON.stringify(JSON.parse(line)))).toEqual(expected.map(e => JSON.stringify(e)))
      }),
    )
  })

  test('chunks are few, and each batch is printed when it comes', async () => {
    const batch = Array.from({ length: 10_000 }, (_, n) => ({ n }))
    const { chunks } = await print(jsonl, columns('n bigint'), [batch, [{ n: 1 }]])
    expect(chunks.length).toBe(3)
    expect(chunks.at(-1)).toBe('{"n":1}\n')
    expect(chunks.every(chunk => chunk.endsWith('\n'))).toBe(true)
  })

  test('a reader that stops early closes the source', async () => {
    let closed = false
    async function* source(): AsyncGenerator<readonly OutputRow[]> {
      try {
        for (;;) yield [{ n: 1 }]
      } finally {
        closed = true
      }
    }
    for await (const _ of jsonl.write(columns('n bigint'), source(), { color: false, shorten: false })) break
    expect(closed).toBe(true)
  })
})

describe('json', () => {
  test('one array over all batches', async () => {
    const { text } = await print(json, columns('n bigint'), [[{ n: 1 }, { n: 2 }], [], [{ n: 3 }]])
    expect(text).toBe('[\n{"n":1},\n{"n":2},\n{"n":3}\n]\n')
    expect(JSON.parse(text)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  test('zero rows are an empty array', async () => {
    expect((await print(json, HEAD, [])).text).toBe('[]\n')
    expect((await print(json, HEAD, [[]])).text).toBe('[]\n')
  })
})
