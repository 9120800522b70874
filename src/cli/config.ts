import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { didYouMean, TrailqError } from '../errors.ts'
import { ENGINE_NAMES, type EngineName } from '../events/index.ts'
import type { TrailConfig } from '../trail/index.ts'

/** The engine's flags as typed. */
export interface EngineFlags {
  readonly engine?: string
  readonly logs?: readonly string[]
}

const FILE = 'trailq.json'

/**
 * Which trail to open: flags, then TRAILQ_ENGINE and TRAILQ_LOGS, then trailq.json in this folder or one above, then
 * ./AWSLogs where it exists.
 *
 * @throws TrailqError NO_ENGINE with the ways to go on, BAD_CONFIGURATION, NOT_SUPPORTED
 */
export function trailConfig(flags: EngineFlags): TrailConfig {
  const file = configFile()
  const logs =
    flags.logs ?? listOf(process.env['TRAILQ_LOGS']) ?? file.logs ?? (existsSync('AWSLogs') ? ['AWSLogs'] : undefined)
  const engine = flags.engine ?? process.env['TRAILQ_ENGINE'] ?? file.engine ?? 'duckdb'
  if (engineNamed(engine) !== 'duckdb') {
    throw new TrailqError('NOT_SUPPORTED', `This version can't run on ${engine} yet`, {
      next: `It prints the SQL: trailq show QUERY --engine ${engine}.`,
    })
  }
  if (logs !== undefined && logs.length > 0) return { engine: 'duckdb', logs }
  throw new TrailqError('NO_ENGINE', 'Where are the logs? No --logs was given and there is no ./AWSLogs here', {
    next: `Three ways to go on:
    trailq … --logs DIR                    a folder that was copied from the trail's bucket
    export TRAILQ_LOGS=DIR                 the same, for all commands to come
    echo '{"logs": "DIR"}' > ${FILE}   the same, for this folder and those below`,
  })
}

/** @throws TrailqError BAD_PARAMETER */
export function engineNamed(name: string): EngineName {
  const found = ENGINE_NAMES.find(known => known === name)
  if (found !== undefined) return found
  throw new TrailqError('BAD_PARAMETER', `There is no engine '${name}'.${didYouMean(name, ENGINE_NAMES)}`, {
    next: `Engines: ${ENGINE_NAMES.join(', ')}.`,
  })
}

function configFile(): { engine?: string; logs?: readonly string[] } {
  const path = nearestFile(process.cwd())
  if (path === undefined) return {}
  const { engine, logs } = parse(path)
  const folders = typeof logs === 'string' ? [logs] : logs
  return {
    ...(engine === undefined ? {} : { engine }),
    // Paths in a file are meant from where the file is.
    ...(folders === undefined ? {} : { logs: folders.map(folder => resolve(dirname(path), folder)) }),
  }
}

function nearestFile(folder: string): string | undefined {
  const path = join(folder, FILE)
  if (existsSync(path)) return path
  const above = dirname(folder)
  return above === folder ? undefined : nearestFile(above)
}

function parse(path: string): { engine?: string; logs?: string | readonly string[] } {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : String(error))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'it is no JSON object')
  const { engine, logs, ...others } = value as Record<string, unknown>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw wrong(path, `it has an unknown name '${unknown}'.${didYouMean(unknown, ['engine', 'logs'])}`)
  if (engine !== undefined && typeof engine !== 'string') throw wrong(path, "'engine' is no text")
  const isList = Array.isArray(logs) && logs.every(item => typeof item === 'string')
  if (logs !== undefined && typeof logs !== 'string' && !isList)
    throw wrong(path, "'logs' is neither text nor a list of texts")
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(logs === undefined ? {} : { logs: logs as string | string[] }),
  }
}

function wrong(path: string, why: string): TrailqError {
  return new TrailqError('BAD_CONFIGURATION', `${path} can't be used: ${why}`, {
    next: 'It may say: {"engine": "duckdb", "logs": "AWSLogs"}.',
  })
}

function listOf(text: string | undefined): readonly string[] | undefined {
  return text === undefined || text === '' ? undefined : text.split(',')
}
