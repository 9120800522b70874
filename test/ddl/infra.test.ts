import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

import { CLI } from '../cli/built.ts'
import { ROOT } from '../cli/trailq.ts'

const INFRA = join(ROOT, 'examples/infra')
const place = mkdtempSync(join(tmpdir(), 'trailq-infra-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const tables = (folder: string, ...words: readonly string[]) =>
  execFileSync(join(folder, 'tables.sh'), words, {
    env: { ...process.env, TRAILQ: `${process.execPath} ${CLI}` },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

test('the repository of the examples is fresh, and notices when it is not', () => {
  expect(tables(INFRA, '--check')).toBe('')
  cpSync(INFRA, place, { recursive: true })
  const file = join(place, 'terraform/insights.tf')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"insightdetails"', '"insights"'))
  expect(() => tables(place, '--check')).toThrow(/insights\.tf is not what trailq prints/)
  tables(place)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('the same by the library', () => {
  const out = execFileSync(process.execPath, ['--no-warnings', join(INFRA, 'tables.ts')], { encoding: 'utf8' })
  const { aws_glue_catalog_table: table } = JSON.parse(out).resource
  expect(table.cloudtrail_logs.database_name).toBe('${aws_glue_catalog_database.cloudtrail.name}')
})
