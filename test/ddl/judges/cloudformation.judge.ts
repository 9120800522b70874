import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { type Extras, printTable, tableDefinition } from '../../../src/ddl/index.ts'
import { tableInput } from '../../../src/ddl/table-input.ts'
import { CASES, HOSTILE_PREFIXES, HOSTILE_TEXTS } from '../cases.ts'
import { CDK, folder, isThere, PYTHON } from './place.ts'
import { askCfnLint, readTemplates, type Template } from './python.ts'

const ACCOUNT = { location: 's3://my-trail', account: '111122223333', region: 'us-east-1' } as const
const EXTRAS: Extras = {
  database: { comment: "it's: a # comment" },
  workgroup: { name: 'trail.q', cutoff: 100_000_000_000, results: 's3://my-results/trailq/' },
  queries: [
    { name: 'who-did', description: 'Who made this call?', sql: "SELECT 1\nFROM t -- it's ${x} %{y}\n" },
    { name: 'one line', description: '- yes', sql: 'SELECT 1' },
  ],
}

function inputOf(template: Template | undefined): unknown {
  return Object.values(template?.Resources ?? {}).find(({ Type }) => Type === 'AWS::Glue::Table')?.Properties.TableInput
}

describe.skipIf(!isThere('cfn-lint', PYTHON))('cfn-lint takes the CloudFormation target', () => {
  const good = printTable(tableDefinition(ACCOUNT), 'cloudformation', EXTRAS)

  test('every table, as the model has it', () => {
    const tables = CASES.map(({ options }) => tableDefinition(options))
    const texts = tables.map(table => printTable(table, 'cloudformation'))
    expect(readTemplates(texts).map(inputOf)).toEqual(tables.map(table => tableInput(table)))
    expect(askCfnLint(texts)).toEqual([])
  })

  test('with database, workgroup and queries; in JSON as well', () => {
    const kms = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000'
    const workgroup = { name: 'trailq', cutoff: 20_000_000, results: 's3://my-results/', kmsKey: kms }
    const table = tableDefinition(ACCOUNT)
    const open = { name: 'open', cutoff: 20_000_000 }
    const others = [{ workgroup }, { workgroup: open }].map(extras => printTable(table, 'cloudformation', extras))
    expect(askCfnLint([good, ...others])).toEqual([])
    expect(askCfnLint([printTable(table, 'cloudformation-json', EXTRAS)], 'json')).toEqual([])
    expect(JSON.parse(printTable(table, 'cloudformation-json', EXTRAS))).toEqual(readTemplates([good])[0])
    const queries = Object.values(readTemplates([good])[0]?.Resources ?? {}).map(
      ({ Properties }) => Properties['QueryString'],
    )
    expect(queries.filter(query => query !== undefined)).toEqual(EXTRAS.queries?.map(({ sql }) => sql))
  })

  test('hostile texts and prefixes come back as they went in', () => {
    const tables = [
      ...HOSTILE_TEXTS.map(comment => tableDefinition({ ...ACCOUNT, comment })),
      ...HOSTILE_PREFIXES.map(prefix => tableDefinition({ ...ACCOUNT, location: `s3://my-trail/${prefix}` })),
    ]
    const texts = tables.map(table => printTable(table, 'cloudformation'))
    expect(readTemplates(texts).map(inputOf)).toEqual(tables.map(table => tableInput(table)))
    // It guesses that a Sub was forgotten around `${AWS::Region}`; here it is a text.
    expect(askCfnLint(texts).filter(finding => !finding.startsWith('E1029 '))).toEqual([])
  })

  test('it has teeth', () => {
    const bad = {
      'an unknown property': good.replace('TableType:', 'TableTyp:'),
      'no catalog': good.replace(/^ +CatalogId:\n.*\n/gm, ''),
      'a list for a map': good
        .replace(/Parameters:\n/, 'Parameters:\n          - EXTERNAL\n')
        .replace(/^ +EXTERNAL.*\n/m, ''),
      'a cutoff that is too low': good.replace('100000000000', '1000'),
      'a name of Sub': good
        .replace(/Description: CloudTrail/, 'Description: !Sub ${account}')
        .replace(/Sub .*/, 'Sub "${nobody}"'),
      'a key twice': good.replace(/^( +)TableType: .*\n/m, '$&$&'),
    }
    for (const [what, text] of Object.entries(bad)) {
      expect(text, what).not.toBe(good)
      expect(askCfnLint([text]), what).not.toEqual([])
    }
  })
})

describe.skipIf(!isThere('the CDK', CDK))('the CDK includes the template', () => {
  test('CfnInclude and a synthesis give the table back', () => {
    const table = tableDefinition(ACCOUNT)
    const place = folder({
      'template.yaml': printTable(table, 'cloudformation', EXTRAS),
      'app.cjs': `
        const { App, Stack } = require('${CDK}/node_modules/aws-cdk-lib')
        const { CfnInclude } = require('${CDK}/node_modules/aws-cdk-lib/cloudformation-include')
        const app = new App({ outdir: process.argv[2] + '/out' })
        new CfnInclude(new Stack(app, 'S'), 'T', { templateFile: process.argv[2] + '/template.yaml' })
        process.stdout.write(JSON.stringify(app.synth().getStackByName('S').template))`,
    })
    const out = execFileSync(process.execPath, [join(place, 'app.cjs'), place], { encoding: 'utf8' })
    expect(inputOf(JSON.parse(out))).toEqual(tableInput(table))
  })
})
