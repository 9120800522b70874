import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** Rooms from the top down: a file may import its own room and rooms further down, nothing else. */
const LAYERS: readonly (readonly string[])[] = [
  ['cli'],
  ['index'],
  ['trail'],
  ['queries', 'engines', 'output', 'ddl'],
  ['events'],
  ['sql'],
  ['model', 'param'],
  ['errors'],
]

/** Third-party packages and the rooms that may know them. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  kysely: ['sql', 'events', 'queries', 'engines', 'trail'],
  '@aws-sdk/client-athena': ['engines/athena'],
  '@aws-sdk/client-glue': ['engines/athena', 'ddl'],
  '@aws-sdk/client-s3': ['engines/athena', 'ddl'],
  '@duckdb/node-api': ['engines/duckdb'],
  undici: ['engines/trino'],
  commander: ['cli'],
  ora: ['cli'],
  'sql-formatter': ['cli'],
  'csv-stringify': ['output'],
  yaml: ['ddl'],
  'string-width': ['output'],
}

/** Modules of Node that are allowed below the rooms that do I/O. */
const NODE_ROOMS: readonly string[] = ['cli', 'engines']

interface Import {
  readonly file: string
  readonly room: string
  readonly target: string
}

const IMPORTS: readonly Import[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => {
    const text = readFileSync(join(SRC, file), 'utf8').replace(/^ *\*.*$/gm, '')
    const targets = [...text.matchAll(/(?:from\s+|import\s*\(?\s*)'([^']+)'/g)].map(([, target = '']) => target)
    return targets.map(target => ({ file, room: roomOf(file), target }))
  })

function roomOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '')
}

function layerOf(room: string): number {
  return LAYERS.findIndex(rooms => rooms.includes(room))
}

describe('imports point downward', () => {
  test('there are imports to judge', () => {
    expect(IMPORTS.length).toBeGreaterThan(200)
  })

  test('every room has its layer', () => {
    expect([...new Set(IMPORTS.map(({ room }) => room))].filter(room => layerOf(room) < 0)).toEqual([])
  })

  test('no room imports one above it or beside it', () => {
    const wrong = IMPORTS.filter(({ target }) => target.startsWith('.')).filter(({ file, room, target }) => {
      const path = relative(SRC, normalize(join(SRC, dirname(file), target)))
      if (path.startsWith('..')) return path !== '../package.json'
      const to = roomOf(path)
      return to !== room && layerOf(to) <= layerOf(room)
    })
    expect(wrong).toEqual([])
  })

  test("engines don't import each other, but Athena extends Trino", () => {
    const engineOf = (path: string) => /^engines\/([a-z]+)\//.exec(path)?.[1]
    const wrong = IMPORTS.filter(({ file, target }) => {
      const from = engineOf(file)
      const to = engineOf(relative(SRC, normalize(join(SRC, dirname(file), target))))
      return from !== undefined && to !== undefined && from !== to && !(from === 'athena' && to === 'trino')
    })
    expect(wrong).toEqual([])
  })

  test('packages are known in their rooms only', () => {
    const wrong = IMPORTS.filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:')).filter(
      ({ file, target }) => {
        const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '')
        return !(PACKAGES[name] ?? []).some(room => file.startsWith(`${room}/`))
      },
    )
    expect(wrong).toEqual([])
  })

  test('only rooms that do I/O know Node', () => {
    expect(IMPORTS.filter(({ room, target }) => target.startsWith('node:') && !NODE_ROOMS.includes(room))).toEqual([])
  })

  test('only the command line knows the process', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
    const naming = files.filter(file =>
      /\bprocess\.(?:argv|stdout|stderr|exit|env)\b/.test(readFileSync(join(SRC, file), 'utf8')),
    )
    expect(naming.filter(file => !file.startsWith('cli/'))).toEqual([])
  })
})

describe('the house', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))

  test('no file has a name that says nothing', () => {
    expect(files.filter(file => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.|-)/i.test(file))).toEqual([])
  })

  test('files can be read in one sitting', () => {
    // What is printed from declarations is not read, but looked up.
    const texts = files.map(file => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))
    const long = texts.filter(({ text }) => !text.startsWith('// Printed by') && text.split('\n').length > 251)
    expect(long.map(({ file }) => file)).toEqual([])
  })

  test('Node 22 runs every file as it is', () => {
    const wrong = files.filter(file => /^\s*(?:await )?using\s+\w+\s*=/m.test(readFileSync(join(SRC, file), 'utf8')))
    expect(wrong).toEqual([])
  })

  test("queries speak kysely, not an engine's SQL", () => {
    const wrong = files
      .filter(file => file.startsWith('queries/'))
      .filter(file => /sql`|sql\.raw|json_extract|regexp_|unnest\(/i.test(readFileSync(join(SRC, file), 'utf8')))
    expect(wrong).toEqual([])
  })
})
