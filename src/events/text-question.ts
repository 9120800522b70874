import { TrailqError } from '../errors.ts'
import { identifier, refuseUnsafeText } from '../sql/literal.ts'
import { isName, isSymbol, isWord, type Token, tokens } from '../sql/tokens.ts'
import { EVENT_COLUMNS, type EventColumn } from './columns.ts'
import type { TextQuestion } from './engine.ts'
import { columnsInText, EVENTS } from './question.ts'
import { relationColumns } from './relation.ts'
import { notASelect, refuseOtherTables, STARTS } from './text-tables.ts'

/**
 * Judges a text where no parser of the engine's own is at hand (Trino, Athena): one SELECT, which reads `events` and
 * what it defines. Names of tables stand behind FROM and JOIN, and nowhere else; an unqualified name of any other table
 * means nothing where it runs, because no default schema is sent along.
 *
 * @param longest how many characters the engine takes
 * @throws TrailqError BAD_SQL, NOT_A_SELECT, OUT_OF_SCOPE, RESERVED_NAME
 */
export function textQuestion(text: string, longest: number): TextQuestion {
  const all = tokens(refuseUnsafeText(text, 'The SQL'))
  const question = onlyStatement(all)
  const [first] = question
  const asked = text.slice(0, question.at(-1)?.end ?? 0)
  if (asked.length > longest) throw tooLong(longest)
  if (first === undefined) throw notASelect('nothing')
  if (!isSymbol(first, '(') && !isWord(first, ...STARTS)) throw notASelect(first.text.toUpperCase())
  refuseOpenEnds(question)
  refuseOtherTables(question)
  const columns = columnsOf(question)
  return { columns, sql: events => withEvents(asked, first, question[1], { columns, body: events }) }
}

/** The statement without a semicolon at its end. */
function onlyStatement(all: readonly Token[]): readonly Token[] {
  const end = all.findIndex(token => isSymbol(token, ';'))
  if (end < 0) return all
  const others = all.slice(end).filter(token => !isSymbol(token, ';'))
  if (others.length === 0) return all.slice(0, end)
  throw new TrailqError('NOT_A_SELECT', 'One statement at a time', { next: 'Ask them one by one.' })
}

/** Every column that the text could mean. */
function columnsOf(all: readonly Token[]): ReadonlySet<EventColumn> {
  const takesAll = all.some(
    (token, i) => (isSymbol(token, '*') && isStar(all, i)) || isWord(token, 'natural', 'table', 'corresponding'),
  )
  if (takesAll) return new Set(EVENT_COLUMNS)
  return columnsInText(
    all
      .filter(isName)
      .map(({ text }) => text)
      .join(' '),
  )
}

/** Whether a star is neither a product's nor count's. */
function isStar(all: readonly Token[], at: number): boolean {
  const before = all[at - 1]
  if (isSymbol(before, '(') && isWord(all[at - 2], 'count')) return false
  return isWord(before, 'select', 'distinct', 'all') || isSymbol(before, ',', '.', '(')
}

/** The text with `events` defined in front of everything else that it defines. */
function withEvents(
  text: string,
  first: Token,
  second: Token | undefined,
  { columns, body }: { readonly columns: ReadonlySet<EventColumn>; readonly body: string },
): string {
  if (!isWord(first, 'with')) return `WITH ${EVENTS} AS (${body}) ${text.slice(first.start)}`
  if (second === undefined || !isWord(second, 'recursive')) {
    return `${text.slice(first.start, first.end)} ${EVENTS} AS (${body}),${text.slice(first.end)}`
  }
  // Where one table may repeat itself, Trino wants to hear of every one which columns it has.
  const names = relationColumns(columns).map(identifier).join(', ')
  return `${text.slice(first.start, second.end)} ${EVENTS} (${names}) AS (${body}),${text.slice(second.end)}`
}

/** What a server would not take either, or would read in another way than it was judged. */
function refuseOpenEnds(all: readonly Token[]): void {
  const open = all.find(({ kind, text }) => kind === 'symbol' && /['"`\d]/.test(text))
  if (open === undefined) return
  const [what, next] = /\d/.test(open.text)
    ? ['The number', 'Put a blank behind it.']
    : open.text === '`'
      ? ['The quote `', 'Write names between double quotes.']
      : [`The quote ${open.text}`, 'Close it.']
  throw new TrailqError('BAD_SQL', `${what} at position ${open.start} has no end`, { next })
}

function tooLong(longest: number): TrailqError {
  return new TrailqError('BAD_SQL', `The SQL is longer than ${longest} characters`, {
    next: 'Put long lists of values into a scope, or ask in parts.',
  })
}
