import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import * as portable from '../../src/sql/portable.ts'
import { codeOf } from '../sql/logs.ts'
import { Asker, text } from './asker.ts'

const asker = new Asker()

afterAll(() => asker[Symbol.dispose]())

const DOCUMENT =
  '{"s":"text","n":7,"big":12345678901234567890,"t":true,"f":false,"null":null,"empty":"","o":{"in":{"er":"x"}},"a":[1,"two",{"k":"v"}],"é":"ü","emoji":"😀","quote":"it\'s \\"q\\" \\\\"}'

describe('JSON', () => {
  test('jsonText: the scalar at a path', async () => {
    const at = (...path: [string | number, ...(string | number)[]]) => portable.jsonText(text(DOCUMENT), ...path)
    expect(await asker.valuesOf([at('s'), at('n'), at('big'), at('t'), at('f'), at('empty')])).toEqual([
      ...['text', '7', '12345678901234567890', 'true', 'false', ''],
    ])
    expect(await asker.valuesOf([at('null'), at('missing'), at('o'), at('a'), at('s', 'x'), at('a', 9)])).toEqual(
      Array(6).fill(null),
    )
    expect(await asker.valuesOf([at('o', 'in', 'er'), at('a', 0), at('a', 1), at('a', 2, 'k')])).toEqual([
      'x',
      '1',
      'two',
      'v',
    ])
    expect(await asker.valuesOf([at('é'), at('emoji'), at('quote')])).toEqual(['ü', '😀', 'it\'s "q" \\'])
    await asker.check(
      input => portable.jsonText(input, 'a'),
      [
        [null, null],
        ['null', null],
        ['"a"', null],
        ['[1]', null],
        ['{}', null],
      ],
    )
  })

  test('jsonText: names of any kind', async () => {
    const names = [
      'a.b',
      'a b',
      "a'b",
      'a"b',
      'x-amz-acl',
      '$',
      '*',
      '**',
      '',
      '0',
      '[0]',
      'a\\b',
      'a/b',
      'a~b',
      '/',
      '#',
      'é',
      '😀',
      "'; --",
      'a\nb',
      '$.s',
      '..',
      'constructor',
    ]
    const object = JSON.stringify(Object.fromEntries(names.map((name, i) => [name, `value ${i}`])))
    expect(await asker.valuesOf(names.map(name => portable.jsonText(text(object), name)))).toEqual(
      names.map((_, i) => `value ${i}`),
    )
    const nested = JSON.stringify({ '*': { '': { 'a.b': [{ "it's": 'found' }] } } })
    expect(await asker.valuesOf([portable.jsonText(text(nested), '*', '', 'a.b', 0, "it's")])).toEqual(['found'])
    for (const position of [-1, 0.5, Number.NaN, 2 ** 60])
      expect(await codeOf(() => asker.valuesOf([portable.jsonText(text('[1]'), position)]))).toBe('BAD_LITERAL')
  })

  test('jsonValue: what is there as JSON text, written in one form', async () => {
    const at = (...path: [string | number, ...(string | number)[]]) => portable.jsonValue(text(DOCUMENT), ...path)
    expect(await asker.valuesOf([at('s'), at('n'), at('t'), at('o'), at('a'), at('empty')])).toEqual([
      ...['"text"', '7', 'true', '{"in":{"er":"x"}}', '[1,"two",{"k":"v"}]', '""'],
    ])
    expect(await asker.valuesOf([at('null'), at('missing'), at('o', 'x')])).toEqual([null, null, null])
    await asker.check(
      input => portable.jsonValue(input, 'v'),
      [
        ['{"v": { "b" : 1.50, "a" : 1e3 } }', '{"b":1.5,"a":1000.0}'],
        [null, null],
      ],
    )
  })

  test('jsonParse: text that may be JSON', async () => {
    await asker.check(portable.jsonParse, [
      ['{"b" : [1, 2.50], "a": null}', '{"b":[1,2.5],"a":null}'],
      ['"x"', '"x"'],
      ['{bad', null],
      ['HIDDEN_DUE_TO_SECURITY_REASONS', null],
      ['', null],
      [' ', null],
      ['{"a":1} {"b":2}', null],
      [null, null],
    ])
    const policy = JSON.stringify({
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] }),
    })
    const inner = portable.jsonParse(portable.jsonText(text(policy), 'policy'))
    expect(await asker.valuesOf([portable.jsonText(inner, 'Statement', 0, 'Effect')])).toEqual(['Allow'])
    // What is read as JSON must be JSON: it is said, and not answered with nothing.
    expect(await codeOf(() => asker.valuesOf([portable.jsonText(text('{bad'), 'a')]))).toBe('ENGINE_FAILED')
  })

  test('jsonElements: a list, or the one thing that stands in its place', async () => {
    const elements = async (document: string | null, ...path: [string, ...string[]]) => {
      const list = portable.jsonElements(text(document), ...path).as<'item'>(sql`item(value)`)
      const rows = await (await asker.trail)
        .scope()
        .selectFrom(['events', list])
        .select(eb => eb.ref('item.value').as('value'))
        .execute()
      return rows.map(row => row.value)
    }
    expect(await elements(DOCUMENT, 'a')).toEqual(['1', '"two"', '{"k":"v"}'])
    expect(await elements('{"a":{"*":{"":[1]}}}', 'a', '*', '')).toEqual(['1'])
    expect(await elements(DOCUMENT, 'o', 'in')).toEqual(['{"er":"x"}'])
    for (const name of ['s', 'n', 'null', 'missing', 'empty']) expect(await elements(DOCUMENT, name)).toEqual([])
    expect(await elements(null, 'a')).toEqual([])
    expect(await elements('{"it\'s":[null]}', "it's")).toEqual(['null'])
  })

  test('jsonArrayOf: a list as JSON text', async () => {
    const list = (items: readonly (string | null)[]) => sql<readonly (string | null)[]>`[${sql.join(items.map(text))}]`
    expect(
      await asker.valuesOf(
        [
          list(['a', null, 'it\'s "q"', 'é\n']),
          sql<string[]>`CAST([] AS VARCHAR[])`,
          sql<null>`CAST(NULL AS VARCHAR[])`,
        ].map(portable.jsonArrayOf),
      ),
    ).toEqual(['["a",null,"it\'s \\"q\\"","é\\n"]', '[]', null])
  })

  test('resourceArn: the first, or the first of a type', async () => {
    const list = JSON.stringify([
      { accountId: '1' },
      { ARN: 'arn:one', type: 'AWS::S3::Object' },
      { ARN: "arn:t'wo", type: 'AWS::S3::Bucket' },
    ])
    await asker.check(portable.resourceArn, [
      [list, 'arn:one'],
      ['[]', null],
      ['{}', null],
      ['"x"', null],
      ['null', null],
      ['[1,null]', null],
      [null, null],
    ])
    await asker.check(input => portable.resourceArn(input, 'AWS::S3::Bucket'), [[list, "arn:t'wo"]])
    await asker.check(input => portable.resourceArn(input, "AWS'::None"), [[list, null]])
  })
})
