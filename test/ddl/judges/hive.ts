import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { folder, HIVE } from './place.ts'

/** A node of Hive's tree: its text and its children. */
export type Tree = readonly [text: string, ...children: Tree[]]

/** What Hive made of a statement: its tree, or what it had to say against it. */
export type Verdict = { readonly tree: Tree } | { readonly error: string }

/** Reads statements with Hive's own parser, all in one go. */
export function askHive(statements: readonly string[]): readonly Verdict[] {
  const place = folder(Object.fromEntries(statements.map((text, at) => [`${at}.sql`, text])))
  const jars = readdirSync(join(HIVE, 'jars')).map(jar => join(HIVE, 'jars', jar))
  const args = ['-cp', [join(HIVE, 'classes'), ...jars].join(':'), 'HiveJudge']
  const out = execFileSync('java', [...args, ...statements.map((_, at) => join(place, `${at}.sql`))], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return out
    .trim()
    .split('\n')
    .map(line => {
      const value = JSON.parse(line)
      return Array.isArray(value) ? { tree: value[1] as Tree } : { error: String(value.error) }
    })
}

/** A file of statements, as Athena gets them: one by one, without semicolons. */
export function statementsOf(file: string): readonly string[] {
  return file.split(/;\n(?:\n|$)/).filter(text => text !== '')
}

/** The table that a CREATE TABLE made, as Hive understood it. */
export function tableOf(tree: Tree): object {
  const part = (name: string) => children(tree).find(([text]) => text === name)
  const texts = (name: string) => children(part(name)).map(([text]) => text)
  const columns = (list: Tree | undefined) =>
    children(list).map(([, name, type, comment]) => ({
      name: name?.[0],
      type: typeText(type),
      comment: comment?.[0] ?? '',
    }))
  const [input, output] = texts('TOK_TABLEFILEFORMAT')
  const properties = children(children(part('TOK_TABLEPROPERTIES'))[0])
  return {
    name: texts('TOK_TABNAME').join('.'),
    isExternal: part('EXTERNAL') !== undefined,
    columns: columns(part('TOK_TABCOLLIST')),
    partitionKeys: columns(children(part('TOK_TABLEPARTCOLS'))[0]),
    comment: texts('TOK_TABLECOMMENT')[0],
    serde: children(children(part('TOK_TABLESERIALIZER'))[0])[0]?.[0],
    input,
    output,
    location: texts('TOK_TABLELOCATION')[0],
    properties: Object.fromEntries(properties.map(([, key, value]) => [key?.[0], value?.[0]])),
  }
}

function typeText(type: Tree | undefined): string {
  const [kind = '', ...inner] = type ?? ['']
  if (kind === 'TOK_LIST') return `array<${typeText(inner[0])}>`
  if (kind === 'TOK_MAP') return `map<${inner.map(typeText).join(',')}>`
  if (kind !== 'TOK_STRUCT') return kind.replace('TOK_', '').toLowerCase()
  const members = children(inner[0]).map(([, name, member]) => `${name?.[0]}:${typeText(member)}`)
  return `struct<${members.join(',')}>`
}

function children(tree: Tree | undefined): readonly Tree[] {
  return tree === undefined ? [] : (tree.slice(1) as unknown as readonly Tree[])
}
