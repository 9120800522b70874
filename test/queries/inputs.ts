import type { AnyQuery } from '../../src/trail/question.ts'

/** What a parameter that must be given is given. */
const REQUIRED: Readonly<Record<string, unknown>> = { event: '*' }

/** Every combination of a query's choices and flags. */
export function everyInput({ params }: AnyQuery): readonly Readonly<Record<string, unknown>>[] {
  const choices = Object.entries(params).map(([name, param]): readonly Readonly<Record<string, unknown>>[] => {
    if (param.required) return [{ [name]: REQUIRED[name] }]
    if (param.kind === 'flag') return [{ [name]: false }, { [name]: true }]
    return param.choices === undefined ? [{}] : param.choices.map(choice => ({ [name]: choice }))
  })
  return choices.reduce<readonly Readonly<Record<string, unknown>>[]>(
    (inputs, values) => inputs.flatMap(input => values.map(value => ({ ...input, ...value }))),
    [{}],
  )
}
