import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { compress, deliver, ORGANIZATION } from './delivery.ts'
import { digest } from './digest.ts'
import type { SampleRecord } from './sitting.ts'
import { story } from './story/index.ts'

/** Delivered a second time, hours after the first: [event name, when it happened (the start of it), when it came again]. */
const TWICE = [
  ['CreateCacheCluster', '2026-11-05', '2026-11-05T12:40:00Z'],
  ['StopLogging', '2026-11-12', '2026-11-13T04:10:00Z'],
  ['DeleteTable', '2026-11-17T17:46', '2026-11-17T21:15:00Z'],
] as const

/** Writes the sample below `folder`, in place of one that is there. Returns how much it wrote. */
export function writeSample(folder: string): {
  readonly files: number
  readonly records: number
  readonly bytes: number
} {
  // Only ever the made-up organization's folder: real logs beside it are not touched.
  rmSync(join(folder, 'AWSLogs', ORGANIZATION), { recursive: true, force: true })
  const records = story()
  const files = deliver([...records, ...again(records)])
  let bytes = 0
  for (const { key, text } of [...files, digest(files)]) {
    const path = join(folder, key)
    const compressed = compress(text)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, compressed)
    bytes += compressed.length
  }
  return { files: files.length, records: files.reduce((sum, file) => sum + file.records.length, 0), bytes }
}

function again(records: readonly SampleRecord[]): readonly SampleRecord[] {
  return TWICE.map(([name, at, arrived]) => {
    const found = records.filter(record => record.at.startsWith(at) && record.text.includes(`"eventName":"${name}"`))
    const [record] = found
    if (record === undefined || found.length > 1) throw new Error(`${found.length} events ${name} on ${at}, want one`)
    return { ...record, arrived }
  })
}
