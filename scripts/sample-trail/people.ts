import { type Caller, fixed, PRODUCTION, person, role, SANDBOX, service, user } from './callers.ts'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'
const CLI =
  'aws-cli/2.31.8 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7 md/installer#exe md/prompt#off'
const TERRAFORM = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5 (+https://www.terraform.io) terraform-provider-aws/6.28.0'
const INSIDE = 'AWS Internal'
const SCALING = 'dynamodb.application-autoscaling.amazonaws.com'

// Mara and Tomas run the platform; Priya reads; Jonas still uses the old admin role; Dana has the sandbox.
export const mara = person(PRODUCTION, 'mara.lindqvist', 'PlatformAdmin', {
  ip: '203.0.113.24',
  agent: BROWSER,
  console: true,
})
export const maraInSandbox = person(SANDBOX, 'mara.lindqvist', 'PlatformAdmin', { ip: '203.0.113.24', agent: CLI })
export const tomas = person(PRODUCTION, 'tomas.okafor', 'PlatformAdmin', { ip: '203.0.113.31', agent: CLI })
export const tomasInConsole = person(PRODUCTION, 'tomas.okafor', 'PlatformAdmin', {
  ip: '203.0.113.31',
  agent: BROWSER,
  console: true,
})
export const priya = person(PRODUCTION, 'priya.nair', 'ReadOnly', { ip: '2001:db8:4a:1::17', agent: CLI })
export const jonas = role(PRODUCTION, 'admin', 'jonas', { ip: '203.0.113.40', agent: CLI, mfa: true })
export const jonasAsUser = user(PRODUCTION, 'jonas', { ip: '203.0.113.40', agent: CLI, key: 'session' })
export const dana = user(SANDBOX, 'dana', { ip: '203.0.113.77', agent: BROWSER, console: true, key: 'session' })
export const reportBot = user(SANDBOX, 'report-bot', {
  ip: '198.51.100.77',
  agent: 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.12.0 md/arch#x86_64 lang/python#3.12.3',
  key: 'long-term',
})
export const root = fixed(
  PRODUCTION,
  `arn:aws:iam::${PRODUCTION}:root`,
  {
    type: 'Root',
    principalId: PRODUCTION,
    arn: `arn:aws:iam::${PRODUCTION}:root`,
    accountId: PRODUCTION,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  },
  { ip: '203.0.113.24', agent: BROWSER, console: true },
)

// The company's machines.
export const terraform = role(PRODUCTION, 'deploy', 'terraform-ci', { ip: '198.51.100.10', agent: TERRAFORM })
export const pipeline = role(PRODUCTION, 'ci-runner', 'GitHubActions', {
  ip: '198.51.100.12',
  agent: 'aws-sdk-js/3.908.0 ua/2.1 os/linux#6.11.0 lang/js md/nodejs#22.21.1 api/dynamodb#3.908.0',
})
export const workflow = fixed(
  PRODUCTION,
  'repo:larkspur-records/platform:ref:refs/heads/main',
  {
    type: 'WebIdentityUser',
    principalId:
      'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:larkspur-records/platform:ref:refs/heads/main',
    userName: 'repo:larkspur-records/platform:ref:refs/heads/main',
    identityProvider: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
  },
  { ip: '198.51.100.10', agent: 'configure-aws-credentials-for-github-actions' },
)
export const worker = role(PRODUCTION, 'orders-worker', 'orders-worker', {
  path: 'service-role/',
  ip: '192.0.2.10',
  agent: 'aws-sdk-nodejs/3.908.0 os/linux/5.10.245 lang/js md/nodejs/22.20.0 exec-env/AWS_Lambda_nodejs22.x',
  more: {
    inScopeOf: {
      issuerType: 'AWS::Lambda::Function',
      credentialsIssuedTo: `arn:aws:lambda:us-east-1:${PRODUCTION}:function:orders-worker`,
    },
  },
})
/** AWS decrypting for the worker: the caller is the worker's role, the address and the agent are AWS's. */
export const workerThroughAws = role(PRODUCTION, 'orders-worker', 'orders-worker', {
  path: 'service-role/',
  ip: INSIDE,
  agent: INSIDE,
  inside: true,
  invokedBy: INSIDE,
})
export const shop = role(PRODUCTION, 'shop-web', 'i-0a1b2c3d4e5f60718', {
  ip: '192.0.2.21',
  agent: 'aws-sdk-java/2.35.10 Linux/6.1.156 OpenJDK_64-Bit_Server_VM/21.0.9+10-LTS Java/21.0.9 io/sync http/Apache',
  ec2: true,
})
export const backup = user(PRODUCTION, 'legacy-backup', {
  ip: '192.0.2.60',
  agent: '[aws-cli/1.16.304 Python/3.6.9 Linux/4.9.184 botocore/1.13.40]',
  key: 'session',
})

/** A vendor's monitoring, which asks for everything, always. */
export function monitor(account: string): Caller {
  return role(account, 'uptime-monitor', 'uptime-monitor', {
    ip: '192.0.2.88',
    agent: 'UptimeMonitor/7.4 Boto3/1.40.61',
  })
}

/** Application Auto Scaling looking at, or changing, a table. */
export function scaling(account: string, session: 'RetrieveCurrentCapacity' | 'SetDesiredCapacity'): Caller {
  return role(account, 'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable', `AutoScaling-${session}`, {
    path: `aws-service-role/${SCALING}/`,
    ip: SCALING,
    agent: SCALING,
    inside: true,
    invokedBy: SCALING,
  })
}

/** AWS Config taking stock. */
export function recorder(account: string): Caller {
  return role(account, 'AWSServiceRoleForConfig', 'AWSConfig-Describe', {
    path: 'aws-service-role/config.amazonaws.com/',
    ip: 'config.amazonaws.com',
    agent: 'config.amazonaws.com',
    inside: true,
    invokedBy: 'config.amazonaws.com',
  })
}

export const lambda = service(PRODUCTION, 'lambda.amazonaws.com')
export const kms = fixed(
  PRODUCTION,
  INSIDE,
  { accountId: PRODUCTION, invokedBy: INSIDE },
  { ip: INSIDE, agent: INSIDE, inside: true },
)
