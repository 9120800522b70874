import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { consumerFolder, link, ROOT, TSC } from './consumer.ts'
import { LanguageServer, type OpenFile } from './language-server.ts'

if (!existsSync(join(ROOT, 'dist/index.d.ts'))) throw new Error("There is nothing to look at: run 'make build' first.")
const door = (await import(join(ROOT, 'dist/index.js'))) as Readonly<Record<string, object>>

const NAMESPACES = ['column', 'param', 'portable'] as const
const VALUES = [
  ...Object.keys(door).filter(name => !NAMESPACES.some(namespace => namespace === name)),
  ...NAMESPACES.flatMap(name => Object.keys(door[name] ?? {}).map(member => `${name}.${member}`)),
]
const TYPES = [
  'BadFile EventsTable Progress RunStats ScopeInput QueryId QueryInput RowOfQuery Result ResultOptions Trail TrailConfig',
  'DuckDbDialectConfig ErrorCode ExitStatus Query QueryColumn Param RequiredParam ResultColumn ScopedKysely EventsBuilder',
].flatMap(names => names.split(' '))

const TEXT = `import { column, defineQuery, openTrail, param, portable } from 'trailq'
import * as all from 'trailq'

const trail = await openTrail({ logs: 'AWSLogs' })
const result = trail.run('failed-calls', { since: '7d', by: 'caller' })
for await (const row of result) console.log(row.events, row.first_seen, row.error_code)
trail.run('who-did', { event: 'CreateNamespace', until: '2026-11-20' })
trail.run('failed-calls', {  })
trail.run('failed-calls', { by: 'error' })
trail.run('log-coverage')
const db = trail.scope({ region: 'us-east-1' })
export const selected = db.selectFrom('events').select(['event_time'])
declare const event: all.EventsTable
console.log(event.event_time, event.caller_kind)
console.log(result.stats?.badFiles)
export const own = defineQuery
${VALUES.map(name => `all.${name}`).join('\n')}
${TYPES.map(name => `export type Of${name} = all.${name}`).join('\n')}
`

let folder: string
let server: LanguageServer
let file: OpenFile

beforeAll(async () => {
  folder = consumerFolder()
  link(folder, { trailq: ROOT, kysely: join(ROOT, 'node_modules/kysely') })
  server = await LanguageServer.start(TSC, folder)
  file = server.open('editor.ts', TEXT)
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

/** Where the cursor stands, and what the editor shows there. */
describe('shown over', () => {
  test.each([
    ['a parameter of the scope', "'failed-calls', { |since", 'Start of the window: 15m, 24h, 7d, 4w ago'],
    ['a parameter of the query', ', |by: ', 'What a row stands for'],
    ['a choice and its default', ', |by: ', 'Default: error.'],
    ['a parameter that must be given', "'who-did', { |event", 'These API calls'],
    ['a parameter of the scope beside it', ', |until', 'End of the window'],
    ['a column of a canned row', 'row.|events', 'How many events.'],
    ['a column of a canned row that may be missing', 'row.|error_code', 'There for some parameters.'],
    ['its type', 'row.|first_seen', 'string | null'],
    ['a scope', 'scope({ |region', 'Only these regions.'],
    ['a column of the relation', 'event.|event_time', 'When the request was completed'],
    ['a derived column', 'event.|caller_kind', 'iam-user'],
    ['what a run says of itself', '?.|badFiles', 'Files that could not be read'],
    ['a run', 'trail.|run(', 'Result<FailedCallsRow>'],
    ['what a run gives', 'const |result', 'Result<FailedCallsRow>'],
  ])('%s', async (_what, where, sentence) => {
    expect(await file.hover(where)).toContain(sentence)
  })
})

describe('offered', () => {
  test('parameters, with their sentences', async () => {
    const names = (await file.completions("'failed-calls', { | })")).map(name => name.replace('?', ''))
    expect(names).toEqual(expect.arrayContaining(['since', 'region', 'by', 'ignoreBenign', 'limit']))
    expect(await file.describe("'failed-calls', { | })", 'ignoreBenign')).toContain('Leave out reads')
    expect(await file.describe("'failed-calls', { | })", 'since')).toContain('Start of the window')
  })

  test('the choices of a parameter', async () => {
    expect([...(await file.completions("by: '|error"))].sort()).toEqual(['caller', 'error', 'event'])
  })

  test('the queries', async () => {
    expect(await file.completions("run('|log-coverage")).toEqual(
      expect.arrayContaining(['failed-calls', 'who-did', 'log-coverage']),
    )
  })

  test('the columns of the relation', async () => {
    expect(await file.completions("['|event_time")).toEqual(
      expect.arrayContaining(['event_time', 'caller_kind', 'error_class', 'request_parameters']),
    )
  })

  test('while arguments are typed, what comes next', async () => {
    expect(await file.signature("'failed-calls', {| ")).toContain('input?: FailedCallsInput')
  })
})

describe('everything that the door lets out is documented', () => {
  test.each(VALUES)('%s, with an example', async name => {
    const path = name.split('.')
    const shown = await file.hover(`\nall.${[...path.slice(0, -1), `|${path.at(-1)}`].join('.')}\n`)
    expect(documentation(shown)).toMatch(/\w.*\./)
    expect(shown).toContain('@example')
  })

  test.each(TYPES)('%s', async name => {
    expect(documentation(await file.hover(`= all.|${name}\n`))).toMatch(/\w.*\./)
  })
})

/** What stands below the signature. */
function documentation(hover: string): string {
  return hover.replace(/```[\s\S]*?```/, '').trim()
}
