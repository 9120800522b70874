import { jsonText, regexpMatches } from '../../sql/portable.ts'
import {
  type Branch,
  type ColumnReader,
  type Condition,
  caseOf,
  type DerivedColumn,
  eb,
  is,
  orElse,
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

/**
 * Error codes as classes: what the whole code is, and what it holds or starts with. EC2 puts Client. or Server. before
 * its codes. Spellings: botocore's retryable codes, and codes met in records.
 */
const CODES = {
  throttled: whole(
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
  ),
  denied: `accessdenied|unauthorized|${whole(
    'operationnotpermitted',
    'authorizationerror',
    'forbidden',
    'forbiddenexception',
    'notauthorizedexception',
  )}`,
  'bad-credentials': whole(
    'invalidclienttokenid',
    'unrecognizedclientexception',
    'signaturedoesnotmatch',
    'expiredtoken',
    'expiredtokenexception',
    'authfailure',
    'invalidaccesskeyid',
  ),
  'not-found': String.raw`notfound|doesnotexist|^(client\.|server\.)?nosuch`,
  quota: 'limitexceeded|quotaexceeded',
  validation: 'validation|invalidparameter|malformed|missingparameter',
  conflict: 'conflict|alreadyexists|inuse|dependencyviolation',
  service: 'internal|serviceunavailable|httpfailure',
} as const

function whole(...codes: readonly string[]): string {
  return String.raw`^(client\.|server\.)?(${codes.join('|')})\z`
}

/** What kind of failure it was. */
export const errorClass: DerivedColumn = {
  type: 'text',
  nullable: true,
  doc: 'What kind of failure: throttled, denied, bad-credentials, login-failed, not-found, quota, validation, conflict, service or other; NULL where the call did not fail.',
  sql: columns => {
    const code = eb.fn<string>('lower', [columns('error_code')])
    const when = (name: keyof typeof CODES): Branch => [regexpMatches(code, CODES[name]), name]
    // The first that fits decides: 'requestlimitexceeded' is a throttle before it is a quota.
    return caseOf(
      [
        [eb.not(columns.condition('failed')), null],
        when('throttled'),
        when('denied'),
        when('bad-credentials'),
        [loginFailed(columns), 'login-failed'],
        when('not-found'),
        when('quota'),
        when('validation'),
        when('conflict'),
        when('service'),
      ],
      'other',
    )
  },
}

/** ConsoleLogin says in its response that it failed, and carries no error code. */
function loginFailed(columns: ColumnReader): Condition {
  const failure = is(jsonText(columns('response_elements'), 'ConsoleLogin'), 'Failure')
  return surely(
    eb
      .case()
      .when(is(columns('event_name'), 'ConsoleLogin'))
      .then(failure)
      .end(),
  )
}
