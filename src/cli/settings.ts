import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { didYouMean, TrailqError } from '../errors.ts'

/** How a setting is written: a text, several, or names with values. */
type Kind = 'text' | 'list' | 'pairs'

interface Setting {
  readonly kind: Kind
  readonly placeholder: string
  readonly doc: string
  /** Whether it names files, which in trailq.json are meant from where that lies. */
  readonly isPath?: boolean
}

/**
 * What tells where a trail is. Each is a flag, a variable `TRAILQ_NAME` and a name in trailq.json, in this order. Secrets
 * are none of them: see {@link secrets}.
 */
export const SETTINGS = {
  engine: { kind: 'text', placeholder: 'name', doc: 'duckdb, trino or athena. Default: duckdb where there are logs.' },
  logs: {
    kind: 'list',
    placeholder: 'path',
    doc: 'Folder, file or glob of CloudTrail logs, or a store of compact. Default: ./AWSLogs.',
    isPath: true,
  },
  url: { kind: 'text', placeholder: 'address', doc: 'Trino: the coordinator, https://trino.example.com:8443.' },
  user: { kind: 'text', placeholder: 'name', doc: 'Trino: who asks. Default: your name on this machine.' },
  catalog: {
    kind: 'text',
    placeholder: 'name',
    doc: 'Trino, Athena: the catalog of the table, such as hive or AwsDataCatalog.',
  },
  schema: { kind: 'text', placeholder: 'name', doc: 'Trino: the schema of the table.' },
  table: { kind: 'text', placeholder: 'name', doc: 'Trino, Athena: the table of CloudTrail records.' },
  session: { kind: 'pairs', placeholder: 'name=value', doc: 'Trino: a session property; may be given several times.' },
  sessionUser: { kind: 'text', placeholder: 'name', doc: 'Trino: whom to act as, where the login may.' },
  ca: { kind: 'text', placeholder: 'file', doc: 'Trino: certificates (PEM) that sign the server’s.', isPath: true },
  database: { kind: 'text', placeholder: 'name', doc: 'Athena: the database of the table.' },
  workgroup: { kind: 'text', placeholder: 'name', doc: 'Athena: the workgroup. Default: primary.' },
  outputLocation: { kind: 'text', placeholder: 's3://…', doc: 'Athena: where results go. Default: the workgroup’s.' },
  bucketOwner: { kind: 'text', placeholder: 'id', doc: 'Athena: the account that must own the bucket of results.' },
  awsRegion: { kind: 'text', placeholder: 'region', doc: 'Athena: the AWS region. Default: as the AWS CLI has it.' },
  profile: { kind: 'text', placeholder: 'name', doc: 'Athena: a profile of your AWS configuration.' },
  maxScan: { kind: 'text', placeholder: 'size', doc: 'Athena: stop a query that reads more, such as 50GB.' },
  reuse: { kind: 'text', placeholder: 'time', doc: 'Athena: use an answer again that is not older, such as 60m.' },
  price: { kind: 'text', placeholder: 'dollars', doc: 'Athena: what a terabyte costs you. Default: the list price.' },
} as const satisfies Record<string, Setting>

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS

/** Settings as they were found. */
export type Settings = { readonly [K in SettingName]?: SettingValue<(typeof SETTINGS)[K]['kind']> }

type SettingValue<K extends Kind> = K extends 'text'
  ? string
  : K extends 'list'
    ? readonly string[]
    : Readonly<Record<string, string>>

/** The engine's flags as commander hands them over. */
export type EngineFlags = { readonly [K in SettingName]?: string | readonly string[] }

export const FILE = 'trailq.json'

const NAMES = Object.keys(SETTINGS) as readonly SettingName[]

/** Settings from flags, then variables, then trailq.json in this folder or one above. @throws TrailqError BAD_CONFIGURATION */
export function settings(flags: EngineFlags): Settings {
  return { ...fromFile(), ...fromVariables(), ...fromFlags(flags) }
}

/** Settings that flags alone say. */
export function fromFlags(flags: EngineFlags): Settings {
  return collect(name => {
    const value = flags[name]
    return value === undefined ? undefined : parsed(name, typeof value === 'string' ? [value] : value, flagOf(name))
  })
}

/** Passwords and tokens come from the environment alone: flags show up in lists of processes, files in repositories. */
export function secrets(): { readonly password?: string; readonly token?: string } {
  const { TRAILQ_TRINO_PASSWORD: password, TRAILQ_TRINO_TOKEN: token } = process.env
  return {
    ...(password === undefined || password === '' ? {} : { password }),
    ...(token === undefined || token === '' ? {} : { token }),
  }
}

/** The flag of a setting. */
export function flagOf(name: SettingName): string {
  return `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
}

/** The variable of a setting. */
export function variableOf(name: SettingName): string {
  return `TRAILQ_${name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`
}

function fromVariables(): Settings {
  return collect(name => {
    const text = process.env[variableOf(name)]
    if (text === undefined || text === '') return undefined
    return parsed(name, SETTINGS[name].kind === 'text' ? [text] : text.split(','), variableOf(name))
  })
}

function parsed(name: SettingName, texts: readonly string[], where: string): SettingValue<Kind> {
  const { kind } = SETTINGS[name]
  if (kind === 'list') return texts
  if (kind === 'text') return texts.at(-1) ?? ''
  return Object.fromEntries(texts.map(text => pair(text, where)))
}

function pair(text: string, where: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)]
  throw new TrailqError('BAD_CONFIGURATION', `${where} takes name=value, not '${text}'`, {
    next: `Write ${where} query_max_run_time=5m.`,
  })
}

function collect(find: (name: SettingName) => SettingValue<Kind> | undefined): Settings {
  return Object.fromEntries(
    NAMES.map(name => [name, find(name)]).filter(([, value]) => value !== undefined),
  ) as Settings
}

/** The file that settings come from. */
export function configFile(): string | undefined {
  return nearestFile(process.cwd())
}

function fromFile(): Settings {
  const path = configFile()
  if (path === undefined) return {}
  const content = parse(path)
  return collect(name => {
    const value = content[name]
    return value === undefined ? undefined : checked(path, name, value)
  })
}

function nearestFile(folder: string): string | undefined {
  const path = join(folder, FILE)
  if (existsSync(path)) return path
  const above = dirname(folder)
  return above === folder ? undefined : nearestFile(above)
}

function parse(path: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    // Lines of comments, as 'trailq init' writes them.
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^[ \t]*\/\/.*$/gm, ''))
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : String(error))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'it is no JSON object')
  const unknown = Object.keys(value).find(name => !NAMES.some(known => known === name))
  if (unknown === undefined) return value as Record<string, unknown>
  if (/password|token|secret/i.test(unknown)) {
    throw wrong(path, `'${unknown}' is a secret: set TRAILQ_TRINO_PASSWORD or TRAILQ_TRINO_TOKEN in the environment`)
  }
  throw wrong(path, `it has an unknown name '${unknown}'.${didYouMean(unknown, NAMES)}`)
}

function checked(path: string, name: SettingName, value: unknown): SettingValue<Kind> {
  const { kind, ...setting } = SETTINGS[name]
  // Paths in a file are meant from where the file is.
  const from = (text: string) => ('isPath' in setting && setting.isPath ? resolve(dirname(path), text) : text)
  const isTexts = (list: readonly unknown[]): list is readonly string[] => list.every(item => typeof item === 'string')
  if (kind === 'text' && typeof value === 'string') return from(value)
  if (kind === 'list' && typeof value === 'string') return [from(value)]
  if (kind === 'list' && Array.isArray(value) && isTexts(value)) return value.map(from)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (kind === 'pairs' && isObject && isTexts(Object.values(value))) return value as Record<string, string>
  throw wrong(path, `'${name}' is ${WANTED[kind]}`)
}

const WANTED: Readonly<Record<Kind, string>> = {
  text: 'no text',
  list: 'neither text nor a list of texts',
  pairs: 'no object with texts in it',
}

function wrong(path: string, why: string): TrailqError {
  return new TrailqError('BAD_CONFIGURATION', `${path} can't be used: ${why}`, {
    next: 'It may say: {"engine": "duckdb", "logs": "AWSLogs"}.',
  })
}
