import { SCOPE_PARAMS } from '../src/events/index.ts'
import { paramMember } from './interface.ts'

/** The TypeScript type of a scope as people write it, with every parameter's sentence. */
export function scopeInputSource(): string {
  return `// Printed by \`make sync\` from SCOPE_PARAMS in src/events/scope.ts; not edited by hand.

/** What bounds a question: a window of time, and whose and which events. */
export interface ScopeInput {
${Object.entries(SCOPE_PARAMS)
  .map(([name, param]) => paramMember(name, param))
  .join('\n')}
}
`
}
