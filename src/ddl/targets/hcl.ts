/** A text that Terraform works out: `aws_glue_catalog_database.logs.name`. */
export class Reference {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

/** What an attribute can be. */
export type Value = string | number | boolean | Reference | { readonly [key: string]: string }

/** The inside of a block: attributes and further blocks, in the order in which they are printed. */
export interface Body {
  readonly attributes: Readonly<Record<string, Value>>
  readonly blocks?: readonly (readonly [name: string, body: Body])[]
}

/** A block of a file: a resource with its type and label, a variable with its name. */
export interface Block {
  readonly kind: 'resource' | 'variable'
  readonly labels: readonly string[]
  readonly body: Body
}

/** A resource of Terraform. */
export function resource(type: string, label: string, body: Body): Block {
  return { kind: 'resource', labels: [type, label], body }
}

/** Blocks as `terraform fmt` would leave them. */
export function hcl(blocks: readonly Block[]): string {
  return blocks
    .map(({ kind, labels, body }) => {
      const head = [kind, ...labels.map(label => `"${label}"`)].join(' ')
      return `${head} {\n${lines(body, '  ')}}\n`
    })
    .join('\n')
}

/** Blocks in Terraform's JSON. Its strings are templates too. */
export function hclJson(blocks: readonly Block[]): string {
  const tree: Tree = {}
  for (const { kind, labels, body } of blocks) {
    let at = tree
    const path = [kind, ...labels]
    for (const name of path.slice(0, -1)) {
      at[name] ??= {}
      at = at[name] as Tree
    }
    at[path.at(-1) ?? ''] = jsonBody(body)
  }
  return `${JSON.stringify(tree, null, 2)}\n`
}

interface Tree {
  [name: string]: object
}

function lines({ attributes, blocks = [] }: Body, indent: string): string {
  const names = Object.keys(attributes)
  // Neighbours are aligned, a map stands by itself, and a text of several lines is the last of its neighbours.
  const runs: string[][] = []
  for (const name of names) {
    const before = runs.at(-1)
    const last = attributes[before?.at(-1) ?? '']
    if (before === undefined || isMap(attributes[name]) || isMap(last) || isMultiline(last)) runs.push([name])
    else before.push(name)
  }
  const printed = runs.map(run =>
    aligned(
      run.map(name => [name, value(attributes[name] as Value, indent)]),
      indent,
    ),
  )
  const inner = blocks.map(([name, body]) => `${indent}${name} {\n${lines(body, `${indent}  `)}${indent}}\n`)
  return [printed.join(''), ...inner].filter(text => text !== '').join('\n')
}

function aligned(entries: readonly (readonly [string, string])[], indent: string): string {
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, text]) => `${indent}${name.padEnd(width)} = ${text}\n`).join('')
}

function value(given: Value, indent: string): string {
  if (given instanceof Reference) return given.path
  if (isMap(given)) {
    const entries = Object.entries(given).map(([key, text]) => [quoted(key), quoted(text)] as const)
    return `{\n${aligned(entries, `${indent}  `)}${indent}}`
  }
  return typeof given === 'string' ? text(given) : `${given}`
}

/** A text of several lines is one, a heredoc: people read it. It ends in a line end of its own. */
function text(given: string): string {
  if (!isMultiline(given)) return quoted(given)
  return `<<TEXT\n${escaped(given)}TEXT`
}

/** A quoted string of HCL. `${` and `%{` would be worked out. */
function quoted(text: string): string {
  return `"${escaped(text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n'))}"`
}

/** Where Terraform works out `${…}` and `%{…}`, a doubled sign is the sign. */
function escaped(text: string): string {
  return text.replace(/[$%](?=\{)/g, sign => sign + sign)
}

function isMap(given: Value | undefined): given is { readonly [key: string]: string } {
  return typeof given === 'object' && !(given instanceof Reference)
}

/** Whether a heredoc can hold it: it ends in a line end, and no line of it is the mark of the end. */
function isMultiline(given: Value | undefined): boolean {
  return typeof given === 'string' && /^[^\n]*\n(?:.*\n)+$/.test(given) && !/^\s*TEXT\s*$/m.test(given)
}

function jsonBody({ attributes, blocks = [] }: Body): object {
  const tree: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(attributes)) tree[name] = jsonValue(given)
  for (const [name, body] of blocks) {
    const before = (tree[name] ?? []) as object[]
    tree[name] = [...before, jsonBody(body)]
  }
  return tree
}

function jsonValue(given: Value): unknown {
  if (given instanceof Reference) return `\${${given.path}}`
  if (typeof given === 'string') return escaped(given)
  if (isMap(given)) return Object.fromEntries(Object.entries(given).map(([key, text]) => [key, escaped(text)]))
  return given
}
