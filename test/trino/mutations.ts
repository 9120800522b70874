import fc from 'fast-check'

import { ATTACKS, LEGAL, SECRET } from './questions.ts'

/** What a text can be changed by: words and signs that mean something to the grammar, and names of other tables. */
const PIECES = [
  ...[
    'SELECT',
    'FROM',
    'JOIN',
    'CROSS JOIN',
    'NATURAL JOIN',
    ',',
    '(',
    ')',
    '[',
    ']',
    'TABLE',
    'VALUES',
    'WITH',
    'RECURSIVE',
  ],
  ...[
    'UNION',
    'UNION ALL CORRESPONDING',
    'EXCEPT',
    'INTERSECT',
    'WHERE true',
    'GROUP BY 1',
    'HAVING true',
    'ORDER BY 1',
  ],
  ...[
    'LIMIT 1',
    'LIMIT',
    'OFFSET',
    'FETCH',
    'WINDOW',
    'WINDOW w AS (',
    'AS',
    'AS secret (',
    'secret AS (SELECT 1)',
    'secret (a) AS',
  ],
  ...[
    'LATERAL',
    'LATERAL (',
    'UNNEST(',
    'JSON_TABLE(',
    'MATCH_RECOGNIZE',
    'TABLESAMPLE',
    'IS DISTINCT FROM',
    '"is" "distinct"',
  ],
  ...[
    'extract(DAY FROM',
    "trim('a' FROM",
    'FOR VERSION AS OF 1',
    'ON true',
    'USING (event_id)',
    'DISTINCT',
    'ALL',
    'EXISTS',
    'IN',
  ],
  ...[
    '--',
    '\r',
    '\n',
    '--\r',
    '-- x\n',
    '/*',
    '*/',
    '/**/',
    "'",
    '"',
    '"("',
    '","',
    '"."',
    '";"',
    '`',
    ';',
    '.',
    '1.',
    '1.5',
    '.5',
  ],
  ...[
    '1e',
    "X'",
    "U&'",
    'UESCAPE',
    '->',
    '=>',
    '?',
    '*',
    't.*',
    'a',
    'events',
    '"events"',
    'events.secret',
    'w',
    'limit',
    'window',
  ],
  ...[
    SECRET,
    'secret',
    '"secret"',
    'judge.secret',
    `FROM ${SECRET}`,
    `, ${SECRET}`,
    `TABLE ${SECRET}`,
    `JOIN ${SECRET} ON true`,
  ],
  ...[`(SELECT 1 FROM ${SECRET})`, `AS x, ${SECRET}`, 'FROM secret', ', secret', 'JOIN secret ON true', 'TABLE secret'],
] as const

type Change = (parts: string[], at: number) => void

/** Another piece at a place, in place of so many that stand there. */
const put = (gone: number, around: string) =>
  fc.constantFrom(...PIECES).map(
    (piece): Change =>
      (parts, at) =>
        void parts.splice(at, gone, around + piece + around),
  )

const change: fc.Arbitrary<Change> = fc.oneof(
  put(0, ''),
  put(1, ''),
  put(0, ' '),
  fc.integer({ min: 1, max: 4 }).map(
    (count): Change =>
      (parts, at) =>
        void parts.splice(at, count),
  ),
  fc.integer({ min: 1, max: 6 }).map(
    (count): Change =>
      (parts, at) =>
        void parts.splice(at, 0, ...parts.slice(at, at + count)),
  ),
  fc.nat().map(
    (from): Change =>
      (parts, at) =>
        void parts.splice(at, 0, ...parts.splice(from % (parts.length + 1), 3)),
  ),
)

const texts = fc.constantFrom(...LEGAL.map(([text]) => text), ...ATTACKS)

/** Legal questions and attacks with some of their pieces taken out, doubled, moved, or put from one into another. */
export const mutated: fc.Arbitrary<string> = fc
  .record({
    text: texts,
    other: texts,
    isMixed: fc.boolean(),
    changes: fc.array(fc.tuple(change, fc.nat()), { minLength: 1, maxLength: 4 }),
    cut: fc.nat(),
  })
  .map(({ text, other, isMixed, changes, cut }) => {
    const parts = pieces(text)
    if (isMixed) parts.splice(cut % (parts.length + 1), 0, ...pieces(other).slice(0, 1 + (cut % 25)))
    for (const [apply, at] of changes) apply(parts, at % (parts.length + 1))
    return parts.join('')
  })

function pieces(text: string): string[] {
  return text.match(/\s+|\w+|"[^"]*"|'[^']*'|[^\w\s]/g) ?? []
}
