import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { folder, PYTHON } from './place.ts'

function ask(words: readonly string[], texts: readonly string[], ending: string): readonly unknown[] {
  const place = folder(Object.fromEntries(texts.map((text, at) => [`${at}.${ending}`, text])))
  const files = texts.map((_, at) => join(place, `${at}.${ending}`))
  const out = execFileSync(join(PYTHON, 'python'), [join(import.meta.dirname, 'judge.py'), ...words, ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

/** What botocore has against requests of an operation: a list for each. */
export function askBotocore(operation: string, requests: readonly string[]): readonly (readonly string[])[] {
  return ask(['request', 'glue', operation], requests, 'json') as readonly (readonly string[])[]
}

/** Templates as cfn-lint's own parser reads them. */
export function readTemplates(texts: readonly string[]): readonly Template[] {
  return ask(['template'], texts, 'yaml') as readonly Template[]
}

/** What parliament has against policies: a list for each. */
export function askParliament(policies: readonly string[]): readonly (readonly string[])[] {
  return ask(['policy'], policies, 'json') as readonly (readonly string[])[]
}

/** What sqlglot finds that each use of a table is held to: a list for each query. */
export function askPartitions(queries: readonly string[]): readonly (readonly Readonly<Record<string, unknown>>[])[] {
  return ask(['partitions'], queries, 'sql') as readonly (readonly Readonly<Record<string, unknown>>[])[]
}

/** What cfn-lint has against templates: rule and text of each finding. */
export function askCfnLint(texts: readonly string[], ending: 'yaml' | 'json' = 'yaml'): readonly string[] {
  const place = folder(Object.fromEntries(texts.map((text, at) => [`${at}.${ending}`, text])))
  const files = texts.map((_, at) => join(place, `${at}.${ending}`))
  const { stdout, stderr } = spawnSync(join(PYTHON, 'cfn-lint'), ['--format', 'json', '--', ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (stdout === '') throw new Error(stderr)
  return (JSON.parse(stdout) as readonly { Rule: { Id: string }; Message: string }[]).map(
    ({ Rule, Message }) => `${Rule.Id} ${Message}`,
  )
}

/** As much of a template as the tests look at. */
export interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties: { readonly TableInput?: unknown } & Record<string, unknown> }
    >
  >
}
