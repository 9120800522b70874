import { gzipSync } from 'node:zlib'

import { alphanumeric, uuid } from './ids.ts'
import type { SampleRecord } from './sitting.ts'
import { iso } from './time.ts'

export const ORGANIZATION = 'o-exampleorgid'
const FIVE_MINUTES = 300_000

/** A file as it lies in the bucket. */
export interface DeliveredFile {
  readonly key: string
  /** The JSON text in it. */
  readonly text: string
  readonly records: readonly SampleRecord[]
}

/** Files as CloudTrail delivers them: one account, one region and five minutes each. */
export function deliver(records: readonly SampleRecord[]): readonly DeliveredFile[] {
  const files = Map.groupBy(records, record => {
    const at = arrival(record)
    const { account, region } = record
    const folder = `AWSLogs/${ORGANIZATION}/${account}/CloudTrail/${region}/${at.slice(0, 10).replaceAll('-', '/')}`
    const name = `${account}_CloudTrail_${region}_${at.slice(0, 16).replaceAll(/[-:]/g, '')}Z`
    return `${folder}/${name}_${alphanumeric(`file ${name}`, 16)}.json.gz`
  })
  return Array.from(files, ([key, inFile]) => {
    // CloudTrail puts the events of a file in no order.
    const shuffled = inFile.toSorted((a, b) => (uuid(`order ${a.id}`) < uuid(`order ${b.id}`) ? -1 : 1))
    return { key, text: `{"Records":[${shuffled.map(record => record.text).join(',')}]}`, records: shuffled }
  }).toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

/** The five-minute mark at which a record reaches the bucket: two to seven minutes after its event. */
function arrival({ at, arrived }: SampleRecord): string {
  if (arrived !== undefined) return arrived
  return iso(Math.ceil((Date.parse(at) + 120_000) / FIVE_MINUTES) * FIVE_MINUTES)
}

/** gzip with nothing in its header that differs between machines: no time, and no operating system. */
export function compress(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 })
  bytes.writeUInt32LE(0, 4)
  bytes[9] = 255
  return bytes
}
