import { sql } from 'kysely'

import * as portable from '../../src/sql/portable.ts'
import { nothing, numbered, ofText, text, type ValueCase } from './cases.ts'

const DOCUMENT =
  '{"s":"text","n":7,"big":12345678901234567890,"t":true,"f":false,"null":null,"empty":"","o":{"in":{"er":"x"}},"a":[1,"two",{"k":"v"}],"é":"ü","emoji":"😀","quote":"it\'s \\"q\\" \\\\"}'

type Path = readonly [string | number, ...(string | number)[]]

function at(read: typeof portable.jsonText, name: string, cases: readonly (readonly [Path, unknown])[]): ValueCase[] {
  return cases.map(([path, gives]) => ({
    says: `${name} at ${JSON.stringify(path)}`,
    value: read(text(DOCUMENT), ...path),
    gives,
  }))
}

/** Names of any kind, which paths must reach. */
const NAMES = [
  ...['a.b', 'a b', "a'b", 'a"b', 'x-amz-acl', '$', '*', '**', '', '0', '[0]', 'a\\b', 'a/b', 'a~b', '/', '#', 'é'],
  ...['😀', "'; --", 'a\nb', '$.s', '..', 'constructor'],
]
const NAMED = JSON.stringify(Object.fromEntries(NAMES.map((name, i) => [name, `value ${i}`])))
const NESTED = JSON.stringify({ '*': { '': { 'a.b': [{ "it's": 'found' }] } } })

const POLICY = JSON.stringify({
  policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] }),
})

const RESOURCES = JSON.stringify([
  { accountId: '1' },
  { ARN: 'arn:one', type: 'AWS::S3::Object' },
  { ARN: "arn:t'wo", type: 'AWS::S3::Bucket' },
])

const list = (items: readonly (string | null)[]) => sql<readonly (string | null)[]>`ARRAY[${sql.join(items.map(text))}]`
const noList = sql<null>`CASE WHEN 1 = 0 THEN ARRAY['a'] END`

export const JSON_CASES: readonly ValueCase[] = [
  ...at(portable.jsonText, 'jsonText', [
    ...([['s'], ['n'], ['big'], ['t'], ['f'], ['empty']] as const).map(
      (path, i) => [path, ['text', '7', '12345678901234567890', 'true', 'false', ''][i]] as const,
    ),
    ...([['null'], ['missing'], ['o'], ['a'], ['s', 'x'], ['a', 9]] as const).map(path => [path, null] as const),
    [['o', 'in', 'er'], 'x'],
    [['a', 0], '1'],
    [['a', 1], 'two'],
    [['a', 2, 'k'], 'v'],
    [['é'], 'ü'],
    [['emoji'], '😀'],
    [['quote'], 'it\'s "q" \\'],
  ]),
  ...ofText(
    'jsonText at a',
    input => portable.jsonText(input, 'a'),
    [null, 'null', '"a"', '[1]', '{}'].map(input => [input, null]),
  ),
  ...NAMES.map((name, i) => ({
    says: `jsonText at the name ${JSON.stringify(name)}`,
    value: portable.jsonText(text(NAMED), name),
    gives: `value ${i}`,
  })),
  {
    says: 'jsonText at odd names inside one another',
    value: portable.jsonText(text(NESTED), '*', '', 'a.b', 0, "it's"),
    gives: 'found',
  },
  // What is there as JSON text, written in one form.
  ...at(portable.jsonValue, 'jsonValue', [
    [['s'], '"text"'],
    [['n'], '7'],
    [['t'], 'true'],
    [['o'], '{"in":{"er":"x"}}'],
    [['a'], '[1,"two",{"k":"v"}]'],
    [['empty'], '""'],
    [['null'], null],
    [['missing'], null],
    [['o', 'x'], null],
  ]),
  ...ofText('jsonValue at v', input => portable.jsonValue(input, 'v'), [
    ['{"v": { "b" : 1.50, "a" : 1e3 } }', '{"b":1.5,"a":1000.0}'],
    [null, null],
  ]),
  // Text that may be JSON.
  ...ofText('jsonParse', portable.jsonParse, [
    ['{"b" : [1, 2.50], "a": null}', '{"b":[1,2.5],"a":null}'],
    ['"x"', '"x"'],
    ['{bad', null],
    ['HIDDEN_DUE_TO_SECURITY_REASONS', null],
    ['', null],
    [' ', null],
    ['{"a":1} {"b":2}', null],
    ['{"b":1,"a":{"d":[],"c":{}}}', '{"b":1,"a":{"d":[],"c":{}}}'],
    [' {"a":1}\n', '{"a":1}'],
    ['null', 'null'],
    ...nothing('{"a":1}x', '[1,2', "{'a':1}", '1 2', '01', '{"a":1,"b"}', 'tru', '{"a":"b'),
    [null, null],
  ]),
  // A comma too many: DuckDB lets it pass, Trino does not.
  ...ofText('jsonParse', portable.jsonParse, [
    ['[1,]', '[1]'],
    ['{"a":1,}', '{"a":1}'],
  ]),
  {
    says: 'jsonText of JSON inside of JSON',
    value: portable.jsonText(portable.jsonParse(portable.jsonText(text(POLICY), 'policy')), 'Statement', 0, 'Effect'),
    gives: 'Allow',
  },
  ...numbered('jsonArrayOf', [
    [portable.jsonArrayOf(list(['a', null, 'it\'s "q"', 'é\n'])), '["a",null,"it\'s \\"q\\"","é\\n"]'],
    [portable.jsonArrayOf(sql<string[]>`ARRAY[]`), '[]'],
    [portable.jsonArrayOf(noList), null],
  ]),
  // The first, or the first of a type.
  ...ofText('resourceArn', portable.resourceArn, [
    [RESOURCES, 'arn:one'],
    ...['[]', '{}', '"x"', 'null', '[1,null]', null].map(input => [input, null] as const),
  ]),
  ...ofText('resourceArn of a type', input => portable.resourceArn(input, 'AWS::S3::Bucket'), [
    [RESOURCES, "arn:t'wo"],
  ]),
  ...ofText('resourceArn of no type', input => portable.resourceArn(input, "AWS'::None"), [[RESOURCES, null]]),
]

/** The elements of the array at a path: a list, or the one thing that stands in its place. */
export const ELEMENT_CASES: readonly {
  readonly says: string
  readonly document: string | null
  readonly path: readonly [string, ...string[]]
  readonly gives: readonly string[]
}[] = [
  { says: 'a list', document: DOCUMENT, path: ['a'], gives: ['1', '"two"', '{"k":"v"}'] },
  { says: 'a list at odd names', document: '{"a":{"*":{"":[1]}}}', path: ['a', '*', ''], gives: ['1'] },
  { says: 'an object', document: DOCUMENT, path: ['o', 'in'], gives: ['{"er":"x"}'] },
  ...['s', 'n', 'null', 'missing', 'empty'].map(name => ({
    says: `what is none, at ${name}`,
    document: DOCUMENT,
    path: [name] as const,
    gives: [],
  })),
  { says: 'nothing', document: null, path: ['a'], gives: [] },
  { says: 'null in a list', document: '{"it\'s":[null]}', path: ["it's"], gives: ['null'] },
]
