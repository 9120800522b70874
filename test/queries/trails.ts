import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'

import { ODD_RECORDS } from './odd-records.ts'

/** The sample trail. */
export const SAMPLE = fileURLToPath(new URL('../../examples/trail/AWSLogs', import.meta.url))

/** A folder that is gone after the test. */
export interface Folder extends Disposable {
  readonly path: string
}

/** The sample trail and, in one more file, records of kinds that it has none of. */
export function oddTrail(): Folder {
  const folder = temporaryFolder()
  cpSync(SAMPLE, join(folder.path, 'AWSLogs'), { recursive: true })
  writeLog(folder.path, 0, ODD_RECORDS)
  return folder
}

/** The records of a trail in other files and in another order: the same for the same seed. */
export function shuffled(trail: string, seed: number): Folder {
  const folder = temporaryFolder()
  const records = recordsBelow(trail)
  let state = seed
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
  const mixed = records.map(record => ({ record, at: random() })).sort((a, b) => a.at - b.at)
  const size = 97
  for (let start = 0; start < mixed.length; start += size) {
    const part = mixed.slice(start, start + size).map(({ record }) => record)
    writeLog(folder.path, start, part)
  }
  return folder
}

function recordsBelow(trail: string): readonly unknown[] {
  const logs = readdirSync(trail, { recursive: true, encoding: 'utf8' }).filter(
    path => path.includes('CloudTrail/') && path.endsWith('.json.gz'),
  )
  return logs.sort().flatMap(path => JSON.parse(String(gunzipSync(readFileSync(join(trail, path))))).Records)
}

function writeLog(folder: string, number: number, records: readonly unknown[]): void {
  const unique = String(number).padStart(16, 'x')
  const name = `111122223333_CloudTrail_us-east-1_20261120T0900Z_${unique}.json.gz`
  const file = join(folder, 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, gzipSync(JSON.stringify({ Records: records })))
}

function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'trailq-queries-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}
