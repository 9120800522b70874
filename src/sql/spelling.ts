import type { OperationNode } from 'kysely'
import { ParensNode, ValueNode } from 'kysely'

import type { JsonPath } from './json-path.ts'
import type { PortableName } from './portable.ts'

/** One piece of a spelled function: SQL text, or an argument that the compiler writes. */
export type Piece = string | OperationNode

/** How one engine writes one portable function: its arguments in, SQL pieces out. */
export type Spelling = (...args: OperationNode[]) => readonly Piece[]

/**
 * One engine's spelling of every portable function. The record is total: a new function does not compile until each
 * engine says how it writes it, and that table is the whole difference between the engines' expressions.
 */
export type Spellings = Readonly<Record<PortableName, Spelling>>

/** `` t`upper(${x})` ``: text with arguments in it. */
export function t(text: TemplateStringsArray, ...args: readonly Piece[]): readonly Piece[] {
  return text.flatMap((part, i) => {
    const arg = args[i]
    return arg === undefined ? [part] : [part, arg]
  })
}

/** What was handed over as a compile-time constant (a path, a group number): never SQL, always TypeScript's. */
export function constant<T extends string | number | JsonPath>(node: OperationNode | undefined): T {
  const inner = node !== undefined && ParensNode.is(node) ? node.node : node
  if (inner === undefined || !ValueNode.is(inner)) throw new TypeError('A portable function expected a constant')
  return inner.value as T
}
