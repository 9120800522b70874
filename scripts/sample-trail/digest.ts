import { createHash } from 'node:crypto'

import { PRODUCTION } from './callers.ts'
import { type DeliveredFile, ORGANIZATION } from './delivery.ts'
import { hex } from './ids.ts'

/**
 * One digest, of the hour in which Mara switched validation on: what CloudTrail writes next to its log files, and what
 * a reader of events has to leave out. It is the first of its chain, and its hashes are those of the sample's files.
 */
export function digest(files: readonly DeliveredFile[]): { readonly key: string; readonly text: string } {
  const region = 'us-east-1'
  const bucket = 'larkspur-cloudtrail'
  const day = '2026/11/20'
  const name = `${PRODUCTION}_CloudTrail-Digest_${region}_organization-trail_${region}_20261120T100000Z.json.gz`
  const key = `AWSLogs/${ORGANIZATION}/${PRODUCTION}/CloudTrail-Digest/${region}/${day}/${name}`
  const covered = files.filter(
    file => file.key.includes(`/${PRODUCTION}/CloudTrail/${region}/${day}/`) && file.key.includes('_20261120T09'),
  )
  const times = covered.flatMap(file => file.records.map(record => record.at)).toSorted()
  const logFiles = covered.map(file => {
    const inFile = file.records.map(record => record.at).toSorted()
    return {
      s3Bucket: bucket,
      s3Object: file.key,
      hashValue: createHash('sha256').update(file.text).digest('hex'),
      hashAlgorithm: 'SHA-256',
      newestEventTime: inFile.at(-1),
      oldestEventTime: inFile[0],
    }
  })
  const text = JSON.stringify({
    awsAccountId: PRODUCTION,
    digestStartTime: '2026-11-20T09:00:00Z',
    digestEndTime: '2026-11-20T10:00:00Z',
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: hex('public key', 32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: times.at(-1),
    oldestEventTime: times[0],
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestHashAlgorithm: null,
    previousDigestSignature: null,
    logFiles,
  })
  return { key, text }
}
