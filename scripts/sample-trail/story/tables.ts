import { SANDBOX } from '../callers.ts'
import { denied, failure, noTable } from '../failures.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { EU, type Place, SANDBOX_US, US } from '../places.ts'
import { roleArn, tableArn } from '../services.ts'
import { type SampleRecord, sitting, together } from '../sitting.ts'
import { wordy } from '../time.ts'
import { cluster } from './caches.ts'

/** What people, and scaling, did to tables. */
export function tables(): readonly SampleRecord[] {
  return [...moreForOrders(), ...midnightScaling(), ...readerScans(), ...cartsDeleted(), ...playground()]
}

/** The 9th: Jonas raises the capacity of Orders; scaling raises that of Sessions. */
function moreForOrders(): readonly SampleRecord[] {
  const start = '2026-11-09T11:25:00Z'
  const arn = roleArn('admin')
  const user = sitting(US, people.jonasAsUser, start).call('sts:AssumeRole', {
    request: { roleArn: arn, roleSessionName: 'jonas', durationSeconds: 3600 },
    response: {
      credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'EXAMPLETOKEN' },
      assumedRoleUser: { arn: people.jonas.arn },
    },
    resources: [{ accountId: US.account, type: 'AWS::IAM::Role', ARN: arn }],
  })
  const jonas = sitting(US, people.jonas, user.now)
    .call('dynamodb:ListTables')
    .call('dynamodb:DescribeTable', { request: { tableName: 'Orders' } })
    .call('dynamodb:UpdateTable', capacity(US, 'Orders', 10, 25))
    .call('dynamodb:DescribeTable', { request: { tableName: 'Orders' } })
    .call('autoscaling:RegisterScalableTarget', {
      request: {
        serviceNamespace: 'dynamodb',
        resourceId: 'table/Orders',
        scalableDimension: 'dynamodb:table:WriteCapacityUnits',
        minCapacity: 25,
        maxCapacity: 100,
      },
      extra: { service: 'application-autoscaling' },
    })
    .call('dynamodb:UpdateTimeToLive', {
      request: { tableName: 'Sessions', timeToLiveSpecification: { enabled: true, attributeName: 'expires' } },
      response: { timeToLiveSpecification: { enabled: true, attributeName: 'expires' } },
    })
  const scaling = sitting(US, people.scaling(US.account, 'SetDesiredCapacity'), '2026-11-09T11:27:00Z').call(
    'dynamodb:UpdateTable',
    capacity(US, 'Sessions', 5, 10),
  )
  return together(user, jonas, scaling)
}

/** Before midnight of the 14th: these happen on one day and are delivered on the next. */
function midnightScaling(): readonly SampleRecord[] {
  const at = '2026-11-14T23:58:30Z'
  const us = sitting(US, people.scaling(US.account, 'SetDesiredCapacity'), at)
    .call('dynamodb:DescribeTable', { request: { tableName: 'Orders' } })
    .call('dynamodb:UpdateTable', capacity(US, 'Orders', 25, 40))
    .call('dynamodb:DescribeTable', { request: { tableName: 'Orders' } })
  const eu = sitting(EU, people.scaling(EU.account, 'SetDesiredCapacity'), at)
    .call('dynamodb:DescribeTable', { request: { tableName: 'Orders' } })
    .call('dynamodb:UpdateTable', capacity(EU, 'Orders', 5, 10))
  return together(us, eu)
}

/** Priya may read metadata; she also scans a whole table, and is stopped at another. */
function readerScans(): readonly SampleRecord[] {
  const stopped = denied(people.priya.arn, 'dynamodb:Scan')
  return sitting(US, people.priya, '2026-11-06T10:20:00Z')
    .call('dynamodb:ListTables', { request: { limit: 100 } })
    .call('dynamodb:DescribeTable', { request: { tableName: 'Orders' } })
    .call('dynamodb:Scan', { data: true, request: { tableName: 'Music', limit: 1000 } })
    .call('dynamodb:Scan', { data: true, request: { tableName: 'Orders', limit: 1000 }, error: stopped }).records
}

/** The 17th: Tomas takes the protection off Carts and deletes it. The worker still wants it. */
function cartsDeleted(): readonly SampleRecord[] {
  const request = { tableName: 'Carts' }
  const guarded = failure(
    'ValidationException',
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  )
  const backup = `${tableArn(US, 'Carts')}/backup/01794000000000-0a1b2c3d`
  return sitting(US, people.tomasInConsole, '2026-11-17T17:45:00Z')
    .call('dynamodb:DescribeTable', { request })
    .call('dynamodb:DeleteTable', { request, error: guarded })
    .call('dynamodb:UpdateTable', {
      request: { ...request, deletionProtectionEnabled: false },
      response: { tableDescription: described(US, 'Carts', 'UPDATING', 5) },
    })
    .call('dynamodb:CreateBackup', {
      request: { ...request, backupName: 'carts-last' },
      response: { backupDetails: { backupArn: backup, backupName: 'carts-last', backupStatus: 'CREATING' } },
    })
    .call('dynamodb:DeleteTable', {
      request,
      response: { tableDescription: described(US, 'Carts', 'DELETING', 5) },
      after: 95,
    })
    .call('dynamodb:DescribeTable', { request, error: noTable('Carts'), after: 40 })
    .call('dynamodb:ListTables', { request: { limit: 100 } }).records
}

/** The 18th: Dana tidies the sandbox. */
function playground(): readonly SampleRecord[] {
  const dana = sitting(SANDBOX_US, people.dana, '2026-11-18T14:00:00Z')
  const request = {
    tableName: 'Playground2',
    billingMode: 'PAY_PER_REQUEST',
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  }
  return dana
    .call('dynamodb:CreateTable', {
      request,
      response: { tableDescription: described(SANDBOX_US, 'Playground2', 'CREATING', 0) },
    })
    .call('dynamodb:DescribeTable', { request: { tableName: 'Playground2' } })
    .call('dynamodb:DeleteTable', {
      request: { tableName: 'Playground2' },
      response: { tableDescription: described(SANDBOX_US, 'Playground2', 'DELETING', 0) },
      after: 60,
    })
    .call('elasticache:DeleteCacheCluster', {
      request: { cacheClusterId: 'scratch' },
      response: cluster('scratch', 'deleting', {}),
    })
    .call('aoss:CreateCollection', {
      request: { accountId: SANDBOX, name: 'scratch-search', type: 'SEARCH' },
      error: failure('HttpFailureException', 'An unknown error occurred'),
    }).records
}

/** New capacity in the request, the old one in the response: the table is still on its way. */
function capacity(place: Place, tableName: string, old: number, wanted: number) {
  return {
    request: { tableName, provisionedThroughput: { readCapacityUnits: wanted, writeCapacityUnits: wanted } },
    response: { tableDescription: described(place, tableName, 'UPDATING', old) },
  }
}

function described(place: Place, tableName: string, tableStatus: string, units: number): JsonObject {
  return {
    tableName,
    tableStatus,
    tableArn: tableArn(place, tableName),
    creationDateTime: wordy('2026-03-02T09:14:02Z'),
    itemCount: 0,
    tableSizeBytes: 0,
    provisionedThroughput: { numberOfDecreasesToday: 0, readCapacityUnits: units, writeCapacityUnits: units },
  }
}
