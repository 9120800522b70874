import { existsSync, writeFileSync } from 'node:fs'

import { coordinator } from '../engines/trino/connection.ts'
import { TrailqError } from '../errors.ts'
import { ENGINE_NAMES, type EngineName } from '../events/index.ts'
import { parseRegion } from '../model/index.ts'
import { athenaConfig } from './athena-config.ts'
import { engineNamed } from './config.ts'
import { ENGINES, interview, sayWhetherThere } from './interview.ts'
import { type EngineFlags, FILE, flagOf, fromFlags, SETTINGS, type SettingName, type Settings } from './settings.ts'
import { err, print, say } from './terminal.ts'

/** What each engine must be told, and what it may be. */
const NAMES: Readonly<
  Record<EngineName, { readonly must: readonly SettingName[]; readonly may: readonly SettingName[] }>
> = {
  duckdb: { must: ['logs'], may: [] },
  trino: { must: ['url', 'catalog', 'schema', 'table'], may: ['user', 'sessionUser', 'ca'] },
  athena: {
    must: ['database', 'table'],
    may: ['workgroup', 'outputLocation', 'awsRegion', 'profile', 'maxScan', 'reuse', 'catalog', 'bucketOwner', 'price'],
  },
}

const EXAMPLES: Readonly<Partial<Record<SettingName, string>>> = {
  logs: 'AWSLogs',
  url: 'https://trino.example.com:8443',
  catalog: 'hive',
  schema: 'security',
  database: 'security',
  table: 'cloudtrail_logs',
  workgroup: 'primary',
  outputLocation: 's3://BUCKET/PREFIX/',
  bucketOwner: '111122223333',
  awsRegion: 'us-east-1',
  maxScan: '50GB',
  reuse: '60m',
  price: '5',
}

/** What an empty answer to what is needed means: what trailq itself goes by, never a name that only might be. */
const STANDARDS: Readonly<Partial<Record<SettingName, string>>> = { logs: 'AWSLogs', table: 'cloudtrail_logs' }

const HEAD = `What is ${FILE} to say? Enter takes what stands in brackets; Ctrl-C leaves without writing.\n`

const ENGINE_CHOICE = `Which engine is to answer?
${ENGINE_NAMES.map(name => `    ${name.padEnd(8)}${ENGINES[name]}`).join('\n')}`

/** The flags of `trailq init`. */
export type InitFlags = EngineFlags & { readonly force?: boolean }

/** `trailq init`: writes trailq.json here, from flags, or by asking where a person sits. */
export async function init(flags: InitFlags): Promise<number> {
  if (existsSync(FILE) && flags.force !== true) {
    throw new TrailqError('BAD_USAGE', `There is a ${FILE} here already`, { next: 'Add --force to write it anew.' })
  }
  const given = fromFlags(flags)
  const engine = likely(given)
  if (engine !== undefined) checkGiven(engine, given)
  const isSitting = process.stdin.isTTY === true && err.isTerminal()
  // Flags that say all that is needed are a command, not the beginning of a talk.
  const isTold = engine !== undefined && NAMES[engine].must.every(name => given[name] !== undefined)
  const found = isSitting && !isTold ? await asked(engine, given) : given
  const chosen = engineNamed(found.engine ?? engine ?? 'duckdb')
  const missing = NAMES[chosen].must.find(name => found[name] === undefined)
  if (missing !== undefined) {
    throw new TrailqError('MISSING_PARAMETER', `${chosen} needs to be told its ${missing}`, {
      next: `Add ${flagOf(missing)} ${exampleOf(chosen, missing)}.`,
    })
  }
  checkGiven(chosen, found)
  writeFileSync(FILE, fileText(chosen, { ...found, engine: chosen }))
  const next = { duckdb: 'trailq run failed-calls', trino: 'trailq run failed-calls', athena: 'trailq doctor' }[chosen]
  await print(`${FILE} is written. Next: ${next}`)
  return 0
}

function likely({ engine, logs, url, database }: Settings): EngineName | undefined {
  if (engine !== undefined) return engineNamed(engine)
  if (logs !== undefined) return 'duckdb'
  if (url !== undefined) return 'trino'
  return database === undefined ? undefined : 'athena'
}

/** Asks for what no flag has said. */
function asked(engine: EngineName | undefined, given: Settings): Promise<Settings> {
  return interview(HEAD, async one => {
    const choice = { name: 'engine', about: ENGINE_CHOICE, standard: 'duckdb', check: engineNamed } as const
    const chosen = engine ?? engineNamed((await one(choice)) ?? 'duckdb')
    const { must, may } = NAMES[chosen]
    const answers: [SettingName, string | readonly string[]][] = []
    const take = async (name: SettingName, isNeeded: boolean) => {
      if (given[name] !== undefined) return
      const standard = isNeeded ? STANDARDS[name] : undefined
      const example = isNeeded ? exampleOf(chosen, name) : undefined
      const check = (answer: string) => checkSetting(chosen, name, answer)
      const answer = await one({ name, about: docOf(name), standard, example, check })
      if (answer === undefined) return
      if (name === 'logs') sayWhetherThere(answer)
      answers.push([name, name === 'logs' ? [answer] : answer])
    }
    for (const name of must) await take(name, true)
    if (may.some(name => given[name] === undefined)) say('\nThe rest may be left empty.')
    for (const name of may) await take(name, false)
    return { ...Object.fromEntries(answers), ...given, engine: chosen }
  })
}

function checkGiven(engine: EngineName, given: Settings): void {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string') checkSetting(engine, name as SettingName, value)
  }
}

/** @throws TrailqError what is wrong with the value of a setting, as far as it can be told from here */
function checkSetting(engine: EngineName, name: SettingName, value: string): void {
  if (engine === 'athena') athenaConfig({ [name]: value }, () => value)
  if (name === 'url') coordinator({ url: value })
  if (name === 'awsRegion') parseRegion(value)
}

/** What a setting is; whose it is goes without saying here. */
function docOf(name: SettingName): string {
  const [, text = ''] = /^(?:Trino|Athena)[^:]*: (.*)$/.exec(SETTINGS[name].doc) ?? []
  return text === '' ? SETTINGS[name].doc : text.charAt(0).toUpperCase() + text.slice(1)
}

function exampleOf(engine: EngineName, name: SettingName): string {
  if (engine === 'athena' && name === 'catalog') return 'AwsDataCatalog'
  return EXAMPLES[name] ?? '…'
}

/** The file with a line on each setting; those that were not given stand in it as comments. */
function fileText(engine: EngineName, found: Settings): string {
  const { must, may } = NAMES[engine]
  const order = new Set<SettingName>(['engine', ...must, ...may, ...(Object.keys(found) as SettingName[])])
  const known = [...order].filter(name => found[name] !== undefined)
  const others = may.filter(name => found[name] === undefined)
  const entry = (name: SettingName, value: unknown) => `  "${name}": ${JSON.stringify(value)}`
  const lines = known.map((name, i) => {
    const comma = i === known.length - 1 ? '' : ','
    return `  // ${docOf(name)}\n${entry(name, found[name])}${comma}`
  })
  const open = others.map(name => `  // ${docOf(name)}\n  //${entry(name, exampleOf(engine, name)).slice(1)},`)
  return `// Where trailq finds this trail. Flags and TRAILQ_* variables go first; credentials never stand here.\n{\n${[...open, ...lines].join('\n')}\n}\n`
}
