import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { FORMATS, type OutputColumn, type OutputRow } from '../../../src/output/index.ts'
import { columns, print } from './print.ts'

const { table } = FORMATS
const MESSAGE = 'User is not authorized to perform: dynamodb:CreateTable because no identity-based policy allows it'
const FAILED = columns('service text', 'event_name text', 'events bigint', 'last_seen timestamp', 'sample_message text')
const ROW = {
  service: 'dynamodb',
  event_name: 'CreateTable',
  events: 12,
  last_seen: '2026-11-20T09:00:00Z',
  sample_message: MESSAGE,
}

const lines = (...text: string[]) => `${text.join('\n')}\n`

describe('a plain table', () => {
  test('text left, numbers right, NULL blank, empty text told from it', async () => {
    const { text, notes } = await print(table, columns('name text', 'events bigint', 'ips text[]'), [
      [
        { name: 'a', events: 5, ips: ['10.0.0.1', null] },
        { name: null, events: 12345, ips: null },
        { name: '', events: null, ips: [] },
      ],
    ])
    expect(text).toBe(
      lines(
        'name  events  ips',
        '────  ──────  ──────────────',
        'a          5  10.0.0.1, null',
        '       12345',
        '""            []',
      ),
    )
    expect(notes).toEqual([])
  })

  test('zero rows are the header', async () => {
    expect((await print(table, columns('a text', 'bc text'), [])).text).toBe(lines('a  bc', '─  ──'))
  })

  test('the widest text gives way first, and a footnote says so once', async () => {
    const { text, notes } = await print(table, FAILED, [[ROW, ROW]], { width: 90 })
    expect(text.split('\n').slice(0, 3)).toEqual([
      'service   event_name   events  last_seen             sample_message',
      '────────  ───────────  ──────  ────────────────────  ─────────────────────────────────────',
      'dynamodb  CreateTable      12  2026-11-20T09:00:00Z  User is not authorized to perform: d…',
    ])
    expect(notes).toEqual(['Long values are cut here; --format json shows them whole.'])
  })

  test('nothing is cut where there is no terminal', async () => {
    const { text, notes } = await print(table, FAILED, [[ROW]])
    expect(text).toContain(MESSAGE)
    expect(notes).toEqual([])
  })

  test('wide, combining and joined characters line up', async () => {
    const { text } = await print(table, columns('name text', 'n bigint'), [
      [
        { name: '日本', n: 1 },
        { name: 'e\u0301a', n: 2 },
        { name: '👩‍👩‍👧', n: 3 },
        { name: 'abcd', n: 4 },
      ],
    ])
    expect(text).toBe(lines('name  n', '────  ─', '日本  1', 'e\u0301a    2', '👩‍👩‍👧    3', 'abcd  4'))
  })

  test('wide characters are never cut in half', async () => {
    const { text } = await print(table, columns('name text'), [[{ name: '日'.repeat(30) }]], { width: 20 })
    expect(text.split('\n')[2]).toBe(`${'日'.repeat(9)}…`)
  })

  test('colour is for what is not data', async () => {
    const { text } = await print(table, columns('a text'), [[{ a: 'x' }]], { color: true })
    expect(text).toBe('\x1b[1ma\x1b[22m\n\x1b[2m─\x1b[22m\nx\n')
  })
})

describe('too narrow for all columns', () => {
  test('at 60, the last ones go below their row', async () => {
    const { text } = await print(table, FAILED, [[ROW, { ...ROW, last_seen: null, sample_message: 'No' }]], {
      width: 60,
    })
    expect(text).toBe(
      lines(
        'service   event_name   events  last_seen',
        '────────  ───────────  ──────  ────────────────────',
        'dynamodb  CreateTable      12  2026-11-20T09:00:00Z',
        '    sample_message User is not authorized to perform:',
        '                   dynamodb:CreateTable because no',
        '                   identity-based policy allows it',
        'dynamodb  CreateTable      12',
        '    sample_message No',
      ),
    )
  })

  test('short values share a line below', async () => {
    const head = columns('a text', 'b text', 'c text', 'd bigint', 'e bigint', 'f text')
    const long = 'x'.repeat(30)
    const row = { a: 'A', b: 'B', c: 'C', d: 10 ** 12, e: 10 ** 12, f: long }
    const { text } = await print(table, head, [[row]], { width: 24 })
    expect(text.split('\n').slice(2)).toEqual([
      'A  B  C  1000000000000',
      '    e 1000000000000',
      `    f ${'x'.repeat(18)}`,
      `      ${'x'.repeat(12)}`,
      '',
    ])
    const wider = await print(table, head.slice(0, 5), [[{ ...row, c: long, d: 1, e: 2 }]], { width: 27 })
    expect(wider.text).toContain('\n    d 1   e 2\n')
  })

  test('at 24, each row is a record', async () => {
    const { text } = await print(table, FAILED, [[{ ...ROW, last_seen: null, sample_message: 'Not you' }]], {
      width: 24,
    })
    expect(text).toBe(
      lines(
        '── 1 ───────────────────',
        'service       dynamodb',
        'event_name    CreateTabl',
        '              e',
        'events        12',
        'last_seen',
        'sample_mess…  Not you',
      ),
    )
  })
})

describe('ARNs', () => {
  const head = columns('principal text')
  const arn = 'arn:aws:sts::111122223333:assumed-role/admin/session'

  test('are shortened when asked for, with one footnote', async () => {
    const rows = [{ principal: arn }, { principal: arn }]
    const { text, notes } = await print(table, head, [rows], { shorten: true })
    expect(text.split('\n')[2]).toBe('111122223333:assumed-role/admin/session')
    expect(notes).toEqual(['ARNs are shortened here; --format json shows them whole.'])
  })

  test('stay whole when not', async () => {
    expect((await print(table, head, [[{ principal: arn }]])).text).toContain(arn)
  })
})

describe('log content', () => {
  test('never drives the terminal', async () => {
    const hostile = 'a\x1b[2Jb\r\n\t\u009b31m\u202eevil\u2066\u200b\u{e0041}\ud800\u2028'
    const { text } = await print(table, columns('t text'), [[{ t: hostile }]])
    expect(text.split('\n')[2]).toBe('a\\x1b[2Jb\\r\\n\\t\\x9b31m\\u202eevil\\u2066\\u200b\\u{e0041}\\ud800\\u2028')
  })

  test('of any kind leaves no line wider than the terminal', async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        '日',
        '😀',
        '👩‍👩‍👧',
        '🇩🇪',
        'e\u0301',
        '\u200d',
        '\ufe0f',
        '\u0600',
        ' ',
        '\x1b[1m',
        'arn:aws:s3:::b',
        '…',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    )
    const text = fc.array(unit, { maxLength: 60 }).map(units => units.join(''))
    const type = fc.constantFrom<OutputColumn['type']>('text', 'timestamp', 'json', 'bigint')
    const head = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1, maxLength: 30 }), type }), {
      selector: column => column.name,
      minLength: 1,
      maxLength: 9,
    })
    const input = head.chain(head =>
      fc.record({
        head: fc.constant(head),
        rows: fc.array(
          fc.tuple(...head.map(({ type }) => fc.option<string | bigint>(type === 'bigint' ? fc.bigInt() : text))),
          {
            maxLength: 4,
          },
        ),
        width: fc.integer({ min: 20, max: 200 }),
        color: fc.boolean(),
      }),
    )
    await fc.assert(
      fc.asyncProperty(input, async ({ head, rows, width, color }) => {
        const named: OutputRow[] = rows.map(values =>
          Object.fromEntries(head.map(({ name }, i) => [name, values[i] ?? null])),
        )
        const printed = await print(table, head, [named], { width, color, shorten: true })
        for (const line of printed.text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(printed.text.replace(/\x1b\[(1|2|22)m/g, '')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/)
      }),
      { numRuns: 300 },
    )
  })

  test('of 100 KB takes a bounded place', async () => {
    const { text, notes } = await print(table, columns('t text'), [[{ t: 'x'.repeat(100_000) }]])
    expect(text.split('\n')[2]).toBe(`${'x'.repeat(4096)}…`)
    expect(notes).toHaveLength(1)
  })
})

test('more rows than are measured go on with the same widths', async () => {
  const batch = (from: number) => Array.from({ length: 4_000 }, (_, i) => ({ n: from + i, t: 'short' }))
  const late = [{ n: 1, t: 'longer than before' }]
  const batches = [batch(0), batch(4_000), batch(8_000), batch(12_000), late]
  const { text, notes } = await print(table, columns('n bigint', 't text'), batches)
  const printed = text.split('\n')
  expect(printed).toHaveLength(2 + 16_001 + 1)
  expect(printed[2 + 9_999]).toBe('9999  short')
  expect(printed.at(-2)).toBe('   1  long…')
  expect(notes).toHaveLength(1)
})
