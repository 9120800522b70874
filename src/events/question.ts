import {
  type AggregateFunctionNode,
  type AliasNode,
  type ColumnNode,
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  type IdentifierNode,
  type OperationNode,
  type RawNode,
  type ReferenceNode,
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
 *
 * @throws TrailqError OUT_OF_SCOPE for other tables, RESERVED_NAME where it defines an `events` of its own, READ_ONLY
 * for statements that write.
 */
export function readQuestion(root: SelectQueryNode): Question {
  const columns = new Set<EventColumn>()
  const read = new Set<string>()
  const defined = new Set<string>()
  for (const node of nodesOf(root)) {
    if (isSelectAll(node)) for (const name of EVENT_COLUMNS) columns.add(name)
    else if (isNode<ColumnNode>(node, 'ColumnNode')) addColumn(columns, node.column.name)
    else if (isNode<RawNode>(node, 'RawNode'))
      for (const name of columnsInText(node.sqlFragments.join(' '))) columns.add(name)
    else if (isNode<TableNode>(node, 'TableNode')) read.add(tableName(node))
    else if (isNode<CommonTableExpressionNameNode>(node, 'CommonTableExpressionNameNode'))
      defined.add(tableName(node.table))
    else if (isNode<AliasNode>(node, 'AliasNode') && isNode<IdentifierNode>(node.alias, 'IdentifierNode')) {
      defined.add(node.alias.name)
    } else if (/^(Insert|Update|Delete|Merge)QueryNode$/.test(node.kind)) throw writes(node.kind)
  }
  if (definesEvents(root)) throw reserved()
  for (const table of read) if (table !== EVENTS && !defined.has(table)) throw outOfScope(table)
  return { columns }
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

function definesEvents(root: SelectQueryNode): boolean {
  for (const node of nodesOf(root)) {
    if (
      isNode<CommonTableExpressionNameNode>(node, 'CommonTableExpressionNameNode') &&
      tableName(node.table) === EVENTS
    ) {
      return true
    }
  }
  return false
}

/** Every node below, depth first, but not the star of `count(*)`, which reads no column. */
function* nodesOf(node: OperationNode): Generator<OperationNode> {
  yield node
  const counts = isNode<AggregateFunctionNode>(node, 'AggregateFunctionNode') && node.func === 'count'
  for (const [key, value] of Object.entries(node)) {
    if (counts && key === 'aggregated' && node.aggregated.every(isStar)) continue
    for (const child of Array.isArray(value) ? value : [value]) if (isOperationNode(child)) yield* nodesOf(child)
  }
}

function isOperationNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

function isNode<N extends OperationNode>(node: OperationNode, kind: N['kind']): node is N {
  return node.kind === kind
}

function isSelectAll(node: OperationNode): boolean {
  return node.kind === 'SelectAllNode'
}

/** `*` or `events.*`, as a selection. */
function isStar(node: OperationNode): boolean {
  if (isNode<SelectionNode>(node, 'SelectionNode')) return isStar(node.selection)
  return isSelectAll(isNode<ReferenceNode>(node, 'ReferenceNode') ? node.column : node)
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
