import { denied, failure } from '../failures.ts'
import { hex, uuid } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { EU, type Place, US } from '../places.ts'
import { type SampleRecord, type Sitting, sitting } from '../sitting.ts'
import { wordy } from '../time.ts'

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'

/** Redshift Serverless: Mara makes a namespace, Jonas another, Priya may not; hers is the one that fails. */
export function warehouse(): readonly SampleRecord[] {
  return [...analytics(), ...notForReaders(), ...marketing()]
}

function analytics(): readonly SampleRecord[] {
  const mara = sitting(US, people.mara, '2026-11-03T09:36:00Z').call('redshift-serverless:ListNamespaces')
  createNamespace(mara, US, 'analytics')
  createWorkgroup(mara, US, 'analytics', 8)
  return mara.call('redshift-serverless:GetWorkgroup', { request: { workgroupName: 'analytics' } }).records
}

function notForReaders(): readonly SampleRecord[] {
  const priya = sitting(US, people.priya, '2026-11-06T10:15:00Z')
    .call('redshift-serverless:ListWorkgroups')
    .call('redshift-serverless:GetCredentials', { request: { workgroupName: 'analytics', dbName: 'dev' } })
  const code = 'AccessDeniedException'
  const missing = failure('ResourceNotFoundException', 'The workgroup reporting does not exist.')
  return priya
    .call('redshift-serverless:CreateNamespace', {
      request: wanted('reporting'),
      error: denied(people.priya.arn, 'redshift-serverless:CreateNamespace', code),
    })
    .call('redshift-serverless:GetWorkgroup', { request: { workgroupName: 'reporting' }, error: missing })
    .call('redshift-serverless:GetCredentials', { request: { workgroupName: 'analytics', dbName: 'dev' } }).records
}

function marketing(): readonly SampleRecord[] {
  const jonas = sitting(EU, people.jonas, '2026-11-09T15:05:00Z')
  createNamespace(jonas, EU, 'marketing')
  createWorkgroup(jonas, EU, 'marketing', 32)
  return jonas
    .call('redshift-serverless:UpdateWorkgroup', {
      request: { workgroupName: 'marketing', publiclyAccessible: true },
      response: {
        workgroup: { ...workgroup(EU, 'marketing', 32, jonas.now), publiclyAccessible: true, status: 'MODIFYING' },
      },
      after: 150,
    })
    .call('redshift-serverless:ListWorkgroups').records
}

function createNamespace(who: Sitting, { account, region }: Place, name: string): void {
  const id = uuid(`namespace ${name}`)
  who.call('redshift-serverless:CreateNamespace', {
    request: wanted(name),
    response: at => ({
      namespace: {
        adminUsername: HIDDEN,
        creationDate: wordy(at),
        defaultIamRoleArn: '',
        iamRoles: [],
        logExports: [],
        namespaceArn: `arn:aws:redshift-serverless:${region}:${account}:namespace/${id}`,
        namespaceId: id,
        namespaceName: name,
        status: 'AVAILABLE',
      },
    }),
  })
}

function wanted(namespaceName: string): JsonObject {
  return { namespaceName, dbName: 'dev', adminUsername: HIDDEN, adminUserPassword: HIDDEN }
}

function createWorkgroup(who: Sitting, place: Place, name: string, baseCapacity: number): void {
  who.call('redshift-serverless:CreateWorkgroup', {
    request: { workgroupName: name, namespaceName: name, baseCapacity, publiclyAccessible: false },
    response: at => ({ workgroup: { ...workgroup(place, name, baseCapacity, at), status: 'CREATING' } }),
  })
}

function workgroup({ account, region }: Place, name: string, baseCapacity: number, at: string): JsonObject {
  const id = uuid(`workgroup ${name}`)
  return {
    workgroupName: name,
    namespaceName: name,
    workgroupId: id,
    workgroupArn: `arn:aws:redshift-serverless:${region}:${account}:workgroup/${id}`,
    baseCapacity,
    publiclyAccessible: false,
    securityGroupIds: [`sg-0${hex(`warehouse ${region}`, 16)}`],
    creationDate: wordy(at),
  }
}
