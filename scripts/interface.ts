import type { Param } from '../src/param.ts'

/** The longest line that the formatter leaves as it is. */
const WIDTH = 120

/** A member of an interface, with its sentence above it, so that editors show it. */
export function member(name: string, type: string | readonly string[], doc: string): string {
  return `${comment(doc, '  ')}\n${typed(name, typeof type === 'string' ? [type] : type)}`
}

/** A sentence as editors read it. */
export function comment(doc: string, indent = ''): string {
  return `${indent}/** ${doc.replaceAll('*/', '*\\/')} */`
}

/** What a caller may pass for a parameter. */
export function paramMember(name: string, param: Param<unknown>, initial = param.initial): string {
  const types = param.required ? givenAs(param) : [...givenAs(param), 'undefined']
  const unsaid = param.required || initial === undefined || param.kind === 'flag' || param.kind === 'list'
  const standard = unsaid ? '' : ` Default: ${initial}.`
  return member(`readonly ${name}${param.required ? '' : '?'}`, types, `${param.doc}${standard}`)
}

function givenAs({ kind, choices = [] }: Param<unknown>): readonly string[] {
  switch (kind) {
    case 'text':
      return ['string']
    case 'choice':
      return choices.map(word => `'${word}'`)
    case 'flag':
      return ['boolean']
    case 'integer':
      return ['number']
    case 'list':
      return ['string', 'readonly string[]']
  }
}

function typed(name: string, types: readonly string[]): string {
  const line = `  ${name}: ${types.join(' | ')}`
  return line.length <= WIDTH ? line : `  ${name}:\n${types.map(type => `    | ${type}`).join('\n')}`
}
