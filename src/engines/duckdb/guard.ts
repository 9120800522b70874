import type { DuckDBConnection } from '@duckdb/node-api'

import { didYouMean, TrailqError } from '../../errors.ts'
import { columnsInText, EVENT_COLUMNS, EVENTS, outOfScope, reserved, type TextQuestion } from '../../events/index.ts'
import { refuseUnsafeText } from '../../sql/literal.ts'
import { firstWord } from './first-word.ts'
import { asciiLower, isTree, kindOf, type Tree } from './tree.ts'
import { readsWholeRows } from './whole-rows.ts'

/** What can stand behind FROM. SHOW_REF, which is SHOW, DESCRIBE and SUMMARIZE, can't; nor what DuckDB learns next. */
const TABLE_KINDS: ReadonlySet<unknown> = new Set([
  'BASE_TABLE',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SUBQUERY',
  'TABLE_FUNCTION',
])

/** Functions that make a table and read nothing but their arguments. */
const TABLE_FUNCTIONS = new Set(['unnest', 'range', 'generate_series', 'generate_subscripts', 'json_each', 'json_tree'])

/** Functions that tell of the engine, its settings or its variables, or run SQL: a question is about events. */
const REFUSED_FUNCTIONS =
  /^(?:current_(?:setting|query)|getvariable|getenv|get_block_size|pragma_.*|duckdb_.*|pg_get_.*|read_.*|trailq_.*|__internal_.*|txid_current|nextval|currval|setseed|query|query_table|json_(?:de)?serialize_.*|json_execute_.*|sql_auto_complete|write_log|parse_duckdb_log_message)$/

/**
 * Judges a text by the tree that DuckDB's own parser makes of it: one SELECT, over `events` and what it defines itself.
 * Behind this stands the engine's own lock (see session.ts), which holds whatever a text says.
 *
 * @throws TrailqError BAD_SQL, NOT_A_SELECT, OUT_OF_SCOPE, RESERVED_NAME
 */
export async function readText(connection: DuckDBConnection, text: string): Promise<TextQuestion> {
  // Alone first, for errors to name the place; then as it will run, behind the definition of `events`.
  const statement = await onlyStatement(connection, text)
  judge(statement, new Set())
  const question = withoutEvents(await onlyStatement(connection, withEvents(text, 'SELECT 1')))
  judge(question, new Set())
  const asked = await withoutEnd(connection, text, statement)
  return {
    columns: readsWholeRows(question) ? new Set(EVENT_COLUMNS) : columnsInText(asked),
    sql: events => withEvents(asked, events),
  }
}

/**
 * The text without a semicolon at its end, because a run may put something around the statement. Of several, which may
 * stand in texts and comments as well, it is the first one before which the same tree is whole already.
 */
async function withoutEnd(connection: DuckDBConnection, text: string, statement: Tree): Promise<string> {
  const trimmed = text.replace(/[\s;]+$/, '')
  if ((await parsed(connection, `SELECT * FROM (\n${trimmed}\n)`))['error'] !== true) return trimmed
  const whole = JSON.stringify(statement)
  for (let at = trimmed.indexOf(';'); at >= 0; at = trimmed.indexOf(';', at + 1)) {
    const before = trimmed.slice(0, at)
    const { statements } = await parsed(connection, before)
    if (JSON.stringify((statements as readonly unknown[] | undefined)?.[0]) === whole) return before
  }
  return trimmed
}

/** The text with `events` defined in front of everything else that it defines. */
function withEvents(text: string, events: string): string {
  const start = firstWord(text)
  const own = /^with(?![\w$])/i.exec(text.slice(start))?.[0]
  if (own === undefined) return `WITH ${EVENTS} AS (${events}) ${text}`
  const afterWith = start + own.length
  const list = afterWith + firstWord(text.slice(afterWith))
  const recursive = /^recursive(?![\w$])/i.exec(text.slice(list))?.[0] ?? ''
  const at = list + recursive.length
  return `${text.slice(0, at)} ${EVENTS} AS (${events}), ${text.slice(at)}`
}

/** The tree without that definition, which must have come out as the first of all. */
function withoutEvents(statement: Tree): Tree {
  const node = statement['node'] as Tree
  const [first, ...definitions] = (node['cte_map'] as { map: readonly Tree[] }).map
  if (first?.['key'] === EVENTS) return { ...node, cte_map: { map: definitions } }
  throw new TrailqError('BAD_SQL', 'The start of the SQL can’t be made out', {
    next: 'Start with SELECT or WITH, without comments in front.',
  })
}

async function parsed(connection: DuckDBConnection, text: string): Promise<Tree> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql(CAST($1 AS VARCHAR))', [
    refuseUnsafeText(text, 'The SQL'),
  ])
  // DuckDB writes numbers that JSON does not have. Inside of a text the quotes would have backslashes.
  const json = String(reader.getRows()[0]?.[0]).replace(/"value":-?(?:Infinity|NaN)/g, '"value":null')
  return JSON.parse(json) as Tree
}

/** @throws TrailqError where DuckDB's parser finds no SELECT, or more than one. */
async function onlyStatement(connection: DuckDBConnection, text: string): Promise<Tree> {
  const tree = await parsed(connection, text)
  if (tree['error'] === true) throw refusal(tree)
  const statements = tree['statements'] as readonly Tree[]
  const [only] = statements
  if (only !== undefined && statements.length === 1) return only
  throw new TrailqError('NOT_A_SELECT', `One statement at a time, not ${statements.length}`, {
    next: statements.length === 0 ? 'Write one SELECT over events.' : 'Ask them one by one.',
  })
}

/** Walks the tree; `inSight` are the tables that the question has defined so far and that a name can mean here. */
function judge(node: unknown, inSight: ReadonlySet<string>): void {
  if (Array.isArray(node)) for (const item of node) judge(item, inSight)
  if (!isTree(node)) return
  const kind = kindOf(node)
  if (kind === 'table') judgeTable(node, inSight)
  if (kind === 'FUNCTION') judgeFunction(node)
  if (kind === 'PARAMETER') throw parameter(node)
  const { cte_map: definitions, ...parts } = node
  const defined = judgeDefinitions(definitions, inSight)
  for (const [name, part] of Object.entries(parts)) judge(part, name === 'right' ? withItself(node, defined) : defined)
}

/** Judges the tables that a SELECT defines. Each sees those before it; its own name means another table inside it. */
function judgeDefinitions(definitions: unknown, inSight: ReadonlySet<string>): ReadonlySet<string> {
  if (!isTree(definitions)) return inSight
  let seen = inSight
  for (const { key, value } of definitions['map'] as readonly { key: string; value: unknown }[]) {
    if (asciiLower(key) === EVENTS) throw reserved()
    judge(value, seen)
    seen = new Set([...seen, asciiLower(key)])
  }
  return seen
}

/** The repeated part of a recursive definition is the only place where its own name means itself. */
function withItself(node: Tree, inSight: ReadonlySet<string>): ReadonlySet<string> {
  return node['type'] === 'RECURSIVE_CTE_NODE' ? new Set([...inSight, asciiLower(node['cte_name'])]) : inSight
}

function judgeTable(table: Tree, inSight: ReadonlySet<string>): void {
  const { type, function: call } = table
  if (type === 'SHOW_REF') throw outOfScope('SHOW, DESCRIBE or SUMMARIZE')
  if (!TABLE_KINDS.has(type)) throw outOfScope(String(type))
  if (type === 'TABLE_FUNCTION') {
    const name = isTree(call) ? asciiLower(call['function_name']) : ''
    if (!TABLE_FUNCTIONS.has(name)) throw outOfScope(`${name}()`)
  }
  if (type !== 'BASE_TABLE') return
  const path = [table['catalog_name'], table['schema_name'], table['table_name']]
    .filter(part => part !== '')
    .map(String)
  const name = path.join('.')
  const known = path.length === 1 && (asciiLower(name) === EVENTS || inSight.has(asciiLower(name)))
  if (!known) throw outOfScope(`'${name}'.${didYouMean(name, [EVENTS, ...inSight])}`)
}

function judgeFunction(call: Tree): void {
  const name = asciiLower(call['function_name'])
  if (REFUSED_FUNCTIONS.test(name)) throw outOfScope(`${name}()`)
}

function parameter(node: Tree): TrailqError {
  return new TrailqError('BAD_SQL', `The SQL has a parameter, $${node['identifier']}, and nothing is given for it`, {
    next: 'Write the value itself.',
  })
}

function refusal(tree: Tree): TrailqError {
  const message = String(tree['error_message'])
  if (tree['error_type'] === 'not implemented') {
    return new TrailqError('NOT_A_SELECT', 'trailq runs SELECT only', {
      next: 'Write one SELECT over events, such as: SELECT service, count(*) AS n FROM events GROUP BY service.',
    })
  }
  if (/exprLocation/.test(message)) {
    return new TrailqError('BAD_SQL', 'The SQL stands between parentheses as a whole', { next: 'Leave them out.' })
  }
  const at = tree['position'] === undefined ? '' : ` (character ${Number(tree['position']) + 1})`
  return new TrailqError('BAD_SQL', `The SQL does not parse: ${message}${at}`, { next: 'Correct it there.' })
}
