import { regexpReplace } from '../../sql/portable.ts'
import {
  type ColumnReader,
  type Condition,
  caseOf,
  contains,
  type Definition,
  type DerivedColumn,
  eb,
  is,
  isOneOf,
  orElse,
  startsWith,
  surely,
} from './column.ts'

/** Whether the call failed. */
export const failed: DerivedColumn = {
  type: 'boolean',
  nullable: false,
  doc: 'Whether the call failed: an error code other than Success, an error message, or a sign-in that says Failure.',
  sql: columns =>
    eb.or([
      eb(orElse(columns('error_code'), ''), 'not in', ['', 'Success']),
      eb(orElse(columns('error_message'), ''), '<>', ''),
      loginFailed(columns),
    ]),
}

/** The error code in lower case, without the Client. or Server. that EC2 puts in front. */
export const bareErrorCode: Definition = {
  sql: columns => regexpReplace(eb.fn<string>('lower', [columns('error_code')]), String.raw`^(client|server)\.`, ''),
}

const THROTTLED = [
  'throttling',
  'throttlingexception',
  'throttledexception',
  'requestthrottled',
  'requestthrottledexception',
  'toomanyrequestsexception',
  'toomanyrequests',
  'provisionedthroughputexceededexception',
  'requestlimitexceeded',
  'bandwidthlimitexceeded',
  'slowdown',
  'priorrequestnotcomplete',
  'ec2throttledexception',
]

const DENIED = [
  'operationnotpermitted',
  'authorizationerror',
  'forbidden',
  'forbiddenexception',
  'notauthorizedexception',
]

const BAD_CREDENTIALS = [
  'invalidclienttokenid',
  'unrecognizedclientexception',
  'signaturedoesnotmatch',
  'expiredtoken',
  'expiredtokenexception',
  'authfailure',
  'invalidaccesskeyid',
]

/** What kind of failure it was. Spellings: botocore's retryable codes, and codes met in records. */
export const errorClass: DerivedColumn = {
  type: 'text',
  nullable: true,
  doc: 'What kind of failure: throttled, denied, bad-credentials, login-failed, not-found, quota, validation, conflict, service or other; NULL where the call did not fail.',
  sql: columns => {
    const code = columns('bare_error_code')
    const holds = (...parts: readonly string[]) => eb.or(parts.map(part => contains(code, part)))
    // The first that fits decides: 'requestlimitexceeded' is a throttle before it is a quota.
    return caseOf(
      [
        [eb.not(columns.condition('failed')), null],
        [isOneOf(code, THROTTLED), 'throttled'],
        [eb.or([holds('accessdenied', 'unauthorized'), isOneOf(code, DENIED)]), 'denied'],
        [isOneOf(code, BAD_CREDENTIALS), 'bad-credentials'],
        [loginFailed(columns), 'login-failed'],
        [eb.or([holds('notfound', 'doesnotexist'), startsWith(code, 'nosuch')]), 'not-found'],
        [holds('limitexceeded', 'quotaexceeded'), 'quota'],
        [holds('validation', 'invalidparameter', 'malformed', 'missingparameter'), 'validation'],
        [holds('conflict', 'alreadyexists', 'inuse', 'dependencyviolation'), 'conflict'],
        [holds('internal', 'serviceunavailable', 'httpfailure'), 'service'],
      ],
      'other',
    )
  },
}

/**
 * ConsoleLogin says in its response that it failed, and carries no error code. Looked for in the text, where it is the
 * first and mostly the only member (AWS Sign-In User Guide, sign-in events in CloudTrail): JSON text comes
 * without blanks from every engine, and a condition that parses JSON keeps DuckDB from filtering before it does the rest.
 */
function loginFailed(columns: ColumnReader): Condition {
  const failure = eb(columns('response_elements'), 'like', '{"ConsoleLogin":"Failure"%')
  return surely(eb.and([is(columns('event_name'), 'ConsoleLogin'), failure]))
}
