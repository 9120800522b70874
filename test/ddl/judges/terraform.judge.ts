import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetTableCommand, type GetTableCommandOutput, GlueClient } from '@aws-sdk/client-glue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Extras, printTable, type TableDefinition, tableDefinition } from '../../../src/ddl/index.ts'
import { tableInput } from '../../../src/ddl/table-input.ts'
import { CASES, HOSTILE_PREFIXES, HOSTILE_TEXTS } from '../cases.ts'
import { type Moto, startMoto } from './moto.ts'
import { folder, isThere, PYTHON } from './place.ts'
import { PROVIDERS, TERRAFORM, terraform } from './terraform.ts'

const ACCOUNT = { location: 's3://my-trail', account: '111122223333', region: 'us-east-1', database: 'logs' } as const
const EXTRAS: Extras = {
  database: { comment: 'it\'s ${a} %{b} "c"' },
  workgroup: { name: 'trail.q', cutoff: 100_000_000_000, results: 's3://my-results/trailq/' },
  queries: [
    { name: 'who-did', description: 'Who ${made} this call?', sql: "SELECT 1\nFROM t -- it's ${x} %{y} \\n\n" },
    { name: 'one line', description: '- yes', sql: 'SELECT 1' },
  ],
}

/** A folder with files, and terraform at home in it. */
function project(files: Readonly<Record<string, string>>): string {
  const place = folder({ 'provider.tf': 'provider "aws" {}\n', ...files })
  const init = terraform(place, ['init'])
  if (init.status !== 0) throw new Error(init.text)
  return place
}

describe.skipIf(!isThere('terraform', TERRAFORM) || !isThere("terraform's AWS provider", PROVIDERS))(
  'terraform',
  () => {
    const good = printTable(tableDefinition(ACCOUNT), 'terraform', EXTRAS)

    test('validates every table, in HCL and in JSON, and would format nothing otherwise', () => {
      const place = project(
        Object.fromEntries(
          CASES.map(({ name, options }, at) => {
            const [target, ending] =
              at % 2 === 0 ? (['terraform', 'tf'] as const) : (['terraform-json', 'tf.json'] as const)
            return [`${name}.${ending}`, printTable(tableDefinition(options), target)]
          }),
        ),
      )
      expect(readdirSync(place).filter(name => /\.tf(\.json)?$/.test(name))).toHaveLength(CASES.length + 1)
      expect(terraform(place, ['validate']).text).toContain('Success!')
      expect(terraform(place, ['fmt', '-check', '-diff'])).toEqual({ status: 0, text: '' })
    })

    test('validates what comes along, in both forms', () => {
      const kms = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000'
      const workgroup = { name: 'other', cutoff: 20_000_000, results: 's3://my-results/', kmsKey: kms }
      const table = tableDefinition({ ...ACCOUNT, table: 'other', database: 'others' })
      const place = project({
        'a.tf': good,
        'c.tf': printTable(tableDefinition({ ...ACCOUNT, table: 'open' }), 'terraform', {
          workgroup: { name: 'open', cutoff: 20_000_000 },
        }),
        'b.tf.json': printTable(table, 'terraform-json', { ...EXTRAS, workgroup }),
      })
      expect(terraform(place, ['validate']).text).toContain('Success!')
      expect(terraform(place, ['fmt', '-check', '-diff'])).toEqual({ status: 0, text: '' })
    })

    test('validates the repository of the examples', () => {
      const examples = join(import.meta.dirname, '../../../examples/infra/terraform')
      const names = readdirSync(examples)
      const place = folder(Object.fromEntries(names.map(name => [name, readFileSync(join(examples, name), 'utf8')])))
      expect(names).toHaveLength(4)
      expect(terraform(place, ['init']).status).toBe(0)
      expect(terraform(place, ['validate']).text).toContain('Success!')
      expect(terraform(place, ['fmt', '-check', '-diff'])).toEqual({ status: 0, text: '' })
    })

    test('has teeth', () => {
      const bad = {
        'an unknown argument': good.replace('table_type ', 'table_typ  '),
        'no database': good.replace(/^ +database_name.*\n/gm, ''),
        'a template': good.replaceAll('$${account}', '${account}'),
        'a cutoff that is too low': good.replace('100000000000', '1000'),
        'a reference to nothing': good.replace('aws_athena_workgroup.trail_q.id', 'aws_athena_workgroup.nobody.id'),
      }
      const place = project({ 'a.tf': good })
      expect(terraform(place, ['validate']).status).toBe(0)
      for (const [what, text] of Object.entries(bad)) {
        expect(text, what).not.toBe(good)
        writeFileSync(join(place, 'a.tf'), text)
        expect(terraform(place, ['validate']).status, what).toBe(1)
      }
      writeFileSync(join(place, 'a.tf'), good.replace('name          =', 'name ='))
      expect(terraform(place, ['fmt', '-check']).status).toBe(3)
    })

    describe.skipIf(!isThere('moto', PYTHON))('against a catalog', () => {
      let moto: Moto
      beforeAll(async () => {
        moto = await startMoto()
      })
      afterAll(() => moto.stop())

      test('what it applies is the model, field by field, hostile texts included', async () => {
        const hostile = [
          ...HOSTILE_TEXTS.map(comment => ({ ...ACCOUNT, comment })),
          ...HOSTILE_PREFIXES.map(prefix => ({ ...ACCOUNT, location: `s3://my-trail/${prefix}` })),
        ].map((options, at) => tableDefinition({ ...options, table: `hostile_${at}` }))
        const first = tableDefinition(ACCOUNT)
        const others = [
          ...hostile,
          ...CASES.filter((_, at) => at % 7 === 0).map(({ options }) => tableDefinition(options)),
        ]
        const place = project({
          'first.tf': printTable(first, 'terraform', EXTRAS),
          ...Object.fromEntries(
            others.map((table, at) =>
              at % 2 === 0
                ? [`${table.name}.tf`, after(printTable(table, 'terraform'))]
                : [`${table.name}.tf.json`, afterJson(printTable(table, 'terraform-json'))],
            ),
          ),
        })
        const applied = terraform(place, ['apply', '-auto-approve', '-input=false', '-no-color'], moto.env)
        expect(applied.text).toContain(`Apply complete! Resources: ${others.length + 5} added`)
        expect(terraform(place, ['plan', '-input=false', '-no-color', '-detailed-exitcode'], moto.env).status).toBe(0)

        const glue = new GlueClient({
          endpoint: moto.url,
          region: 'us-east-1',
          credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
        })
        for (const table of [first, ...others]) {
          const answer = await glue.send(new GetTableCommand({ DatabaseName: 'logs', Name: table.name }))
          expect(catalogued(answer), table.name).toEqual(tableInput(table))
        }
        const state = JSON.parse(readFileSync(join(place, 'terraform.tfstate'), 'utf8')) as State
        const sql = state.resources.filter(({ type }) => type === 'aws_athena_named_query')
        expect(sql.map(({ instances }) => instances[0]?.attributes['query']?.trimEnd()).sort()).toEqual(
          EXTRAS.queries?.map(({ sql: text }) => text.trimEnd()).sort(),
        )
      })
    })
  },
)

interface State {
  readonly resources: readonly {
    readonly type: string
    readonly instances: readonly { readonly attributes: Readonly<Record<string, string>> }[]
  }[]
}

/** Tables wait for the database, which another file makes. */
function after(text: string): string {
  return text.replace(/database_name = "logs"/, 'database_name = aws_glue_catalog_database.logs.name')
}

function afterJson(text: string): string {
  return text.replace('"database_name": "logs"', '"database_name": "${aws_glue_catalog_database.logs.name}"')
}

/** What a catalog answers, without what it adds: its own facts, and lists that are empty. */
function catalogued({ Table }: GetTableCommandOutput): object {
  const { Name, Description, TableType, Parameters, PartitionKeys, StorageDescriptor } = Table ?? {}
  const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = StorageDescriptor ?? {}
  const bare = (columns: typeof Columns) =>
    columns?.map(column => ({ Name: column.Name, Type: column.Type, Comment: column.Comment }))
  return {
    Name,
    Description,
    TableType,
    Parameters,
    PartitionKeys: bare(PartitionKeys),
    StorageDescriptor: {
      Columns: bare(Columns),
      Location,
      InputFormat,
      OutputFormat,
      SerdeInfo: { SerializationLibrary: SerdeInfo?.SerializationLibrary },
    },
  } satisfies Record<keyof ReturnType<typeof input>, unknown>
}

function input(table: TableDefinition) {
  return tableInput(table)
}
