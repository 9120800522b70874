import { DefaultQueryCompiler, type FunctionNode, type SelectQueryNode } from 'kysely'

import { identifier, type LiteralValue, literal } from './literal.ts'
import { PORTABLE_NAMES, PORTABLE_PREFIX, type PortableName } from './portable.ts'
import type { Spellings } from './spelling.ts'

/**
 * kysely's compiler with two differences: portable functions are written as the engine spells them, and every value
 * becomes a literal.
 *
 * Literals, not bound parameters: Athena's execution parameters are SQL text too and allowed only in WHERE, and one
 * path for all engines is one thing to test (Athena User Guide, "Use parameterized queries").
 */
export class PortableCompiler extends DefaultQueryCompiler {
  readonly #spellings: Spellings

  constructor(spellings: Spellings) {
    super()
    this.#spellings = spellings
  }

  protected override visitFunction(node: FunctionNode): void {
    const name = portableName(node.func)
    if (name === undefined) {
      super.visitFunction(node)
      return
    }
    for (const piece of this.#spellings[name](...node.arguments)) {
      if (typeof piece === 'string') this.append(piece)
      else this.visitNode(piece)
    }
  }

  /** OFFSET comes before LIMIT in Trino and Athena (their documentation, "SELECT"); DuckDB takes both orders. */
  protected override visitSelectQuery(node: SelectQueryNode): void {
    const { limit, offset, ...others } = node
    super.visitSelectQuery(
      limit === undefined || offset === undefined ? node : ({ ...others, limit: offset, offset: limit } as never),
    )
  }

  protected override appendValue(value: unknown): void {
    this.append(literal(value as LiteralValue))
  }

  protected override appendImmediateValue(value: unknown): void {
    this.append(literal(value as LiteralValue))
  }

  protected override sanitizeIdentifier(name: string): string {
    return identifier(name).slice(1, -1)
  }

  protected override sanitizeStringLiteral(text: string): string {
    return literal(text).slice(1, -1)
  }
}

function portableName(func: string): PortableName | undefined {
  if (!func.startsWith(PORTABLE_PREFIX)) return undefined
  const name = func.slice(PORTABLE_PREFIX.length)
  return PORTABLE_NAMES.find(known => known === name)
}
