import { SCOPE_PARAMS } from '../src/events/index.ts'
import type { Param } from '../src/param.ts'
import { QUERIES } from '../src/queries/index.ts'
import type { ResultType } from '../src/sql/result-type.ts'
import type { AnyQuery } from '../src/trail/question.ts'
import { comment, member, paramMember } from './interface.ts'

/** What a value of a column is in TypeScript: `DecodedTypes` in words. */
const DECODED: Readonly<Record<ResultType, string>> = {
  text: 'string',
  timestamp: 'string',
  bigint: 'number',
  double: 'number',
  boolean: 'boolean',
  json: 'string',
  'text[]': 'readonly string[]',
}

/** What every canned query takes and gives, as interfaces with every sentence in them. */
export function queryTypesSource(): string {
  const queries = QUERIES as unknown as readonly AnyQuery[]
  const table = (kind: 'Input' | 'Row') =>
    queries.map(({ id, question }) => member(`readonly ${key(id)}`, `${pascal(id)}${kind}`, question)).join('\n')
  return `// Printed by \`make sync\` from the queries' declarations; not edited by hand.
import type { ScopeInput } from '../events/index.ts'

${comment('What every canned query takes, by its id.')}
export interface QueryInputs {
${table('Input')}
}

${comment('A row of every canned query, by its id.')}
export interface QueryRows {
${table('Row')}
}

${queries.map(query => `${inputOf(query)}\n\n${rowOf(query)}`).join('\n\n')}
`
}

/**
 * The query's own parameters over the scope's: one of the same name takes its place. By inheritance as far as that goes,
 * not with `Omit`: the language server of TypeScript 7 shows no documentation through a mapped type.
 */
function inputOf(query: AnyQuery): string {
  const { id, question, params } = query
  const scope = Object.entries<Param<unknown>>(SCOPE_PARAMS)
  const inherits = scope.every(([name, param]) => params[name] === undefined || narrows(params[name], param))
  const bounds: Readonly<Record<string, unknown>> = query.scope ?? {}
  const ofScope = scope.filter(([name]) => params[name] === undefined && (!inherits || Object.hasOwn(bounds, name)))
  const own = Object.entries(params).map(([name, param]) => paramMember(name, param))
  const bounded = ofScope.map(([name, param]) => paramMember(name, param, bounds[name]))
  const limit = member('readonly limit?', ['number', 'undefined'], 'At most so many rows; 0 for all. Default: 0.')
  return `${comment(`What ${id} takes: ${question}`)}
export interface ${pascal(id)}Input${inherits ? ' extends ScopeInput' : ''} {
${[...own, ...bounded, limit].join('\n')}
}`
}

/** Whether an interface may say `own` where the one that it extends says `param`. */
function narrows(own: Param<unknown>, param: Param<unknown>): boolean {
  return own.kind === param.kind && (own.choices ?? []).every(word => param.choices?.includes(word))
}

function rowOf(query: AnyQuery): string {
  const members = Object.entries(query.columns).map(([name, { type, doc, nullable, optional }]) => {
    const types = nullable ? [DECODED[type], 'null'] : [DECODED[type]]
    return member(`readonly ${name}${optional ? '?' : ''}`, types, optional ? `${doc} There for some parameters.` : doc)
  })
  return `${comment(`A row of ${query.id}: ${query.question}`)}
export interface ${pascal(query.id)}Row {
${members.join('\n')}
}`
}

/** `failed-calls` as `FailedCalls`. */
function pascal(id: string): string {
  return id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** An id as a member's name: quoted where it has to be. */
function key(id: string): string {
  return /^[a-z]+$/.test(id) ? id : `'${id}'`
}
