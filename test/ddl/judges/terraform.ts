import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** The program, where it is on PATH. */
export const TERRAFORM = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map(folder => join(folder, 'terraform'))
  .find(existsSync)

/** The folder of the AWS provider: a machine that has it carries it below a folder at the root. */
export const PROVIDERS =
  process.env['TRAILQ_TF_PLUGINS'] ??
  readdirSync('/')
    .map(folder => join('/', folder, 'tf-plugins'))
    .find(existsSync)

/** What came of a run. */
export interface Ran {
  readonly status: number | null
  readonly text: string
}

/** Runs terraform in a folder, with the provider that is on the machine. */
export function terraform(place: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const words = args[0] === 'init' ? [...args, `-plugin-dir=${PROVIDERS}`, '-input=false'] : args
  const { status, stdout, stderr } = spawnSync(TERRAFORM ?? '', [`-chdir=${place}`, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], HOME: place, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...env },
  })
  return { status, text: `${stdout}${stderr}` }
}
