import { existsSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'

import { TrailqError } from '../errors.ts'
import { ENGINE_NAMES, type EngineName } from '../events/index.ts'
import { athenaConfig } from './athena-config.ts'
import { engineNamed } from './config.ts'
import { type EngineFlags, FILE, flagOf, fromFlags, SETTINGS, type SettingName, type Settings } from './settings.ts'
import { err, print } from './terminal.ts'

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
  catalog: 'AwsDataCatalog',
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

/** The flags of `trailq init`. */
export type InitFlags = EngineFlags & { readonly force?: boolean }

/** `trailq init`: writes trailq.json here, from flags, or by asking where a person sits. */
export async function init(flags: InitFlags): Promise<number> {
  if (existsSync(FILE) && flags.force !== true) {
    throw new TrailqError('BAD_USAGE', `There is a ${FILE} here already`, { next: 'Add --force to write it anew.' })
  }
  const given = fromFlags(flags)
  const engine = likely(given)
  const found = process.stdin.isTTY === true && err.isTerminal() ? await asked(engine, given) : given
  const chosen = engineNamed(found.engine ?? engine ?? 'duckdb')
  const missing = NAMES[chosen].must.find(name => found[name] === undefined)
  if (missing !== undefined) {
    throw new TrailqError('MISSING_PARAMETER', `${chosen} needs to be told its ${missing}`, {
      next: `Add ${flagOf(missing)} ${EXAMPLES[missing] ?? '…'}.`,
    })
  }
  if (chosen === 'athena') athenaConfig(found, name => String(found[name]))
  writeFileSync(FILE, fileText(chosen, { ...found, engine: chosen }))
  const next = { duckdb: 'trailq run failed-calls', trino: 'trailq run failed-calls', athena: 'trailq doctor' }[chosen]
  await print(`${FILE} is written. Next: ${next}`)
  return 0
}

function likely({ engine, url, database }: Settings): EngineName | undefined {
  if (engine !== undefined) return engineNamed(engine)
  if (url !== undefined) return 'trino'
  return database === undefined ? undefined : 'athena'
}

/** Asks for what no flag has said. An empty answer takes what stands in brackets. */
async function asked(engine: EngineName | undefined, given: Settings): Promise<Settings> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const chosen =
      engine ?? engineNamed((await lines.question(`Engine (${ENGINE_NAMES.join(', ')}) [duckdb]: `)).trim() || 'duckdb')
    const answers: [SettingName, string | readonly string[]][] = []
    const { must, may } = NAMES[chosen]
    for (const name of [...must, ...may]) {
      if (given[name] !== undefined) continue
      const standard = must.includes(name) ? (EXAMPLES[name] ?? '') : ''
      const answer = (await lines.question(`${SETTINGS[name].doc}\n  ${name} [${standard}]: `)).trim() || standard
      if (answer !== '') answers.push([name, name === 'logs' ? [answer] : answer])
    }
    return { ...Object.fromEntries(answers), ...given, engine: chosen }
  } finally {
    lines.close()
  }
}

/** The file with a line on each setting; those that were not given stand in it as comments. */
function fileText(engine: EngineName, found: Settings): string {
  const { must, may } = NAMES[engine]
  const known = (['engine', ...must, ...may] as const).filter(name => found[name] !== undefined)
  const others = may.filter(name => found[name] === undefined)
  const entry = (name: SettingName, value: unknown) => `  "${name}": ${JSON.stringify(value)}`
  const lines = known.map((name, i) => {
    const comma = i === known.length - 1 ? '' : ','
    return `  // ${SETTINGS[name].doc}\n${entry(name, found[name])}${comma}`
  })
  const open = others.map(name => `  // ${SETTINGS[name].doc}\n  //${entry(name, EXAMPLES[name] ?? '…').slice(1)},`)
  return `// Where trailq finds this trail. Flags and TRAILQ_* variables go first; credentials never stand here.\n{\n${[...open, ...lines].join('\n')}\n}\n`
}
