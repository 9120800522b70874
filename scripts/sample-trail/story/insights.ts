import { failure } from '../failures.ts'
import * as people from '../people.ts'
import { US } from '../places.ts'
import { type SampleRecord, sitting } from '../sitting.ts'

/** DevOps Guru: on the 6th Mara has two stacks watched, on the 17th Tomas has none. It keeps PascalCase in its records. */
export function insights(): readonly SampleRecord[] {
  const collection = (...StackNames: readonly string[]) => ({ CloudFormation: { StackNames } })
  const mara = sitting(US, people.mara, '2026-11-06T14:40:00Z')
    .call('devops-guru:GetResourceCollection', {
      request: { ResourceCollectionType: 'AWS_CLOUD_FORMATION' },
      // Without a message, as seen in real trails.
      error: failure('ResourceNotFoundException'),
    })
    .call('devops-guru:UpdateResourceCollection', {
      request: { Action: 'ADD', ResourceCollection: collection('shop-orders', 'shop-sessions') },
    })
    .call('devops-guru:AddNotificationChannel', {
      request: { Config: { Sns: { TopicArn: `arn:aws:sns:us-east-1:${US.account}:platform-alerts` } } },
      response: { Id: 'b0d1f3a2-5c6e-4f70-8a91-0123456789ab' },
    })
    .call('devops-guru:SearchInsights', {
      request: { Type: 'REACTIVE', StartTimeRange: { FromTime: 1_793_366_400.512 }, MaxResults: 20 },
    })
  const tomas = sitting(US, people.tomasInConsole, '2026-11-17T17:51:00Z')
    .call('devops-guru:SearchInsights', {
      request: { Type: 'REACTIVE', StartTimeRange: { FromTime: 1_794_316_800.25 }, MaxResults: 20 },
    })
    .call('devops-guru:UpdateResourceCollection', {
      request: { Action: 'REMOVE', ResourceCollection: collection('*') },
    })
  return [...mara.records, ...tomas.records]
}
