import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Delivery } from './delivery.ts'
import { DAY, epoch, iso, type PlannedFile, planFiles, type Shape } from './plan.ts'
import { RecordMaker } from './record.ts'
import { FailedCallTally, type GroundTruth } from './truth.ts'

/** Raise it with every change that changes a byte: sets on disk are then made again. */
export const GENERATOR_VERSION = 1

export interface GenerateOptions extends Shape {
  /** The folder that gets `AWSLogs` and `truth.json`. Without it nothing is written, only counted. */
  readonly out?: string
  /** One file for each account, region and day, with the records of all files that would stand there. */
  readonly merged?: boolean
  /** Only these of the set's files, by their place in the plan. */
  readonly only?: (file: PlannedFile, index: number) => boolean
}

const compress = promisify(gzip)

/** Makes a set of log files, and counts the answers that are expected of it on the way. */
export async function generate(options: GenerateOptions): Promise<GroundTruth> {
  const { out, seed } = options
  const until = epoch(options.endDay) + DAY
  const [since, end] = [iso(until - 7 * DAY), iso(until)]
  const files = planFiles(options, options.merged === true).filter(options.only ?? (() => true))
  const written = new Set(files.flatMap(file => file.parts))
  const delivery = new Delivery(seed)
  const maker = new RecordMaker(seed, options.regions)
  const [all, window] = [new FailedCallTally(), new FailedCallTally()]
  const services: Record<string, number> = {}
  const count = { records: 0, copies: 0, late: 0, failed: 0, window: 0, rawBytes: 0, fileBytes: 0 }
  const writing: Promise<void>[] = []
  const addBytes = (bytes: number) => {
    count.fileBytes += bytes
  }

  for (const file of files) {
    const texts: string[] = []
    for (const part of file.parts) {
      const day = iso(part.day)
      for (let position = 0; position < part.records; position++) {
        const delivered = delivery.at(part, position)
        const record = maker.make(delivered)
        if (out !== undefined) texts.push(record.text)
        count.records++
        if (delivered.part !== part && written.has(delivered.part)) count.copies++
        if (record.time < day) count.late++
        if (record.failure !== undefined) count.failed++
        services[record.service] = (services[record.service] ?? 0) + 1
        all.add(record)
        if (record.time < since || record.time >= end) continue
        count.window++
        window.add(record)
      }
    }
    if (out === undefined) continue
    const raw = Buffer.from(`{"Records":[${texts.join(',')}]}`)
    count.rawBytes += raw.length
    // Two at a time: one is compressed while the next is made, and memory stays flat.
    if (writing.length > 1) await writing.shift()
    writing.push(write(join(out, file.key), raw).then(addBytes))
  }
  await Promise.all(writing)

  const truth: GroundTruth = {
    generator: GENERATOR_VERSION,
    seed,
    files: files.length,
    records: count.records,
    distinct: count.records - count.copies,
    late: count.late,
    failed: count.failed,
    rawBytes: count.rawBytes,
    fileBytes: count.fileBytes,
    window: { since: since.slice(0, 10), until: end.slice(0, 10), records: count.window },
    failedCalls: { all: all.rows(), window: window.rows() },
    services: Object.fromEntries(Object.entries(services).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
  if (out !== undefined) await writeTruth(out, truth)
  return truth
}

async function write(path: string, raw: Buffer): Promise<number> {
  const zipped = await compress(raw, { level: 6 })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, zipped)
  return zipped.length
}

/** Last of all and in one step: a set with a truth is a whole set. */
async function writeTruth(out: string, truth: GroundTruth): Promise<void> {
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'truth.json.part'), `${JSON.stringify(truth, null, 1)}\n`)
  await rename(join(out, 'truth.json.part'), join(out, 'truth.json'))
}
