export type Json = Readonly<Record<string, unknown>>

/** A record as short as it can be, with the ids of AWS's documentation. Its name tells it from the others of a test. */
export function record(name: string, more: Json = {}): Json {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/Alice', accountId: '111122223333' },
    eventTime: '2026-10-05T09:15:31Z',
    eventSource: 's3.amazonaws.com',
    eventName: name,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    eventID: `id-of-${name}`,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...more,
  }
}

/** Records in CloudTrail's own form, on one line. */
export function logFile(...records: readonly unknown[]): string {
  return JSON.stringify({ Records: records })
}

/** The same by name. */
export function named(...names: readonly string[]): string {
  return logFile(...names.map(name => record(name)))
}

/** Values as JSON, one a line. */
export function lines(...values: readonly unknown[]): string {
  return values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n')
}
