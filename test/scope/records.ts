import fc from 'fast-check'

import { type LogRecord, type Logs, type Place, record } from '../sql/logs.ts'

/** A record, and where it was delivered: on the day of the event or the day after. */
export interface Delivered {
  readonly record: LogRecord
  readonly place: Place
}

export const ACCOUNTS = ['111122223333', '444455556666', '000012345678'] as const
export const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2'] as const
const DAYS = [1, 2, 3, 4, 5, 6, 7]

const ROLE = 'arn:aws:iam::111122223333:role/team/Admin'
const LINKED = 'arn:aws:iam::111122223333:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS'

const sessionOf = (issuer: string, name: string) => ({
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:session',
  arn: `arn:aws:sts::111122223333:assumed-role/${name}/session_1`,
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: { sessionIssuer: { type: 'Role', arn: issuer, userName: name } },
})

/** Every way in which a caller is told, or not told. */
const CALLERS: readonly unknown[] = [
  { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ada', accountId: '111122223333', accessKeyId: 'AKIAEXAMPLE' },
  {
    type: 'IAMUser',
    arn: "arn:aws:iam::444455556666:user/o'neil_%",
    accountId: '444455556666',
    accessKeyId: 'AKIAOTHER',
  },
  sessionOf(ROLE, 'Admin'),
  sessionOf(LINKED, 'AWSServiceRoleForRDS'),
  { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Gone/x', accountId: '111122223333' },
  { type: 'AWSService', invokedBy: 'rds.amazonaws.com' },
  { type: 'AWSAccount', accountId: '444455556666', principalId: '' },
  { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
  { type: null },
  {},
  null,
  undefined,
]

const day = fc.constantFrom(...DAYS).map(number => `2026-10-0${number}`)
const clock = fc.constantFrom('00:00:00', '00:00:01', '09:15:30', '12:00:00', '23:59:59')
const instant = fc.tuple(day, clock).map(([date, time]) => `${date}T${time}Z`)

/** Times as CloudTrail writes them, and as others have written them. */
const eventTime = fc.oneof(
  { weight: 8, arbitrary: instant },
  { weight: 1, arbitrary: instant.map(text => text.replace('Z', '.250Z')) },
  { weight: 1, arbitrary: instant.map(text => text.replace('Z', '+02:00')) },
  { weight: 1, arbitrary: day },
  { weight: 2, arbitrary: fc.constantFrom(undefined, null, '', 'yesterday', '2026', 1_791_190_530) },
)

const fields = fc.record({
  eventTime,
  eventID: fc.constantFrom('e-1', 'e-2', 'e-1', undefined, null, ''),
  eventSource: fc.constantFrom(
    'dynamodb.amazonaws.com',
    's3.amazonaws.com',
    'aoss.amazonaws.com',
    'sts.amazonaws.com.cn',
    'elsewhere.example',
    undefined,
  ),
  eventName: fc.constantFrom('GetObject', 'PutObject', 'Get_Object', 'DescribeTable', 'ConsoleLogin', "O'Brien", ''),
  readOnly: fc.constantFrom(true, false, 'true', 'false', null, undefined),
  errorCode: fc.constantFrom(undefined, undefined, '', 'Success', 'AccessDenied', null),
  errorMessage: fc.constantFrom(undefined, undefined, '', 'denied'),
  responseElements: fc.constantFrom(null, undefined, { ConsoleLogin: 'Failure' }, { ConsoleLogin: 'Success' }),
  userIdentity: fc.constantFrom(...CALLERS),
  sourceIPAddress: fc.constantFrom('192.0.2.7', '192.0.2.70', 'rds.amazonaws.com', '2001:db8::1', undefined),
  eventType: fc.constantFrom('AwsApiCall', 'AwsServiceEvent', undefined),
})

const delivery = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  region: fc.constantFrom(...REGIONS),
  late: fc.boolean(),
  anyDay: day,
  saysAccount: fc.boolean(),
  saysRegion: fc.boolean(),
  file: fc.constantFrom('A', 'B', 'C'),
})

const delivered: fc.Arbitrary<Delivered> = fc.tuple(fields, delivery).map(([told, { account, region, ...at }]) => {
  const text = String(told.eventTime ?? '')
  const date = /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? at.anyDay
  const number = Number(date.slice(8)) + (at.late ? 1 : 0)
  return {
    record: record({
      ...told,
      recipientAccountId: at.saysAccount ? account : undefined,
      awsRegion: at.saysRegion ? region : undefined,
    }),
    place: { account, region, day: `2026/10/0${number}`, file: at.file },
  }
})

/** Some records, each with a number of its own in its request. */
export const someRecords: fc.Arbitrary<readonly Delivered[]> = fc
  .array(delivered, { minLength: 1, maxLength: 40, size: 'large' })
  .map(list => list.map((one, n) => ({ ...one, record: { ...one.record, requestParameters: { n } } })))

/** Puts records where they were delivered, file by file. */
export function deliverAll(logs: Logs, records: readonly Delivered[]): void {
  const files = Map.groupBy(records, ({ place }) => JSON.stringify(place))
  for (const [place, ofFile] of files) {
    logs.deliver(
      ofFile.map(one => one.record),
      JSON.parse(place) as Place,
    )
  }
}
