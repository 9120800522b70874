import { draft, group, type JsonObject } from './fixture.ts'

const of = (name: string, changes: JsonObject, failed: boolean, errorClass: string | null) =>
  draft(name, changes, { failed, error_class: errorClass })

/** A sign-in at the console, after "AWS Management Console sign-in events" in the CloudTrail User Guide. */
const signIn = (more: JsonObject): JsonObject => ({
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  readOnly: false,
  additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' },
  ...more,
})
const FAILURE = { ConsoleLogin: 'Failure' }

/**
 * `failed` = (error_code non-empty and <> 'Success') OR error_message non-empty OR response.ConsoleLogin = 'Failure'.
 * `error_class` of a call that did not fail is NULL.
 */
export const FAILED = group('failed', [
  of('nothing said', {}, false, null),
  of(
    'a code and a message',
    { errorCode: 'ValidationException', errorMessage: '1 validation error detected' },
    true,
    'validation',
  ),
  // Four of 352 real failures have no message.
  of('a code without message', { errorCode: 'ResourceNotFoundException' }, true, 'not-found'),
  of('a code with an empty message', { errorCode: 'ResourceNotFoundException', errorMessage: '' }, true, 'not-found'),
  of(
    'a code with a message that is null',
    { errorCode: 'ResourceNotFoundException', errorMessage: null },
    true,
    'not-found',
  ),
  of('an empty code', { errorCode: '' }, false, null),
  of('a code that is null', { errorCode: null }, false, null),
  of('code and message null', { errorCode: null, errorMessage: null }, false, null),
  of('code and message empty', { errorCode: '', errorMessage: '' }, false, null),
  of('Success is no failure', { errorCode: 'Success' }, false, null),
  of('Success with an empty message', { errorCode: 'Success', errorMessage: '' }, false, null),
  of('Success with a message', { errorCode: 'Success', errorMessage: 'but not all of it' }, true, 'other'),
  of('SuccessWithWarnings is a code like any other', { errorCode: 'SuccessWithWarnings' }, true, 'other'),
  of('a message only', { errorMessage: 'Something went wrong' }, true, 'other'),
  of('a message with an empty code', { errorCode: '', errorMessage: 'Something went wrong' }, true, 'other'),
  of('a message that reads like a code is no code', { errorMessage: 'AccessDenied' }, true, 'other'),
  of('a code that is a number', { errorCode: 503 }, true, 'other'),

  of(
    'a sign-in that failed',
    signIn({ errorMessage: 'Failed authentication', responseElements: FAILURE }),
    true,
    'login-failed',
  ),
  of('a sign-in that failed, without message', signIn({ responseElements: FAILURE }), true, 'login-failed'),
  of(
    'a sign-in that failed, of an old version',
    signIn({ eventVersion: '1.05', readOnly: undefined, responseElements: FAILURE }),
    true,
    'login-failed',
  ),
  of('a sign-in that succeeded', signIn({ responseElements: { ConsoleLogin: 'Success' } }), false, null),
  of('a sign-in that says nothing', signIn({ responseElements: null }), false, null),
  of('a sign-in with an empty response', signIn({ responseElements: {} }), false, null),
  of('a sign-in whose response is a text', signIn({ responseElements: 'Failure' }), false, null),
  of('a sign-in with null in its response', signIn({ responseElements: { ConsoleLogin: null } }), false, null),
  of('failure in small letters', signIn({ responseElements: { ConsoleLogin: 'failure' } }), false, null),
  of('failure deeper down is another', signIn({ responseElements: { detail: FAILURE } }), false, null),
  of('failure in the request is another', signIn({ requestParameters: FAILURE }), false, null),
  // throttled, denied and bad-credentials stand before login-failed; not-found and the rest behind it.
  of(
    'a failed sign-in that was denied',
    signIn({ errorCode: 'AccessDenied', responseElements: FAILURE }),
    true,
    'denied',
  ),
  of(
    'a failed sign-in that was throttled',
    signIn({ errorCode: 'Throttling', responseElements: FAILURE }),
    true,
    'throttled',
  ),
  of(
    'a failed sign-in with bad credentials',
    signIn({ errorCode: 'AuthFailure', responseElements: FAILURE }),
    true,
    'bad-credentials',
  ),
  of(
    'a failed sign-in of nobody',
    signIn({ errorCode: 'NoSuchEntity', responseElements: FAILURE }),
    true,
    'login-failed',
  ),
  of(
    'a failed sign-in for reasons inside',
    signIn({ errorCode: 'InternalFailure', responseElements: FAILURE }),
    true,
    'login-failed',
  ),
  of(
    'a failed sign-in with an unknown code',
    signIn({ errorCode: 'Nope', responseElements: FAILURE }),
    true,
    'login-failed',
  ),
])
