import { TrailqError } from '../errors.ts'
import { refuseUnsafeText } from '../sql/literal.ts'
import { type Token, tokens } from '../sql/tokens.ts'
import { EVENT_COLUMNS, type EventColumn } from './columns.ts'
import type { TextQuestion } from './engine.ts'
import { columnsInText, EVENTS, outOfScope, reserved } from './question.ts'

/** Words that a question can start with. */
const STARTS = new Set(['select', 'with', 'values', 'table'])

/** Words that end the list of tables behind FROM. */
const ENDS_FROM = new Set([
  ...['where', 'group', 'having', 'order', 'limit', 'offset', 'fetch', 'window'],
  ...['union', 'intersect', 'except', 'select'],
])

/** Functions that make a table of their arguments and read nothing else. */
const TABLE_FUNCTIONS = new Set(['unnest', 'lateral'])

/** The longest statement that Athena takes, bytes; Trino takes a million characters (their documentation, on limits). */
const LONGEST = 262_144

/**
 * Judges a text where no parser of the engine's own is at hand (Trino, Athena): one SELECT, which reads `events` and
 * what it defines. Names of tables stand behind FROM and JOIN, and nowhere else; an unqualified name of any other table
 * means nothing where it runs, because no default schema is sent along.
 *
 * @throws TrailqError BAD_SQL, NOT_A_SELECT, OUT_OF_SCOPE, RESERVED_NAME
 */
export function textQuestion(text: string): TextQuestion {
  const all = tokens(refuseUnsafeText(text, 'The SQL'))
  const question = onlyStatement(all)
  const [first] = question
  const asked = text.slice(0, question.at(-1)?.end ?? 0)
  if (asked.length > LONGEST) throw tooLong()
  if (first === undefined) throw notASelect('nothing')
  if (first.text !== '(' && !(first.kind === 'word' && STARTS.has(first.text)))
    throw notASelect(first.text.toUpperCase())
  refuseOpenEnds(question)
  refuseInlineFunctions(question)
  new Judge(question, definitions(question)).judge()
  return { columns: columnsOf(question), sql: events => withEvents(asked, first, question[1], events) }
}

/** The statement without a semicolon at its end. */
function onlyStatement(all: readonly Token[]): readonly Token[] {
  const end = all.findIndex(({ kind, text }) => kind === 'symbol' && text === ';')
  if (end < 0) return all
  const others = all.slice(end).filter(({ text }) => text !== ';')
  if (others.length === 0) return all.slice(0, end)
  throw new TrailqError('NOT_A_SELECT', 'One statement at a time', { next: 'Ask them one by one.' })
}

/** The names that the text defines: `name [(columns)] AS (` and a question. */
function definitions(all: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>()
  all.forEach((token, i) => {
    const before = all[i - 1]?.text
    if (!isName(token) || !['with', 'recursive', ','].includes(before ?? '')) return
    const after = all[i + 1]?.text === '(' ? closing(all, i + 1) + 1 : i + 1
    if (all[after]?.text !== 'as' || all[after + 1]?.text !== '(' || !startsQuestion(all, after + 2)) return
    const name = token.text.toLowerCase()
    if (name === EVENTS) throw reserved()
    names.add(name)
  })
  return names
}

/** Whether a question begins here, maybe in brackets of its own. */
function startsQuestion(all: readonly Token[], at: number): boolean {
  let i = at
  while (all[i]?.text === '(') i++
  const token = all[i]
  return token?.kind === 'word' && STARTS.has(token.text)
}

/** The bracket that closes the one at a place. */
function closing(all: readonly Token[], at: number): number {
  let depth = 0
  for (let i = at; i < all.length; i++) {
    if (all[i]?.kind !== 'symbol') continue
    if (all[i]?.text === '(') depth++
    if (all[i]?.text === ')' && --depth === 0) return i
  }
  return all.length
}

/** Walks a text and refuses every table that is neither `events` nor one of its own. */
class Judge {
  readonly #all: readonly Token[]
  readonly #defined: ReadonlySet<string>

  constructor(all: readonly Token[], defined: ReadonlySet<string>) {
    this.#all = all
    this.#defined = defined
  }

  judge(): void {
    const end = this.#level(0, true, false)
    if (end < this.#all.length) throw unbalanced()
  }

  /**
   * What stands between two brackets.
   *
   * @param isQuestion whether FROM begins a list of tables here: in `extract(DAY FROM x)` it does not
   * @param isTables whether it is a list of tables from the start: `FROM (a JOIN b ON …)`
   * @returns where it ends
   */
  #level(from: number, isQuestion: boolean, isTables: boolean): number {
    let inFrom = isTables
    let wantsTable = isTables
    for (let i = from; i < this.#all.length; i++) {
      const token = this.#all[i] as Token
      if (token.kind === 'symbol' && token.text === ')') return i
      if (token.kind === 'symbol' && token.text === '(') {
        const question = startsQuestion(this.#all, i + 1)
        i = this.#level(i + 1, question, wantsTable && !question)
        if (this.#all[i] === undefined) throw unbalanced()
        wantsTable = false
      } else if (wantsTable) {
        i = this.#table(i)
        wantsTable = false
      } else if (token.kind === 'symbol' && token.text === ',' && inFrom) {
        wantsTable = true
      } else if (token.kind === 'word' && this.#isKeyword(i)) {
        if (isQuestion && token.text === 'from' && !this.#isDistinctFrom(i)) inFrom = wantsTable = true
        else if (token.text === 'join' && inFrom) wantsTable = true
        else if (token.text === 'table' && this.#startsTerm(i)) wantsTable = true
        else if (ENDS_FROM.has(token.text)) inFrom = false
      }
    }
    return this.#all.length
  }

  /** A word behind a dot is a member's name. */
  #isKeyword(at: number): boolean {
    return this.#all[at - 1]?.text !== '.' || this.#all[at - 1]?.kind !== 'symbol'
  }

  /** `x IS [NOT] DISTINCT FROM y` compares. */
  #isDistinctFrom(at: number): boolean {
    const [before, second, third] = [1, 2, 3].map(back => this.#all[at - back]?.text)
    return before === 'distinct' && (second === 'is' || (second === 'not' && third === 'is'))
  }

  /** `TABLE name` in the place of a SELECT. */
  #startsTerm(at: number): boolean {
    const before = this.#all[at - 1]?.text
    return before === undefined || ['(', ')', 'union', 'intersect', 'except', 'all', 'distinct'].includes(before)
  }

  /** The name of a table. @returns where it ends */
  #table(at: number): number {
    const token = this.#all[at] as Token
    const isCall = this.#all[at + 1]?.text === '('
    if (token.kind === 'word' && TABLE_FUNCTIONS.has(token.text) && isCall) return at
    const { text: met } = token
    if (!isName(token))
      throw new TrailqError('BAD_SQL', `A table was expected, not ${met}`, { next: 'Write FROM events.' })
    let end = at
    while (this.#all[end + 1]?.text === '.' && this.#all[end + 2] !== undefined) end += 2
    const name = this.#all
      .slice(at, end + 1)
      .map(({ text }) => text)
      .join('')
    const known =
      end === at && !isCall && (token.text.toLowerCase() === EVENTS || this.#defined.has(token.text.toLowerCase()))
    if (!known) throw outOfScope(name)
    return end
  }
}

/** Every column that the text could mean. */
function columnsOf(all: readonly Token[]): ReadonlySet<EventColumn> {
  const takesAll = all.some(
    ({ kind, text }, i) =>
      (kind === 'symbol' && text === '*' && isStar(all, i)) ||
      (kind === 'word' && (text === 'natural' || text === 'table')),
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
  if (before?.text === '(' && all[at - 2]?.text === 'count') return false
  return before === undefined || ['select', 'distinct', 'all', ',', '.', '('].includes(before.text)
}

/** The text with `events` defined in front of everything else that it defines. */
function withEvents(text: string, first: Token, second: Token | undefined, events: string): string {
  if (first.text !== 'with') return `WITH ${EVENTS} AS (${events}) ${text.slice(first.start)}`
  const list = second?.kind === 'word' && second.text === 'recursive' ? second : first
  return `${text.slice(first.start, list.end)} ${EVENTS} AS (${events}),${text.slice(list.end)}`
}

/** A quote that nothing closes. */
function refuseOpenEnds(all: readonly Token[]): void {
  const open = all.find(({ kind, text }) => kind === 'symbol' && (text === "'" || text === '"'))
  if (open === undefined) return
  throw new TrailqError('BAD_SQL', `The quote ${open.text} at position ${open.start} is not closed`, {
    next: 'Close it.',
  })
}

/** `WITH FUNCTION f(…) RETURNS …` runs a program. */
function refuseInlineFunctions(all: readonly Token[]): void {
  all.forEach(({ kind, text }, i) => {
    if (kind === 'word' && text === 'function' && all[i - 1]?.text === 'with' && isName(all[i + 1]))
      throw notASelect('WITH FUNCTION')
  })
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'name'
}

function notASelect(met: string): TrailqError {
  return new TrailqError('NOT_A_SELECT', `A question is one SELECT, not ${met}`, {
    next: 'Write SELECT … FROM events.',
  })
}

function unbalanced(): TrailqError {
  return new TrailqError('BAD_SQL', 'The brackets of the SQL don’t match', { next: 'Count them.' })
}

function tooLong(): TrailqError {
  return new TrailqError('BAD_SQL', `The SQL is longer than ${LONGEST} characters`, {
    next: 'Put long lists of values into a scope, or ask in parts.',
  })
}
