import { isName, isSymbol, isWord, type Token, tokens } from '../../sql/tokens.ts'

/** Functions that always give an array, a map or a row (Trino documentation, "Functions and operators"). */
const NESTED_RESULTS: ReadonlySet<string> = new Set([
  ...['array_agg', 'set_agg', 'set_union', 'map_agg', 'map_union', 'multimap_agg', 'histogram', 'numeric_histogram'],
  ...['approx_most_frequent', 'array_distinct', 'array_except', 'array_intersect', 'array_remove', 'array_sort'],
  ...['array_union', 'array_histogram', 'combinations', 'filter', 'flatten', 'ngrams', 'repeat'],
  ...['sequence', 'shuffle', 'slice', 'trim_array', 'transform', 'zip', 'zip_with', 'split', 'regexp_split'],
  ...['regexp_extract_all', 'map', 'map_concat', 'map_entries', 'map_filter', 'map_from_entries', 'map_keys'],
  ...['map_values', 'map_zip_with', 'multimap_from_entries', 'transform_keys', 'transform_values', 'split_to_map'],
  ...['split_to_multimap', 'row'],
])

/** Functions that give what their first argument is. */
const SAME_AS_FIRST: ReadonlySet<string> = new Set(['coalesce', 'nullif', 'try', 'any_value', 'arbitrary'])

/** Functions that give a list where they are told how many. */
const LISTS_OF: ReadonlyMap<string, number> = new Map([
  ['max', 2],
  ['min', 2],
  ['max_by', 3],
  ['min_by', 3],
])

const ENDS_ITEMS = ['from', 'where', 'group', 'having', 'window', 'order', 'offset', 'limit', 'fetch'] as const

type Item = readonly Token[]

/**
 * A question whose arrays, maps and rows leave Athena as JSON: it would write them as text that can't be read back,
 * `[a, b]`, with nothing in it quoted. What it selects is wrapped where the outermost function tells that it is one; any
 * other is left, and its text is reported as unreadable.
 */
export function withJsonItems(sql: string): string {
  const all = tokens(sql)
  const select = mainSelect(all)
  if (select === undefined) return sql
  const { items, behind } = itemsOf(all, select)
  const order = orderOf(behind)
  // A question for distinct rows must select what it orders by, as it stands.
  if (order.length > 0 && isWord(all[select + 1], 'distinct')) return sql
  let written = ''
  let end = 0
  for (const [i, item] of items.entries()) {
    const { expression, alias } = parted(item)
    const [first, last] = [expression[0], expression.at(-1)]
    if (first === undefined || last === undefined || !isNested(expression) || ordersBy(order, i + 1, alias)) continue
    written += `${sql.slice(end, first.start)}CAST(${sql.slice(first.start, last.end)} AS json)`
    end = last.end
  }
  return written + sql.slice(end)
}

/** Where the one SELECT is whose rows come out. None in brackets, and of several that are joined none. */
function mainSelect(all: readonly Token[]): number | undefined {
  let found: number | undefined
  for (const { at, token } of outside(all)) {
    if (isWord(token, 'union', 'intersect', 'except')) return undefined
    if (isWord(token, 'select')) found = at
  }
  return found
}

/** What is selected, and what stands behind. */
function itemsOf(all: readonly Token[], select: number): { items: readonly Item[]; behind: readonly Token[] } {
  const start = select + (isWord(all[select + 1], 'distinct', 'all') ? 2 : 1)
  const rest = all.slice(start)
  const items: Token[][] = [[]]
  let end = rest.length
  for (const { at, token } of outside(rest)) {
    const isDistinctFrom = isWord(token, 'from') && isWord(rest[at - 1], 'distinct')
    if (isWord(token, ...ENDS_ITEMS) && !isDistinctFrom) {
      end = at
      break
    }
  }
  const commas = new Set([...outside(rest)].filter(({ token }) => isSymbol(token, ',')).map(({ at }) => at))
  for (let at = 0; at < end; at++) {
    if (commas.has(at)) items.push([])
    else items.at(-1)?.push(rest[at] as Token)
  }
  return { items, behind: rest.slice(end) }
}

/** Pieces that stand in no brackets. */
function* outside(all: readonly Token[]): Generator<{ at: number; token: Token }> {
  let depth = 0
  for (const [at, token] of all.entries()) {
    if (isSymbol(token, ')', ']')) depth--
    if (depth === 0) yield { at, token }
    if (isSymbol(token, '(', '[')) depth++
  }
}

function orderOf(behind: readonly Token[]): readonly Token[] {
  const clauses = [...outside(behind)]
  const start = clauses.findLast(({ token }) => isWord(token, 'order'))?.at
  if (start === undefined) return []
  const end = clauses.find(({ at, token }) => at > start && isWord(token, 'offset', 'limit', 'fetch'))?.at
  return behind.slice(start, end)
}

/** JSON has another order, or none. */
function ordersBy(order: readonly Token[], position: number, alias: string | undefined): boolean {
  return order.some(token => token.text === `${position}` || (isName(token) && token.text.toLowerCase() === alias))
}

/** `expression [AS] alias` */
function parted(item: Item): { expression: Item; alias?: string } {
  const [before, last] = [item.at(-2), item.at(-1)]
  if (before === undefined || !isName(last) || isWord(last, 'end')) return { expression: item }
  if (isWord(before, 'as')) return { expression: item.slice(0, -2), alias: last.text.toLowerCase() }
  return isSymbol(before, ')', ']')
    ? { expression: item.slice(0, -1), alias: last.text.toLowerCase() }
    : { expression: item }
}

/** Whether it is one call, or one list, and gives an array, a map or a row. */
function isNested(expression: Item): boolean {
  const [name, open] = expression
  if (isWord(name, 'array') && isSymbol(open, '[')) return closes(expression, 1) === expression.length - 1
  if (name?.kind !== 'word' || !isSymbol(open, '(')) return false
  const close = closes(expression, 1)
  if (!isWindow(expression.slice(close + 1))) return false
  const inside = expression.slice(2, close)
  const commas = [...outside(inside)].filter(({ token }) => isSymbol(token, ',')).map(({ at }) => at)
  if (SAME_AS_FIRST.has(name.text)) return isNested(inside.slice(0, commas[0] ?? inside.length))
  if (LISTS_OF.has(name.text)) return LISTS_OF.get(name.text) === commas.length + 1
  if (!isWord(name, 'cast', 'try_cast')) return NESTED_RESULTS.has(name.text)
  const as = [...outside(inside)].findLast(({ token }) => isWord(token, 'as'))?.at ?? inside.length
  return isWord(inside[as + 1], 'array', 'map', 'row')
}

/** Where the bracket is closed that is opened there. */
function closes(expression: Item, open: number): number {
  const behind = [...outside(expression.slice(open))].find(({ token }) => isSymbol(token, ')', ']'))
  return behind === undefined ? expression.length : open + behind.at
}

/** Nothing, or `FILTER (…)`, `OVER (…)`, `OVER name`, any of them. */
function isWindow(behind: Item): boolean {
  if (behind.length === 0) return true
  const [word, open] = behind
  if (!isWord(word, 'filter', 'over')) return false
  if (!isSymbol(open, '(')) return isWord(word, 'over') && isName(open) && behind.length === 2
  return isWindow(behind.slice(closes(behind, 1) + 1))
}
