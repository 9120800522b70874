import { didYouMean, TrailqError } from '../errors.ts'
import { isName, isSymbol, isWord, type Token } from '../sql/tokens.ts'
import { EVENTS, outOfScope, reserved } from './question.ts'

/** Words that a question can start with. */
export const STARTS = ['select', 'with', 'values', 'table'] as const

/** Words that end the list of tables behind FROM. Names can't be called like this without quotes. */
const ENDS_FROM = ['where', 'group', 'having', 'order', 'union', 'intersect', 'except', 'select'] as const

/** Functions that make a table of their arguments and read nothing else. */
const TABLE_FUNCTIONS = ['unnest', 'lateral', 'json_table'] as const

/** How deep brackets may stand in each other. */
const DEEPEST = 200

type Names = ReadonlySet<string>

/**
 * Refuses every table that is neither `events` nor one that the text has defined where it stands. Tables are named
 * behind FROM, JOIN and TABLE, and nowhere else: words that no grammar of Trino's lets anything be called, so one of
 * them without quotes is never a name.
 *
 * @throws TrailqError OUT_OF_SCOPE, RESERVED_NAME, BAD_SQL, NOT_A_SELECT
 */
export function refuseOtherTables(all: readonly Token[]): void {
  new Judge(all).judge()
}

class Judge {
  readonly #all: readonly Token[]
  #at = 0
  #depth = 0

  constructor(all: readonly Token[]) {
    this.#all = all
  }

  judge(): void {
    this.#level(new Set(), { wantsTable: false })
    if (this.#at < this.#all.length) throw unbalanced()
  }

  get #token(): Token | undefined {
    return this.#all[this.#at]
  }

  /**
   * What stands between two brackets, or all of it.
   *
   * @param seen the tables that names mean here
   * @param wantsTable whether it may be a table: `FROM (a JOIN b ON …)`
   * @param itself the definition that this is the body of, where it may repeat itself
   */
  #level(seen: Names, { wantsTable, itself }: { readonly wantsTable: boolean; readonly itself?: string }): void {
    if (++this.#depth > DEEPEST) throw tooDeep()
    const defines = isWord(this.#token, 'with')
    const names = defines ? this.#definitions(seen) : seen
    const repeats = itself === undefined || defines ? Number.POSITIVE_INFINITY : this.#repeatsFrom()
    let wants = wantsTable && !isWord(this.#token, ...STARTS)
    let isSelecting = false
    let inFrom = false
    for (let token = this.#token; token !== undefined && !isSymbol(token, ')', ']'); token = this.#token) {
      const known = this.#at < repeats ? names : new Set([...names, itself ?? ''])
      if (isSymbol(token, '(', '[')) {
        this.#bracket(known, { wantsTable: wants && token.text === '(' })
        wants = false
        continue
      }
      if (wants) {
        this.#table(known)
        wants = false
        continue
      }
      if (isSymbol(token, ',')) wants = inFrom
      if (isWord(token, 'join', 'table')) wants = true
      if (isWord(token, ...ENDS_FROM) || this.#isWindowClause()) inFrom = false
      if (isWord(token, 'select')) isSelecting = true
      // Without a SELECT in front, as in trim('x' FROM y), it begins no list of tables.
      if (isSelecting && isWord(token, 'from') && !this.#isDistinctFrom()) inFrom = wants = true
      this.#at++
    }
    this.#depth--
  }

  #bracket(seen: Names, more: { readonly wantsTable: boolean; readonly itself?: string }): void {
    const closes = this.#token?.text === '[' ? ']' : ')'
    this.#at++
    this.#level(seen, more)
    if (!isSymbol(this.#token, closes)) throw unbalanced()
    this.#at++
  }

  /** `WITH [RECURSIVE] name [(columns)] AS (question), …`; each sees those before it. */
  #definitions(seen: Names): Names {
    this.#at++
    const isRecursive = isWord(this.#token, 'recursive')
    if (isRecursive) this.#at++
    let names = seen
    for (;;) {
      const name = this.#token
      if (
        isWord(name, 'function', 'session') &&
        isName(this.#all[this.#at + 1]) &&
        !isWord(this.#all[this.#at + 1], 'as')
      )
        throw notASelect(`WITH ${name?.text.toUpperCase()}`)
      if (!isName(name)) throw noDefinition()
      this.#at++
      if (isSymbol(this.#token, '(')) this.#bracket(names, { wantsTable: false })
      if (!isWord(this.#token, 'as') || !isSymbol(this.#all[this.#at + 1], '(')) throw noDefinition()
      this.#at++
      const defined = name.text.toLowerCase()
      if (defined === EVENTS) throw reserved()
      this.#bracket(names, { wantsTable: false, ...(isRecursive ? { itself: defined } : {}) })
      names = new Set([...names, defined])
      if (!isSymbol(this.#token, ',')) return names
      this.#at++
    }
  }

  /** Where a definition that repeats itself begins to do so: behind the UNION that joins its two halves. */
  #repeatsFrom(): number {
    let depth = 0
    let last: { readonly at: number; readonly isUnion: boolean } | undefined
    for (let at = this.#at; depth >= 0 && at < this.#all.length; at++) {
      const token = this.#all[at]
      if (isSymbol(token, '(', '[')) depth++
      if (isSymbol(token, ')', ']')) depth--
      if (depth === 0 && isWord(token, 'union', 'except')) last = { at, isUnion: isWord(token, 'union') }
    }
    return last?.isUnion === true ? last.at : Number.POSITIVE_INFINITY
  }

  /** `WINDOW w AS (…), v AS (…)`: its commas are followed by no tables. A table may be called window as well. */
  #isWindowClause(): boolean {
    const [, name, as, open] = this.#all.slice(this.#at, this.#at + 4)
    return isWord(this.#token, 'window') && isName(name) && isWord(as, 'as') && isSymbol(open, '(')
  }

  /** `x IS [NOT] DISTINCT FROM y` compares. */
  #isDistinctFrom(): boolean {
    const [third, second, before] = [3, 2, 1].map(back => this.#all[this.#at - back])
    return isWord(before, 'distinct') && (isWord(second, 'is') || (isWord(second, 'not') && isWord(third, 'is')))
  }

  /** The name of a table. */
  #table(names: Names): void {
    const start = this.#at
    const token = this.#token
    const met = token?.text ?? 'its end'
    if (!isName(token)) throw noTable(met)
    this.#at++
    const isCall = () => isSymbol(this.#token, '(')
    if (isWord(token, ...TABLE_FUNCTIONS) && isCall()) return
    while (isSymbol(this.#token, '.') && this.#all[this.#at + 1] !== undefined) this.#at += 2
    const own = token.text.toLowerCase()
    const isKnown = this.#at === start + 1 && !isCall() && (own === EVENTS || names.has(own))
    if (isKnown) return
    const full = this.#all.slice(start, this.#at).map(({ text }) => text)
    throw outOfScope(`'${full.join('')}'.${didYouMean(full.join(''), [EVENTS, ...names])}`)
  }
}

/** The error for a text that is none. */
export function notASelect(met: string): TrailqError {
  return new TrailqError('NOT_A_SELECT', `A question is one SELECT, not ${met}`, {
    next: 'Write SELECT … FROM events.',
  })
}

function badSql(message: string, next: string): TrailqError {
  return new TrailqError('BAD_SQL', message, { next })
}

function noTable(met: string): TrailqError {
  return badSql(`A table was expected, not ${met}`, 'Write FROM events.')
}

function noDefinition(): TrailqError {
  return badSql('What follows WITH defines no table', 'Write WITH name AS (SELECT …) SELECT … FROM name.')
}

function unbalanced(): TrailqError {
  return badSql('The brackets of the SQL don’t match', 'Count them.')
}

function tooDeep(): TrailqError {
  return badSql(`The SQL nests brackets more than ${DEEPEST} deep`, 'Name its parts: WITH part AS (SELECT …).')
}
