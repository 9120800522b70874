import { didYouMean, TrailqError } from './errors.ts'

/**
 * The kinds of parameter. A parameter is declared once, as data; from that come the TypeScript type, the flag, its
 * help, its default and its checks.
 */
export interface Param<T> {
  readonly kind: 'text' | 'choice' | 'flag' | 'integer' | 'list'
  /** One sentence for help and editors. */
  readonly doc: string
  /** What stands behind the flag in help (`<name>`); '' for a flag without a value. */
  readonly placeholder: string
  readonly required: boolean
  readonly initial: T
  readonly choices?: readonly string[]
  /** Checks a value as a program or a shell hands it over. @throws TrailqError BAD_PARAMETER */
  parse(given: unknown, name: string): T
}

/** A parameter that must be given. */
export interface RequiredParam<T> extends Param<T> {
  readonly required: true
}

/** A set of parameters by name (camelCase; the flag is the same in kebab-case). */
export type ParamSet = Readonly<Record<string, Param<unknown>>>

/** What a query's `build` receives: every parameter, checked, with defaults filled in. */
export type ParamValues<P> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never }

type IsRequired<P> = P extends RequiredParam<infer _T> ? true : false

/** What a caller passes: required parameters, and any of the others. */
export type ParamInput<P> = {
  readonly [K in keyof P as IsRequired<P[K]> extends true ? K : never]: GivenAs<ParamValues<P>[K]>
} & {
  readonly [K in keyof P as IsRequired<P[K]> extends true ? never : K]?: GivenAs<ParamValues<P>[K]> | undefined
}

/** A list may be given as one value. */
type GivenAs<T> = T extends readonly (infer Item)[] ? Item | readonly Item[] : Exclude<T, undefined>

/**
 * Free text.
 *
 * @example `param.text('Only tables whose name holds this.')`
 */
export function text(doc: string, more: { placeholder?: string } = {}): Param<string | undefined> {
  return {
    kind: 'text',
    doc,
    placeholder: more.placeholder ?? 'text',
    required: false,
    initial: undefined,
    parse: parseText,
  }
}

/**
 * Free text that must be given.
 *
 * @example `param.requiredText('The table.', { placeholder: 'name' })`
 */
export function requiredText(doc: string, more: { placeholder?: string } = {}): RequiredParam<string> {
  return { kind: 'text', doc, placeholder: more.placeholder ?? 'text', required: true, initial: '', parse: parseText }
}

/**
 * One of a few words.
 *
 * @example `param.choice('A row for each.', ['day', 'hour'], 'day')`
 */
export function choice<const V extends string>(doc: string, choices: readonly V[], initial: NoInfer<V>): Param<V> {
  return {
    kind: 'choice',
    doc,
    placeholder: choices.join('|'),
    required: false,
    initial,
    choices,
    parse(given, name) {
      const found = choices.find(word => word === given)
      if (found !== undefined) return found
      const hint = didYouMean(String(given), choices)
      throw bad(name, given, `one of ${choices.join(', ')}`, hint)
    },
  }
}

/**
 * On or off.
 *
 * @example `param.flag('Leave out reads that found nothing.')`
 */
export function flag(doc: string): Param<boolean> {
  return {
    kind: 'flag',
    doc,
    placeholder: '',
    required: false,
    initial: false,
    parse(given, name) {
      if (typeof given === 'boolean') return given
      if (given === 'true' || given === 'false') return given === 'true'
      throw bad(name, given, 'true or false')
    },
  }
}

/**
 * A whole number within limits.
 *
 * @example `param.integer('At least so many.', 10, { min: 1, max: 1000 })`
 */
export function integer(doc: string, initial: number, limits: { min: number; max: number }): Param<number> {
  return {
    kind: 'integer',
    doc,
    placeholder: 'n',
    required: false,
    initial,
    parse(given, name) {
      const number = typeof given === 'string' && /^-?\d{1,15}$/.test(given) ? Number(given) : given
      if (typeof number === 'number' && Number.isSafeInteger(number) && number >= limits.min && number <= limits.max) {
        return number
      }
      throw bad(name, given, `a whole number from ${limits.min} to ${limits.max}`)
    },
  }
}

/**
 * Several values: repeated, or with commas between them. Each is checked by `parseItem`.
 *
 * @example `param.list('Only these tables.', 'name')`
 */
export function list(
  doc: string,
  placeholder: string,
  parseItem: (item: string) => string | readonly string[] = item => item,
): Param<readonly string[]> {
  return {
    kind: 'list',
    doc,
    placeholder,
    required: false,
    initial: [],
    parse(given, name) {
      // One text is what a person typed; the items of a list are a program's, and a comma in one is a part of it.
      const items = Array.isArray(given) ? given.map(item => parseText(item, name)) : parseText(given, name).split(',')
      return [
        ...new Set(
          items
            .map(item => item.trim())
            .filter(item => item !== '')
            .flatMap(item => parseItem(item)),
        ),
      ]
    },
  }
}

/**
 * All parameters of a set, checked; unknown names are refused.
 *
 * @throws TrailqError BAD_PARAMETER, MISSING_PARAMETER
 */
export function parseParams<P extends ParamSet>(
  params: P,
  given: Readonly<Record<string, unknown>>,
  owner: string,
): ParamValues<P> {
  for (const name of Object.keys(given)) {
    if (given[name] === undefined || Object.hasOwn(params, name)) continue
    const names = Object.keys(params)
    throw new TrailqError('BAD_PARAMETER', `${owner} has no parameter '${name}'.${didYouMean(name, names)}`, {
      next: names.length === 0 ? 'It takes none.' : `It takes: ${names.join(', ')}.`,
    })
  }
  const values = Object.entries(params).map(([name, param]) => {
    const value = given[name]
    if (value !== undefined) return [name, param.parse(value, name)]
    if (!param.required) return [name, param.initial]
    throw new TrailqError('MISSING_PARAMETER', `${owner} needs --${flagName(name)}: ${param.doc}`, {
      next: `Add --${flagName(name)} <${param.placeholder}>.`,
    })
  })
  return Object.fromEntries(values) as ParamValues<P>
}

/** `ignoreBenign` as a flag: `ignore-benign`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

function parseText(given: unknown, name: string): string {
  if (typeof given === 'string') return given
  throw bad(name, given, 'text')
}

function bad(name: string, given: unknown, wanted: string, hint = ''): TrailqError {
  const met = typeof given === 'string' ? `'${given}'` : `${given}`
  return new TrailqError('BAD_PARAMETER', `--${flagName(name)} takes ${wanted}, not ${met}.${hint}`, {
    next: `Write --${flagName(name)} followed by ${wanted}.`,
  })
}
