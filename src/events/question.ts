import {
  type AggregateFunctionNode,
  type ColumnNode,
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  type IdentifierNode,
  type OperationNode,
  type RawNode,
  type ReferenceNode,
  type SelectAllNode,
  type SelectionNode,
  type SelectQueryNode,
  type TableNode,
  WithNode,
} from 'kysely'

import { TrailqError } from '../errors.ts'
import { EVENT_COLUMNS, type EventColumn, isEventColumn } from './columns.ts'

/** What a question says of itself before it meets an engine. */
export interface Question {
  /** The columns of `events` that it reads: every name that could be one, so never too few. */
  readonly columns: ReadonlySet<EventColumn>
}

/** The name of the relation. */
export const EVENTS = 'events'

/**
 * Reads a question's tree: which columns it uses, and that it reads nothing but `events` and what it defines itself.
 * SQL text in it is judged by the engine's own parser, where it runs.
 *
 * @throws TrailqError OUT_OF_SCOPE for other tables, RESERVED_NAME where it defines an `events` of its own, READ_ONLY
 * for statements that write.
 */
export function readQuestion(root: SelectQueryNode): Question {
  const columns = new Set<EventColumn>()
  read(root, new Set(), columns)
  return { columns }
}

/**
 * @param inSight the tables that the question has defined so far and that a name can mean here
 * @param itself the definition that this is the body of, where it may repeat itself
 */
function read(node: OperationNode, inSight: ReadonlySet<string>, columns: Set<EventColumn>, itself?: string): void {
  if (/^(?:Insert|Update|Delete|Merge)QueryNode$/.test(node.kind)) throw writes(node.kind)
  if (isNode<TableNode>(node, 'TableNode')) readTable(node, inSight)
  for (const name of columnsOf(node)) columns.add(name)
  const own = isNode<SelectQueryNode>(node, 'SelectQueryNode') ? node.with : undefined
  const seen = own === undefined ? inSight : readDefinitions(own, inSight, columns)
  // As in SQL: only behind its last UNION does a recursive definition mean itself by its name.
  const last = isNode<SelectQueryNode>(node, 'SelectQueryNode') ? node.setOperations?.at(-1) : undefined
  for (const child of children(node)) {
    if (child === own) continue
    read(child, child === last && itself !== undefined ? new Set([...seen, itself]) : seen, columns)
  }
}

/** Reads what a question defines; each definition sees those before it. */
function readDefinitions(
  { expressions, recursive }: WithNode,
  inSight: ReadonlySet<string>,
  columns: Set<EventColumn>,
): ReadonlySet<string> {
  let seen = inSight
  for (const { name, expression } of expressions) {
    const own = tableName(name.table).toLowerCase()
    if (own === EVENTS) throw reserved()
    read(expression, seen, columns, recursive === true ? own : undefined)
    seen = new Set([...seen, own])
  }
  return seen
}

function readTable(node: TableNode, inSight: ReadonlySet<string>): void {
  const name = tableName(node)
  if (name.toLowerCase() !== EVENTS && !inSight.has(name.toLowerCase())) throw outOfScope(name)
}

function columnsOf(node: OperationNode): Iterable<EventColumn> {
  if (isNode<SelectAllNode>(node, 'SelectAllNode')) return EVENT_COLUMNS
  if (isNode<ColumnNode>(node, 'ColumnNode')) return columnsInText(node.column.name)
  if (!isNode<RawNode>(node, 'RawNode')) return []
  const names = node.parameters.flatMap(part => (isNode<IdentifierNode>(part, 'IdentifierNode') ? part.name : []))
  const text = [node.sqlFragments.join(' ? '), ...names].join(' ')
  return holdsStar(text) ? EVENT_COLUMNS : columnsInText(text)
}

/** Whether SQL text may take all columns: by a star that is neither count's nor a product, or by COLUMNS(). */
function holdsStar(text: string): boolean {
  const others = text.replace(/\bcount\s*\(\s*\*\s*\)/gi, '')
  return /(?:^|[.,(]|\b(?:select|distinct|all))\s*\*|\bcolumns\s*\(/i.test(others)
}

/** Every column of `events` that a text could mean: a superset, which costs time but never an answer. */
export function columnsInText(text: string): ReadonlySet<EventColumn> {
  const columns = new Set<EventColumn>()
  for (const word of text.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []) addColumn(columns, word)
  return columns
}

/** The error for a table that is not `events`. */
export function outOfScope(table: string): TrailqError {
  return new TrailqError('OUT_OF_SCOPE', `A question reads events and what it defines itself, not ${table}`, {
    next: "Write FROM events; 'trailq show events' lists its columns.",
  })
}

/** The error for a question that defines a table of the relation's name. */
export function reserved(): TrailqError {
  return new TrailqError(
    'RESERVED_NAME',
    `A question can't define a table named ${EVENTS}: that is the relation it reads`,
    {
      next: 'Give it another name.',
    },
  )
}

/** The tree with `events` defined in front of everything else that it defines. */
export function withEvents(root: SelectQueryNode, body: OperationNode): SelectQueryNode {
  const events = CommonTableExpressionNode.create(CommonTableExpressionNameNode.create(EVENTS), body)
  const own = root.with
  return {
    ...root,
    with: own === undefined ? WithNode.create(events) : { ...own, expressions: [events, ...own.expressions] },
  }
}

/** What stands below: not the star of `count(*)`, which reads no column, nor the table in front of a column's name. */
function children(node: OperationNode): readonly OperationNode[] {
  const counts = isNode<AggregateFunctionNode>(node, 'AggregateFunctionNode') && node.func === 'count'
  return Object.entries(node).flatMap(([key, value]) => {
    if (counts && key === 'aggregated' && node.aggregated.every(isStar)) return []
    if (node.kind === 'ReferenceNode' && key === 'table') return []
    return (Array.isArray(value) ? value : [value]).filter(isOperationNode)
  })
}

function isOperationNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

function isNode<N extends OperationNode>(node: OperationNode, kind: N['kind']): node is N {
  return node.kind === kind
}

/** `*` or `events.*`, as a selection. */
function isStar(node: OperationNode): boolean {
  if (isNode<SelectionNode>(node, 'SelectionNode')) return isStar(node.selection)
  return (isNode<ReferenceNode>(node, 'ReferenceNode') ? node.column : node).kind === 'SelectAllNode'
}

function addColumn(columns: Set<EventColumn>, name: string): void {
  const lower = name.toLowerCase()
  if (isEventColumn(lower)) columns.add(lower)
}

function tableName(node: TableNode): string {
  const { schema, identifier } = node.table
  return schema === undefined ? identifier.name : `${schema.name}.${identifier.name}`
}

function writes(kind: string): TrailqError {
  return new TrailqError('READ_ONLY', `trailq runs SELECT only, not ${kind.replace('QueryNode', '').toUpperCase()}`, {
    next: 'Leave it out: trailq reads trails and changes nothing.',
  })
}
