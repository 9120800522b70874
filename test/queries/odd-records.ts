/** Records of kinds that the sample trail has none of. */
type Odd = Readonly<Record<string, unknown>>

const SOMEBODY = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:user/odd',
  accountId: '111122223333',
}

const BASE = {
  eventVersion: '1.08',
  userIdentity: SOMEBODY,
  eventTime: '2026-11-14T12:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.200',
  userAgent: 'odd/1.0',
  requestParameters: { bucketName: 'odd' },
  responseElements: null,
  readOnly: true,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
}

const some = (count: number, make: (i: number) => Odd): readonly Odd[] =>
  Array.from({ length: count }, (_, i) => make(i))
const id = (i: number, of: string) => `0dd00000-0000-4000-8000-${of}${String(i).padStart(12 - of.length, '0')}`

export const ODD_RECORDS: readonly Odd[] = [
  // More addresses than a list shows, and the same refusal in the same second.
  ...some(25, i => ({
    ...BASE,
    eventID: id(i, 'a'),
    sourceIPAddress: `198.51.100.${100 + i}`,
    errorCode: 'AccessDenied',
    errorMessage: `no ${i}`,
  })),
  // More error codes than a trend shows by itself, as many of one as of the other; a failure without a code.
  ...some(10, i => ({ ...BASE, eventID: id(i, 'b'), eventTime: '2026-11-15T08:30:00Z', errorCode: `Odd${9 - i}` })),
  { ...BASE, eventID: id(0, 'c'), eventTime: '2026-11-15T08:31:00Z', errorMessage: 'without a code' },
  // Without an id, in one second: copies of nothing, in an order all the same.
  ...some(6, i => ({
    ...BASE,
    eventTime: '2026-11-16T00:00:00Z',
    requestParameters: { bucketName: 'odd', marker: `${i}` },
  })),
  ...some(3, i => ({
    ...BASE,
    eventTime: '2026-11-16T00:00:01Z',
    errorCode: 'NoSuchBucketPolicy',
    errorMessage: `message ${i}`,
  })),
  // One id under two accounts, and an id twice.
  { ...BASE, eventID: id(1, 'd') },
  { ...BASE, eventID: id(1, 'd'), recipientAccountId: '444455556666' },
  ...some(2, () => ({ ...BASE, eventID: id(2, 'd') })),
  // From before eventCategory, before managementEvent and before readOnly.
  { ...BASE, eventID: id(1, 'e'), eventVersion: '1.06', eventName: 'GetObject', managementEvent: false },
  { ...BASE, eventID: id(2, 'e'), eventVersion: '1.02', readOnly: undefined, eventName: 'DeleteBucket' },
  // The same API with and without readOnly, and with two opinions of it.
  { ...BASE, eventID: id(3, 'e'), readOnly: undefined },
  ...some(2, i => ({ ...BASE, eventID: id(4 + i, 'e'), eventName: 'OddCall', readOnly: i === 0 })),
  // Nothing where there mostly is something.
  { ...BASE, eventID: id(1, 'f'), sourceIPAddress: undefined, userAgent: undefined, requestParameters: null },
  ...['RestoreFromSnapshot', 'RestoreFromRecoveryPoint'].map((eventName, i) => ({
    ...BASE,
    eventID: id(10 + i, 'f'),
    eventSource: 'redshift-serverless.amazonaws.com',
    eventName,
    readOnly: false,
    requestParameters: {
      namespaceName: 'analytics',
      manageAdminPassword: i === 0,
      iamRoles: ['arn:aws:iam::1:role/a'],
    },
    responseElements: {
      namespace: { namespaceName: 'analytics', status: 'MODIFYING', kmsKeyId: 'key/1', dbName: 'dev' },
    },
  })),
  { ...BASE, eventID: id(20, 'f'), eventSource: 'ecr.amazonaws.com', eventName: 'BatchDeleteImage', readOnly: false },
  { ...BASE, eventID: id(21, 'f'), eventSource: 'dynamodb.amazonaws.com', eventName: 'DescribeLimits' },
]
