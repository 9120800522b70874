import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { openTrail, type Trail } from '../../src/index.ts'

/** A CloudTrail record, as JSON. */
export type LogRecord = Readonly<Record<string, unknown>>

/** Where a file of records is delivered. */
export interface Place {
  readonly account: string
  readonly region: string
  /** `yyyy/mm/dd` */
  readonly day: string
  /** What tells files of one place apart. */
  readonly file?: string
}

export const HERE: Place = { account: '111122223333', region: 'us-east-1', day: '2026/10/05' }

/** A folder of logs, gone after the test, and a trail over it. */
export class Logs implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'trailq-sql-'))

  /** Writes a file where CloudTrail would, and says where that is. */
  deliver(records: readonly LogRecord[], place: Place = HERE): string {
    const { account, region, day, file = 'Example' } = place
    const name = `${account}_CloudTrail_${region}_${day.replaceAll('/', '')}T0000Z_${file}.json.gz`
    const path = join(this.path, 'AWSLogs', account, 'CloudTrail', region, day, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, gzipSync(JSON.stringify({ Records: records })))
    return path
  }

  open(): Promise<Trail> {
    return openTrail({ logs: this.path })
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true })
  }
}

/** A record of an ordinary call, with some of its fields told. */
export function record(fields: LogRecord = {}): LogRecord {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111122223333:user/ada',
      accountId: '111122223333',
      accessKeyId: 'AKIAEXAMPLE',
    },
    eventTime: '2026-10-05T09:15:30Z',
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'DescribeTable',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.7',
    requestParameters: { tableName: 'Music' },
    eventID: 'e-1',
    readOnly: true,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...fields,
  }
}

/** What a promise ends with, as the code of its error; 'answered' where it does not fail. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'answered'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : `not a TrailqError: ${error}`
  }
}

/** Parts of at most `size`. */
export function inParts<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
