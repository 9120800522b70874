import { hex, principalId, uuid } from './ids.ts'
import type { JsonObject } from './json.ts'

export const PRODUCTION = '111122223333'
export const SANDBOX = '444455556666'

/** Who calls, from where, with what. Keys are the two of AWS's documentation: nothing here looks like a leaked one. */
export interface Caller {
  /** Named in messages about what is not allowed; not every caller has one. */
  readonly arn: string
  readonly account: string
  readonly ip: string
  readonly agent: string
  /** In the browser: the record says that the credentials are the console's. */
  readonly console?: true
  /** From inside AWS: there are no TLS details. */
  readonly inside?: true
  /** `userIdentity`, for a session that began at `started`. */
  identity(started: string): JsonObject
}

type From = Pick<Caller, 'ip' | 'agent' | 'console' | 'inside'>

interface RoleOptions extends From {
  readonly path?: string
  readonly mfa?: boolean
  readonly invokedBy?: string
  readonly ec2?: true
  /** Members that newer records carry behind the session. */
  readonly more?: JsonObject
}

/** A session of a role. */
export function role(account: string, name: string, session: string, options: RoleOptions): Caller {
  const id = principalId('AROA', `${account} ${name}`)
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/${session}`
  const { ip, agent, path = '', mfa = false, invokedBy, ec2, more } = options
  return {
    ...from({ ...options, ip, agent }),
    arn,
    account,
    identity: started => ({
      type: 'AssumedRole',
      principalId: `${id}:${session}`,
      arn,
      accountId: account,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: id,
          arn: `arn:aws:iam::${account}:role/${path}${name}`,
          accountId: account,
          userName: name,
        },
        webIdFederationData: {},
        attributes: { creationDate: started, mfaAuthenticated: String(mfa) },
        ...(ec2 === true ? { ec2RoleDelivery: '2.0' } : {}),
      },
      ...(invokedBy === undefined ? {} : { invokedBy }),
      ...more,
    }),
  }
}

/** A person who signed in through IAM Identity Center. */
export function person(account: string, name: string, set: 'PlatformAdmin' | 'ReadOnly', at: From): Caller {
  return role(account, `AWSReservedSSO_${set}_${hex(`permission set ${set} ${account}`, 16)}`, name, {
    ...at,
    path: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
    more: {
      onBehalfOf: {
        userId: uuid(`person ${name}`),
        identityStoreArn: `arn:aws:identitystore::${PRODUCTION}:identitystore/d-1234567890`,
      },
      credentialId: hex(`credential ${name} ${account}`, 32),
    },
  })
}

/** An IAM user: with a long-term key, or, where it signed in to the console, with a session's key. */
export function user(
  account: string,
  name: string,
  at: From & { readonly key: 'long-term' | 'session' | 'none' },
): Caller {
  const arn = `arn:aws:iam::${account}:user/${name}`
  const keys = { 'long-term': 'AKIAIOSFODNN7EXAMPLE', session: 'ASIAIOSFODNN7EXAMPLE', none: undefined }
  return {
    ...from(at),
    arn,
    account,
    identity: started => ({
      type: 'IAMUser',
      principalId: principalId('AIDA', `${account} ${name}`),
      arn,
      accountId: account,
      accessKeyId: keys[at.key],
      userName: name,
      sessionContext:
        at.key === 'session'
          ? {
              // An empty issuer, as CloudTrail writes it for a user's temporary key.
              sessionIssuer: {},
              webIdFederationData: {},
              attributes: { creationDate: started, mfaAuthenticated: 'false' },
            }
          : undefined,
    }),
  }
}

/** A caller that is told by a fixed `userIdentity`. */
export function fixed(account: string, arn: string, identity: JsonObject, at: From): Caller {
  return { ...from(at), arn, account, identity: () => identity }
}

/** An AWS service calling for itself. */
export function service(account: string, host: string): Caller {
  return fixed(account, host, { type: 'AWSService', invokedBy: host }, { ip: host, agent: host, inside: true })
}

function from({ ip, agent, console, inside }: From): From {
  return {
    ip,
    agent,
    ...(console === undefined ? {} : { console }),
    ...(inside === undefined ? {} : { inside }),
  }
}
