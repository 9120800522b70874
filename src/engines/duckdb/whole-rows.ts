import { EVENTS } from '../../events/index.ts'
import { asciiLower, isTree, kindOf, type Tree } from './tree.ts'

/**
 * Whether a question takes columns of `events` without naming them: by a star, by the row as a whole, by position, or
 * by what two tables have in common. Then all columns are read, for the answer to be the one of the full relation.
 */
export function readsWholeRows(question: Tree): boolean {
  return wholeRows(question, { own: new Set(), all: new Set(), shadowed: new Set() })
}

/** The names under which a place can reach rows of `events`, in lower case. */
interface Reach {
  /** Those of the SELECT in which it stands. */
  readonly own: ReadonlySet<string>
  /** And those of the SELECTs around that one. */
  readonly all: ReadonlySet<string>
  /** Those that mean a column of the result here: `count(*) AS events … ORDER BY events`. */
  readonly shadowed: ReadonlySet<string>
}

function wholeRows(node: unknown, reach: Reach): boolean {
  if (Array.isArray(node)) return node.some(item => wholeRows(item, reach))
  if (!isTree(node) || isOrderByAll(node)) return false
  if ('select_list' in node) return selectsWholeRows(node, reach)
  return takesWholeRow(node, reach) || Object.values(node).some(part => wholeRows(part, reach))
}

function selectsWholeRows(select: Tree, around: Reach): boolean {
  const own = namesOfEvents(select['from_table'])
  const list = select['select_list'] as readonly Tree[]
  const reach = { own, all: new Set([...around.all, ...own]), shadowed: new Set<string>() }
  const behind = { ...reach, shadowed: new Set(list.map(item => asciiLower(item['alias']))) }
  return Object.entries(select).some(([name, part]) => wholeRows(part, name === 'select_list' ? reach : behind))
}

function takesWholeRow(node: Tree, { own, all, shadowed }: Reach): boolean {
  switch (kindOf(node)) {
    case 'STAR':
      return node['relation_name'] === '' ? own.size > 0 : all.has(asciiLower(node['relation_name']))
    case 'POSITIONAL_REFERENCE':
      return own.size > 0
    case 'COLUMN_REF': {
      const [name, ...more] = (node['column_names'] as readonly string[]).map(asciiLower)
      return name !== undefined && more.length === 0 && all.has(name) && !shadowed.has(name)
    }
    case 'table':
      return takesAll(node)
    default:
      return false
  }
}

/** PIVOT groups by the columns that it does not name, NATURAL joins on those of the same name, a list renames in order. */
function takesAll(table: Tree): boolean {
  if (table['type'] === 'PIVOT' || table['ref_type'] === 'NATURAL') return true
  return isEvents(table) && (table['column_name_alias'] as readonly string[]).length > 0
}

/** What `events` is called in a FROM, wherever it stands there other than inside a subquery. */
function namesOfEvents(from: unknown): ReadonlySet<string> {
  if (!isTree(from)) return new Set()
  if (isEvents(from)) return new Set([from['alias'] === '' ? EVENTS : asciiLower(from['alias'])])
  return new Set(['left', 'right', 'source'].flatMap(part => [...namesOfEvents(from[part])]))
}

function isEvents(table: Tree): boolean {
  return table['type'] === 'BASE_TABLE' && asciiLower(table['table_name']) === EVENTS
}

/** ORDER BY ALL, which is about the columns of the result, comes as a star. */
function isOrderByAll(node: Tree): boolean {
  const star = 'null_order' in node ? node['expression'] : undefined
  return isTree(star) && kindOf(star) === 'STAR' && star['relation_name'] === '' && star['expr'] === null
}
