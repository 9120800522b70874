import { type Caller, fixed, PRODUCTION, SANDBOX } from '../callers.ts'
import { principalId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { SANDBOX_US, US } from '../places.ts'
import { type Details, type SampleRecord, sitting } from '../sitting.ts'

/** Who came in through the console. */
export function signIns(): readonly SampleRecord[] {
  const throughIdentityCenter = {
    // The second factor was asked for by Identity Center: CloudTrail says No all the same.
    SamlProviderArn: `arn:aws:iam::${PRODUCTION}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
  }
  return [
    ...sitting(US, signingIn(people.mara), '2026-11-03T09:35:00Z').call(
      'signin:ConsoleLogin',
      signIn('Success', 'No', throughIdentityCenter),
    ).records,
    ...sitting(US, signingIn(people.tomasInConsole), '2026-11-17T17:44:00Z').call(
      'signin:ConsoleLogin',
      signIn('Success', 'No', throughIdentityCenter),
    ).records,
    // Somebody typed what is no user's name, perhaps a password: CloudTrail hides it.
    ...sitting(
      US,
      failing(PRODUCTION, 'HIDDEN_DUE_TO_SECURITY_REASONS', '198.51.100.200'),
      '2026-11-12T09:18:00Z',
    ).call('signin:ConsoleLogin', signIn('Failure', 'No')).records,
    ...sitting(US, signingIn(people.root), '2026-11-15T10:02:00Z').call('signin:ConsoleLogin', signIn('Success', 'Yes'))
      .records,
    ...danaComesIn(),
  ]
}

function danaComesIn(): readonly SampleRecord[] {
  const refused = signIn('Failure', 'No')
  const failed = sitting(SANDBOX_US, failing(SANDBOX, 'dana', people.dana.ip), '2026-11-12T20:40:00Z').each(
    'signin:ConsoleLogin',
    [refused, refused],
  )
  const entered = sitting(SANDBOX_US, signingIn(people.dana), failed.now).call(
    'signin:ConsoleLogin',
    signIn('Success', 'No'),
  )
  return [...failed.records, ...entered.records]
}

/** The same caller at the door: there is no key yet, and for a user no session. */
function signingIn(who: Caller): Caller {
  const { type } = who.identity('')
  const session = type === 'IAMUser' ? { sessionContext: undefined } : {}
  return { ...who, identity: started => ({ ...who.identity(started), accessKeyId: '', ...session }) }
}

/** The identity of a sign-in that failed: without an ARN. */
function failing(account: string, userName: string, ip: string): Caller {
  const id = principalId('AIDA', `${account} ${userName}`)
  const identity = { type: 'IAMUser', principalId: id, accountId: account, accessKeyId: '', userName }
  return fixed(account, id, identity, { ip, agent: people.dana.agent, console: true })
}

/** A failure has a message, and no error code. */
function signIn(result: 'Success' | 'Failure', MFAUsed: 'Yes' | 'No', more: JsonObject = {}): Details {
  return {
    eventType: 'AwsConsoleSignIn',
    response: { ConsoleLogin: result },
    extra: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed, ...more },
    ...(result === 'Failure' ? { error: { message: 'Failed authentication' } } : {}),
  }
}
