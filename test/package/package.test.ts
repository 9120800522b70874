import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { command, consumerFolder, type Ended, ROOT, TSC } from './consumer.ts'
import {
  commentBlocks,
  declarationsFrom,
  inlineExamples,
  markdownBlocks,
  packagesNamed,
  withoutComments,
} from './declarations.ts'
import { asking, GIVEN, PROGRAM, TYPED } from './programs.ts'

interface PackageJson {
  readonly version: string
  readonly bin: { readonly trailq: string }
  readonly dependencies: Readonly<Record<string, string>>
}

interface Packed {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[]
}

const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson
if (!existsSync(join(ROOT, PACKAGE.bin.trailq))) throw new Error("There is nothing to pack: run 'make build' first.")

const store = mkdtempSync(join(tmpdir(), 'trailq-packed-'))
// The scripts are left out: they would build anew, under the feet of the tests that run beside this one.
const packing = await command(ROOT, 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', store)
const packed = (JSON.parse(packing.stdout) as readonly [Packed])[0]
const tarball = join(store, packed.filename)

const folder = consumerFolder()
const installing = await command(
  folder,
  'npm',
  ...['install', tarball, '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=0', '--fetch-timeout=30000'],
)
const noRegistry = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET/.test(
  installing.status === 0 ? '' : installing.stderr,
)
const installed = join(folder, 'node_modules/trailq')

afterAll(() => {
  rmSync(store, { recursive: true })
  rmSync(folder, { recursive: true })
})

const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`

/** The AWS SDK tells of these where somebody wants a signature that spans regions: trailq never does. */
const IN_MESSAGES = ['@aws-sdk/signature-v4-crt', '@aws-sdk/signature-v4a']

describe(`the tarball: ${packed.files.length} files, ${kB(packed.size)} packed, ${kB(packed.unpackedSize)} unpacked`, () => {
  const paths = packed.files.map(({ path }) => path)

  test('holds what was built, what was printed, and nothing else', () => {
    const wanted =
      /^(?:package\.json|README\.md|LICENSE|dist\/[\w/-]+(?:\.d\.ts|\.js)|dist\/cli\/[\w-]+\.c?js|(?:sql|glue-schemas)\/[\w./-]+)$/
    expect(paths.filter(path => !wanted.test(path))).toEqual([])
    expect(
      paths.filter(path => /node_modules|\.map$|\.test\.|(?:^|\/)\.(?!\/)|(?:^|\/)(?:test|src)\//.test(path)),
    ).toEqual([])
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']))
    if (existsSync(join(ROOT, 'README.md'))) expect(paths).toContain('README.md')
    expect(paths.filter(path => path.startsWith('sql/')).length).toBeGreaterThan(0)
  })

  test('has types for every module but the command line', () => {
    const modules = paths.filter(path => /^dist\/(?!cli\/).*\.js$/.test(path))
    expect(modules.filter(path => !paths.includes(path.replace(/\.js$/, '.d.ts')))).toEqual([])
  })

  test('names no place on the machine that made it', () => {
    const places = [ROOT, process.cwd(), store, homedir() === '/root' ? '/root/' : homedir()]
    const naming = paths.filter(path => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      return /sourceMappingURL|file:\/\/\/\w/.test(text) || places.some(place => text.includes(place))
    })
    expect(naming).toEqual([])
  })

  test('is small', () => {
    expect(packed.size).toBeLessThan(1_500_000)
    expect(packed.unpackedSize).toBeLessThan(6_000_000)
  })

  test('the command can be run', () => {
    const program = packed.files.find(({ path }) => path === PACKAGE.bin.trailq)
    expect((program?.mode ?? 0) & 0o111).toBe(0o111)
    expect(readFileSync(join(ROOT, PACKAGE.bin.trailq), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  test('needs no package that an install would not bring', () => {
    const named = paths
      .filter(path => /^dist\/.*\.c?js$/.test(path))
      .flatMap(path => packagesNamed(readFileSync(join(ROOT, path), 'utf8')))
    expect(
      [...new Set(named)].filter(name => !Object.hasOwn(PACKAGE.dependencies, name) && !IN_MESSAGES.includes(name)),
    ).toEqual([])
  })

  test('publint and attw find nothing', async () => {
    const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)
    const lint = await command(ROOT, bin('publint'), tarball, '--strict')
    expect(lint, lint.stdout).toMatchObject({ status: 0 })
    const types = await command(ROOT, bin('attw'), tarball, '--profile', 'esm-only', '--no-color')
    expect(types, types.stdout).toMatchObject({ status: 0 })
  })
})

describe('the public types', () => {
  const files = declarationsFrom(join(ROOT, 'dist/index.d.ts'))

  test('never say any', () => {
    expect(files.length).toBeGreaterThan(10)
    const lines = files.flatMap(({ path, text }) =>
      withoutComments(text)
        .replace(/'[^'\n]*'/g, "''")
        .split('\n')
        .filter(line => /\bany\b/.test(line))
        .map(line => `${basename(path)}: ${line.trim()}`),
    )
    expect(lines).toEqual([])
  })
})

describe.skipIf(noRegistry)(
  `installed${noRegistry ? ' (left out: the package registry can not be reached)' : ''}`,
  () => {
    const trailq = (...args: readonly string[]) => command(folder, 'npx', '--no-install', 'trailq', ...args)

    test('without a complaint', () => {
      expect(installing, installing.stderr).toMatchObject({ status: 0 })
      mkdirSync(join(folder, 'logs'))
      cpSync(join(ROOT, 'examples/trail'), join(folder, 'logs'), { recursive: true })
      const brought = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))
      expect(brought).toContain('trailq')
      expect(brought.filter(name => ['typescript', 'esbuild', 'vitest', 'fast-check', 'node'].includes(name))).toEqual(
        [],
      )
    })

    test('trailq --version', async () => {
      expect(await trailq('--version')).toMatchObject({ status: 0, stdout: `${PACKAGE.version}\n` })
    })

    test('trailq run, as CSV', async () => {
      const { status, stdout } = await trailq('run', 'failed-calls', '--logs', 'logs', '--format', 'csv')
      const [head, ...rows] = stdout.trim().split('\n')
      expect(status).toBe(0)
      expect(head).toBe(
        'service,event_name,error_code,error_class,events,callers,source_ips,first_seen,last_seen,sample_message,sample_event_id',
      )
      expect(rows.length).toBeGreaterThan(10)
    })

    test.each([
      [['list']],
      [['show', 'failed-calls']],
      [['run', 'top-callers', '--logs', 'logs', '--format', 'table']],
      [['sql', 'SELECT service, count(*) AS n FROM events GROUP BY service', '--logs', 'logs', '--format', 'json']],
      [['completion', 'bash']],
      [['run', '--help']],
    ])('trailq %j', async args => {
      const { status, stdout, stderr } = await trailq(...args)
      expect(stderr).not.toMatch(/Cannot find|ERR_MODULE|at .*node:internal/)
      expect(status).toBe(0)
      expect(stdout.length).toBeGreaterThan(50)
    })

    test('a program in JavaScript', async () => {
      writeFileSync(join(folder, 'program.js'), PROGRAM)
      const { status, stdout, stderr } = await command(folder, process.execPath, 'program.js')
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      const said = JSON.parse(stdout)
      expect(said.failed.length).toBeGreaterThan(10)
      expect(said.first).toEqual(said.failed[0])
      expect(said.services).toContainEqual({ service: 'dynamodb', events: expect.any(Number) })
      expect(said.opened).toContainEqual({ port: '443' })
      expect(said.shown).toContain('<table>')
      expect(said.sales).toEqual([{ city: 'Ōsaka', total: 8 }])
      expect(said.refused).toEqual({ code: 'UNKNOWN_QUERY', exit: 2 })
    })

    test('a program in TypeScript, the examples of the documentation, and of README.md', async () => {
      writeFileSync(join(folder, 'typed.ts'), TYPED)
      const examples = writeExamples()
      expect(examples.length).toBeGreaterThan(8)
      const checked = await command(folder, TSC, '-p', '.')
      expect(checked.stdout).toBe('')
      expect(checked.status).toBe(0)
      const ran = await command(folder, process.execPath, 'out/typed.js')
      expect(ran, ran.stderr).toMatchObject({ status: 0, stdout: expect.stringMatching(/^dynamodb [1-9]\d*\n$/) })
    })

    test('the examples of the portable functions can be asked', async () => {
      const expressions = inlineExamples(readFileSync(join(installed, 'dist/sql/portable.d.ts'), 'utf8'))
      expect(expressions.length).toBeGreaterThan(20)
      writeFileSync(join(folder, 'asking.ts'), asking(expressions))
      expect((await command(folder, TSC, '-p', '.')).stdout).toBe('')
      const ran = await command(folder, process.execPath, 'out/asking.js')
      expect(ran).toEqual({ status: 0, stdout: '', stderr: '' })
    })

    test("the dialect's example runs and says what it says that it says", async () => {
      const [block] = commentBlocks(readFileSync(join(installed, 'dist/engines/duckdb/dialect.d.ts'), 'utf8'))
      writeFileSync(join(folder, 'dialect.ts'), block?.code ?? '')
      expect((await command(folder, TSC, '-p', '.')).stdout).toBe('')
      const ran: Ended = await command(folder, process.execPath, 'out/dialect.js')
      const promised = /console\.log\(totals\) \/\/ (.*)$/m.exec(block?.code ?? '')?.[1]
      expect(ran).toEqual({ status: 0, stdout: `${promised}\n`, stderr: '' })
    })

    /** Writes every block of TypeScript that a user may copy as a module of its own. */
    function writeExamples(): readonly string[] {
      const names: string[] = []
      const write = (name: string, code: string) => {
        writeFileSync(join(folder, `${name}.ts`), `${code}\nexport {}\n`)
        names.push(name)
      }
      const readme = join(installed, 'README.md')
      const blocks = existsSync(readme) ? markdownBlocks(readFileSync(readme, 'utf8')) : []
      for (const { line, code } of blocks) write(`readme-line-${line}`, code)
      for (const { path, text } of declarationsFrom(join(installed, 'dist/index.d.ts'))) {
        const file = basename(path, '.d.ts')
        for (const { line, code } of commentBlocks(text)) {
          if (code.includes("from 'trailq'")) write(`${file}-line-${line}`, code)
          else if (path.includes('/trail/')) write(`${file}-line-${line}`, `${GIVEN}\n${code}`)
        }
        const expressions = inlineExamples(text)
        if (expressions.length > 0)
          write(`${file}-inline`, `${GIVEN}\nexport const all = [\n${expressions.join(',\n')}\n]`)
      }
      return names
    }
  },
)
