import { failure } from '../failures.ts'
import { capitals } from '../ids.ts'
import * as people from '../people.ts'
import { US } from '../places.ts'
import { keyArn } from '../services.ts'
import { type SampleRecord, sitting, together } from '../sitting.ts'

const NAME = 'catalog-search'
const UNKNOWN = failure('HttpFailureException', 'An unknown error occurred')

/** OpenSearch Serverless: a collection that comes into being at the third try, then a network policy open to all. */
export function search(): readonly SampleRecord[] {
  const id = capitals('collection', 20).toLowerCase()
  const arn = `arn:aws:aoss:us-east-1:${US.account}:collection/${id}`
  const request = { accountId: US.account, name: NAME, type: 'SEARCH', description: 'Search over the record catalog' }
  const tomas = sitting(US, people.tomas, '2026-11-04T13:10:00Z')
    .each('aoss:CreateCollection', [
      { request, error: UNKNOWN },
      { request, error: UNKNOWN, after: 31 },
    ])
    .call('aoss:ListCollections', { request: { maxResults: 20 } })
    .call('aoss:CreateSecurityPolicy', policy('encryption', { Rules: [rule('collection')], AWSOwnedKey: true }))
    .call('aoss:CreateCollection', {
      request,
      response: {
        createCollectionDetail: {
          id,
          name: NAME,
          arn,
          type: 'SEARCH',
          status: 'CREATING',
          kmsKeyArn: keyArn(US),
          standbyReplicas: 'ENABLED',
          // aoss writes its times as numbers.
          createdDate: 1_793_797_920_000,
        },
      },
    })
    .call(
      'aoss:CreateSecurityPolicy',
      policy('network', [{ Rules: [rule('collection'), rule('dashboard')], AllowFromPublic: true }]),
    )
    .call('aoss:CreateAccessPolicy', policy('data', [{ Rules: [rule('index')], Principal: [people.worker.arn] }]))
    .call('aoss:BatchGetCollection', { request: { names: [NAME] }, after: 45 })
  const find = {
    data: true,
    request: { pathPrefix: '/_search' },
    resources: [{ accountId: US.account, type: 'AWS::AOSS::Collection', ARN: arn }],
  } as const
  const worker = sitting(US, people.worker, '2026-11-04T13:13:00Z').each('aoss:Search', [find, find, find])
  return together(tomas, worker)
}

function rule(ResourceType: string): { readonly ResourceType: string; readonly Resource: readonly string[] } {
  return { ResourceType, Resource: [ResourceType === 'index' ? `index/${NAME}/*` : `${ResourceType}/${NAME}`] }
}

function policy(type: 'encryption' | 'network' | 'data', content: object) {
  const detail = { name: `${NAME}-${type}`, type, policyVersion: 'MTc5Mzc5NzkyMDAwMF8x' }
  const response = type === 'data' ? { accessPolicyDetail: detail } : { securityPolicyDetail: detail }
  return { request: { name: detail.name, type, policy: JSON.stringify(content) }, response }
}
