import { type Expression, ExpressionWrapper, FunctionNode, type OperationNode, ValueNode } from 'kysely'

import type { JsonPath } from './json-path.ts'

/** Every function that the engines spell differently. Queries use the functions of this file, never an engine's own. */
export const PORTABLE_NAMES = [
  'json_text',
  'json_value',
  'json_parse',
  'json_elements',
  'json_array_of',
  'resource_arn',
  'regexp_matches',
  'regexp_extract',
  'regexp_replace',
  'split_part',
  'last_part',
  'url_decode',
  'timestamp',
  'week_start',
  'seconds_between',
  'bigint',
  'double',
  'ratio',
  'sum_bigint',
  'max_by',
  'min_by',
  'distinct_list',
  'approx_count_distinct',
] as const

/** The name of a portable function. */
export type PortableName = (typeof PORTABLE_NAMES)[number]

/** What marks a function node as portable, so that the compiler looks it up instead of printing it. */
export const PORTABLE_PREFIX = 'portable:'

/** What a portable function gives: an expression that can be named. */
export type Portable<T> = ExpressionWrapper<never, never, T>

type Argument = Expression<unknown> | string | number | JsonPath

/** A call that the compiler looks up in the engine's spellings. */
export function call<T>(name: PortableName, ...args: readonly Argument[]): Portable<T> {
  return new ExpressionWrapper(FunctionNode.create(PORTABLE_PREFIX + name, args.map(toNode)))
}

function toNode(arg: Argument): OperationNode {
  return isExpression(arg) ? arg.toOperationNode() : ValueNode.createImmediate(arg)
}

function isExpression(arg: Argument): arg is Expression<unknown> {
  return typeof arg === 'object' && 'toOperationNode' in arg
}
