import { draft, group } from './fixture.ts'

/** Names that read, one for each prefix of the catalogue. */
const READS = [
  'GetItem',
  'ListTables',
  'DescribeCacheClusters',
  'HeadBucket',
  'LookupEvents',
  'SearchInsights',
  'BatchGetItem',
  'Query',
  'Scan',
  'SelectObjectContent',
  'DownloadDBLogFilePortion',
  'CheckMfa',
  'VerifyMac',
  'Decrypt',
  'Encrypt',
  'GenerateDataKeyWithoutPlaintext',
  'AssumeRole',
  'AssumeRoleWithSAML',
  'GetFederationToken',
  // The prefix is a text, not a word.
  'Getaway',
]

/** Names that don't read: none starts with a prefix, some hold one, one is written small. */
const WRITES = [
  'CreateTable',
  'DeleteTable',
  'UpdateTable',
  'ModifyCacheCluster',
  'PutItem',
  'BatchWriteItem',
  'RunInstances',
  'ConsoleLogin',
  'TagResource',
  // ElastiCache: it fails a node over, whatever its name sounds like.
  'TestFailover',
  'TransactGetItems',
  'ReEncrypt',
  'BatchDescribeThings',
  'UnlistObject',
  'getItem',
]

const missing = (name: string, value: undefined | null, isWrite: boolean) =>
  draft(
    `${name} with readOnly ${value === null ? 'null' : 'missing'}`,
    { eventVersion: '1.03', eventName: name, readOnly: value },
    { is_write: isWrite },
  )

/**
 * `is_write` = read_only='false' when present; else NOT event_name ~ ^(Get|List|Describe|...).
 */
export const IS_WRITE = group('is_write', [
  draft('readOnly true', { readOnly: true, eventName: 'DescribeTable' }, { is_write: false }),
  draft('readOnly false', { readOnly: false, eventName: 'CreateTable' }, { is_write: true }),
  // Athena's tables hold it as text, and so do copies made from them.
  draft('readOnly "true"', { readOnly: 'true', eventName: 'CreateTable' }, { is_write: false }),
  draft('readOnly "false"', { readOnly: 'false', eventName: 'DescribeTable' }, { is_write: true }),
  // What the record says comes before its name: real calls of both kinds.
  draft('InvokeModel says it reads', { readOnly: true, eventName: 'InvokeModel' }, { is_write: false }),
  draft('GetFederationToken says it writes', { readOnly: false, eventName: 'GetFederationToken' }, { is_write: true }),
  draft('AssumeRole says it reads', { readOnly: true, eventName: 'AssumeRole' }, { is_write: false }),
  ...READS.map(name => missing(name, undefined, false)),
  ...WRITES.map(name => missing(name, undefined, true)),
  missing('DescribeTable', null, false),
  missing('CreateTable', null, true),
  draft(
    'CreateTable that failed',
    { readOnly: undefined, eventName: 'CreateTable', errorCode: 'AccessDenied' },
    { is_write: true },
  ),
  // No name of a read: to leave it out of the writes would be to drop it in silence.
  draft('neither readOnly nor a name', { readOnly: undefined, eventName: undefined }, { is_write: true }),
])
