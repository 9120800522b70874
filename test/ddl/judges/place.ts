import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { onTestFinished } from 'vitest'

const HOME = execFileSync(join(import.meta.dirname, 'judges.sh'), ['where'], { encoding: 'utf8' }).trim()

/** Hive's parser: Java and jars. */
export const HIVE = join(HOME, 'hive')
/** The programs of a Python of their own: cfn-lint, moto_server, python. */
export const PYTHON = join(HOME, 'venv/bin')
/** Where aws-cdk-lib is. */
export const CDK = join(HOME, 'cdk')

/** Whether a judge is there. Where it is not, its tests are skipped and that is said; in CI they fail. */
export function isThere(judge: string, path: string | undefined): boolean {
  if (path !== undefined && existsSync(path)) return true
  if (process.env['CI'] !== undefined) throw new Error(`${judge} is not there, and in CI it has to be: make judges`)
  process.stderr.write(`SKIPPED: ${judge} is not there (make judges installs what this machine can have)\n`)
  return false
}

/** A folder that goes away with the test. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'trailq-judges-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
