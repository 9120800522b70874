import { existsSync } from 'node:fs'

import { didYouMean, TrailqError } from '../errors.ts'
import { ENGINE_NAMES, type EngineName } from '../events/index.ts'
import type { TrailConfig } from '../trail/index.ts'
import { athenaConfig } from './athena-config.ts'
import {
  type EngineFlags,
  FILE,
  flagOf,
  fromFlags,
  type SettingName,
  type Settings,
  secrets,
  settings,
  variableOf,
} from './settings.ts'

/**
 * Which trail to open: flags, then TRAILQ_* variables, then trailq.json in this folder or one above, then ./AWSLogs
 * where it exists.
 *
 * @throws TrailqError NO_ENGINE with the ways to go on, BAD_CONFIGURATION, NOT_SUPPORTED
 */
export function trailConfig(flags: EngineFlags): TrailConfig {
  const found = settings(flags)
  switch (engineOf(fromFlags(flags), found)) {
    case 'duckdb':
      return logsConfig(found)
    case 'trino':
      return trinoConfig(found)
    case 'athena':
      return athenaConfig(found, (name, example) => needed(found, name, example, 'Athena'))
  }
}

/** @throws TrailqError BAD_PARAMETER */
export function engineNamed(name: string): EngineName {
  const found = ENGINE_NAMES.find(known => known === name)
  if (found !== undefined) return found
  throw new TrailqError('BAD_PARAMETER', `There is no engine '${name}'.${didYouMean(name, ENGINE_NAMES)}`, {
    next: `Engines: ${ENGINE_NAMES.join(', ')}.`,
  })
}

/** Who names logs or a server on the command line means that, whatever a file says. */
function engineOf(flags: Settings, found: Settings): EngineName {
  if (flags.engine !== undefined) return engineNamed(flags.engine)
  if (flags.logs !== undefined) return 'duckdb'
  if (flags.url !== undefined) return 'trino'
  if (flags.database !== undefined) return 'athena'
  if (found.engine !== undefined) return engineNamed(found.engine)
  if (found.logs !== undefined) return 'duckdb'
  return found.url !== undefined ? 'trino' : found.database !== undefined ? 'athena' : 'duckdb'
}

/** The engine that a command line will ask, before it has been read; undefined where that will be an error. */
export function likelyEngine(argv: readonly string[]): EngineName | undefined {
  const wordAfter = (flag: string) => {
    const at = argv.findIndex(word => word === flag || word.startsWith(`${flag}=`))
    return at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1] ?? '')
  }
  const flags = {
    engine: wordAfter('--engine'),
    logs: wordAfter('--logs'),
    url: wordAfter('--url'),
    database: wordAfter('--database'),
  }
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
  try {
    return engineOf(fromFlags(given), settings(given))
  } catch {
    return undefined
  }
}

function logsConfig({ logs = existsSync('AWSLogs') ? ['AWSLogs'] : [] }: Settings): TrailConfig {
  if (logs.length > 0) return { engine: 'duckdb', logs }
  throw new TrailqError('NO_ENGINE', 'Where are the logs? No --logs was given and there is no ./AWSLogs here', {
    next: `Ways to go on:
    trailq … --logs DIR                    a folder that was copied from the trail's bucket
    trailq … --database DATABASE --table TABLE                                  a table in Athena
    trailq … --url https://TRINO --catalog hive --schema SCHEMA --table TABLE   a table on a Trino cluster
    echo '{"logs": "DIR"}' > ${FILE}   any of them, for this folder and those below`,
  })
}

function trinoConfig(found: Settings): TrailConfig {
  const { user, session, sessionUser, ca } = found
  return {
    engine: 'trino',
    url: needed(found, 'url', 'https://trino.example.com:8443'),
    catalog: needed(found, 'catalog', 'hive'),
    schema: needed(found, 'schema', 'security'),
    table: needed(found, 'table', 'cloudtrail'),
    user,
    session,
    sessionUser,
    ca,
    ...secrets(),
  }
}

function needed(
  found: Settings,
  name: Exclude<SettingName, 'logs' | 'session'>,
  example: string,
  engine = 'Trino',
): string {
  const value = found[name]
  if (value !== undefined && value !== '') return value
  throw new TrailqError('NO_ENGINE', `${engine} needs to be told its ${name}`, {
    next: `Give ${flagOf(name)} ${example}, set ${variableOf(name)}, or write "${name}" into ${FILE}.`,
  })
}
