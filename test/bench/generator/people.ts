import type { Actor } from './call.ts'
import { at, Rng } from './rng.ts'

/** A caller: `userIdentity` as JSON text in two halves around the session's creation time, and where it calls from. */
export interface Identity {
  readonly head: string
  /** '' where the identity has no session, and so no creation time. */
  readonly tail: string
  /** ARN, else principal id, else invoking service, else account: what the catalogue calls `caller`. */
  readonly caller: string
  readonly ips: readonly string[]
  readonly agent: string
  readonly console: boolean
}

const AGENTS = [
  'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 api/ec2#1.173.0',
  'Boto3/1.34.144 md/Botocore#1.34.144 ua/2.0 os/linux#5.10.220 md/arch#x86_64 lang/python#3.11.9 Botocore/1.34.144',
  'aws-sdk-java/2.26.20 Linux/5.10.220 OpenJDK_64-Bit_Server_VM/17.0.11+9-LTS Java/17.0.11 io/sync http/Apache',
  'aws-sdk-js/3.614.0 ua/2.0 os/linux#6.1.97 lang/js md/nodejs#20.15.1 exec-env/AWS_Lambda_nodejs20.x',
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.58.0',
  'aws-cli/2.17.12 md/awscrt#0.20.11 os/linux#6.1.92 lang/python#3.11.8 md/command#ec2.describe-instances',
]
const ROLES = 'orders billing checkout search catalog shipping reports metrics deploy backup audit gateway'.split(' ')
const NAMES = 'alex sam robin kim jo chris pat lee max noa'.split(' ')
const SERVICES = 'ec2 lambda ecs-tasks autoscaling cloudtrail config elasticloadbalancing'.split(' ')

const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function id(rng: Rng, prefix: string): string {
  let text = `${prefix}EXAMPLE`
  while (text.length < prefix.length + 16) text += KEY_ALPHABET[rng.below(32)]
  return text
}

/** Only networks that are kept for documentation, and private ones. */
function addresses(rng: Rng, how: 'private' | 'public'): string[] {
  return Array.from({ length: 1 + rng.below(4) }, () => {
    if (how === 'private') return `10.${rng.below(4)}.${rng.below(256)}.${1 + rng.below(250)}`
    if (rng.below(12) === 0) return `2001:db8:${rng.hex(4)}::${rng.hex(3)}`
    return `${rng.pick(['192.0.2', '198.51.100', '203.0.113'])}.${1 + rng.below(254)}`
  })
}

function assumedRole(
  rng: Rng,
  account: string,
  role: string,
  session: string,
  console: boolean,
  ec2: boolean,
): Identity {
  const roleId = id(rng, 'AROA')
  const name = role.slice(role.lastIndexOf('/') + 1)
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/${session}`
  const delivery = ec2 ? ',"ec2RoleDelivery":"2.0"' : ''
  return {
    head: `{"type":"AssumedRole","principalId":"${roleId}:${session}","arn":"${arn}","accountId":"${account}","accessKeyId":"${id(rng, 'ASIA')}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"${roleId}","arn":"arn:aws:iam::${account}:role/${role}","accountId":"${account}","userName":"${name}"},"webIdFederationData":{},"attributes":{"creationDate":"`,
    tail: `","mfaAuthenticated":"${console}"}${delivery}}}`,
    caller: arn,
    ips: addresses(rng, console || rng.below(3) === 0 ? 'public' : 'private'),
    agent: console ? 'AWS Internal' : rng.pick(AGENTS),
    console,
  }
}

function user(rng: Rng, account: string, name: string, session: boolean): Identity {
  const arn = `arn:aws:iam::${account}:user/${name}`
  const start = `{"type":"IAMUser","principalId":"${id(rng, 'AIDA')}","arn":"${arn}","accountId":"${account}","accessKeyId":"${id(rng, session ? 'ASIA' : 'AKIA')}","userName":"${name}"`
  const context = ',"sessionContext":{"sessionIssuer":{},"webIdFederationData":{},"attributes":{"creationDate":"'
  return {
    head: session ? start + context : `${start}}`,
    tail: session ? '","mfaAuthenticated":"true"}}}' : '',
    caller: arn,
    ips: addresses(rng, 'public'),
    agent: rng.pick(AGENTS),
    console: session,
  }
}

function plain(json: string, caller: string, from: string, agent = from): Identity {
  return { head: json, tail: '', caller, ips: [from], agent, console: false }
}

/** Everybody who calls in one account. The same seed and account always give the same people. */
export function peopleOf(seed: number, account: string): Record<Actor, readonly Identity[]> {
  const rng = new Rng(seed, Number(account.slice(0, 6)), 7)
  const app = Array.from({ length: 180 }, (_, i) => {
    const role = `${at(ROLES, i % ROLES.length)}-${i % 5 === 0 ? 'worker' : 'service'}-role`
    return assumedRole(
      rng,
      account,
      role,
      i % 3 === 0 ? `botocore-session-17${rng.hex(8)}` : `${role}-${i}`,
      false,
      false,
    )
  })
  const instance = Array.from({ length: 120 }, (_, i) =>
    assumedRole(rng, account, `${at(ROLES, i % 7)}-instance-role`, `i-0${rng.hex(16)}`, false, true),
  )
  const human = NAMES.map(name => {
    const role = 'aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operator_0123456789abcdef'
    return assumedRole(rng, account, role, `${name}@example.com`, true, false)
  })
  const rootArn = `arn:aws:iam::${account}:root`
  return {
    app,
    instance,
    human,
    user: NAMES.flatMap(name => [user(rng, account, name, true), user(rng, account, `ci-${name}`, false)]),
    root: [
      {
        ...plain(`{"type":"Root","principalId":"${account}","arn":"${rootArn}","accountId":"${account}"}`, rootArn, ''),
        ips: addresses(rng, 'public'),
        agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
      },
    ],
    aws: SERVICES.map(name => {
      const host = `${name}.amazonaws.com`
      return plain(`{"type":"AWSService","invokedBy":"${host}"}`, host, host)
    }),
    event: ['kms.amazonaws.com', 'secretsmanager.amazonaws.com'].map(host =>
      plain(`{"accountId":"${account}","invokedBy":"${host}"}`, host, host),
    ),
    foreign: Array.from({ length: 6 }, () => {
      const principal = `${id(rng, 'AROA')}:partner`
      const json = `{"type":"AWSAccount","principalId":"${principal}","accountId":"999988887777"}`
      return { ...plain(json, principal, ''), ips: addresses(rng, 'public'), agent: rng.pick(AGENTS) }
    }),
  }
}
