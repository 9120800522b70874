import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  actionsOf,
  EVENT_NAMES,
  knownEventName,
  resolveService,
  SERVICES,
  serviceOf,
} from '../../../src/model/index.ts'

describe('resolveService', () => {
  test.each([
    ['aoss', ['aoss']],
    ['opensearch-serverless', ['aoss']],
    ['aoss.amazonaws.com', ['aoss']],
    ['aoss.amazonaws.com.cn', ['aoss']],
    ['AOSS.amazonaws.com', ['aoss']],
    ['cloudwatch', ['monitoring']],
    ['eventbridge', ['events']],
    ['cloudwatch-logs', ['logs']],
    ['stepfunctions', ['states']],
    ['streams', ['dynamodb', 'streams.dynamodb']],
    ['DynamoDB', ['dynamodb', 'streams.dynamodb']],
    ['streams.dynamodb.amazonaws.com', ['dynamodb', 'streams.dynamodb']],
    [' s3 ', ['s3']],
    ['NotYetThere', ['notyetthere']],
    ['constructor', ['constructor']],
  ])('%s', (text, services) => {
    expect(resolveService(text)).toEqual(services)
  })

  test.each(['', '.amazonaws.com', 's3,kms', 's3*', "s3'", 'amazon s3', '-s3'])('refuses %j', text => {
    expect(() => resolveService(text)).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })

  test('suggests the name that was meant', () => {
    expect(() => resolveService('cloud watch')).toThrow("Did you mean 'cloudwatch'?")
  })
})

test('no name stands for two services', () => {
  const names = SERVICES.flatMap(({ sources, aliases }) => [...sources, ...aliases])
  expect(new Set(names).size).toBe(names.length)
})

test('a service is its eventSource without the end', () => {
  expect(serviceOf('dynamodb.amazonaws.com')).toBe('dynamodb')
  expect(serviceOf('dynamodb.amazonaws.com.cn')).toBe('dynamodb')
  expect(serviceOf('example.com')).toBe('example.com')
})

describe('actionsOf', () => {
  test('says of each action what it does, to what, and what it leaves', () => {
    expect(actionsOf('dynamodb')).toContainEqual({
      name: 'DescribeTable',
      category: 'management',
      kind: 'read',
      access: 'read',
      resource: ['tableName'],
    })
    expect(actionsOf('streams')).toContainEqual({
      name: 'GetRecords',
      category: 'data',
      kind: 'read',
      access: 'read',
      resource: ['shardIterator'],
    })
    expect(actionsOf('elasticache').find(action => action.name === 'TestFailover')?.access).toBe('write')
    expect(actionsOf('s3')).toEqual([])
  })

  test.each([
    ['redshift-serverless', 65, 30, 0],
    ['opensearch-serverless', 47, 20, 1],
    ['elasticache', 75, 21, 0],
    ['devops-guru', 31, 23, 0],
    ['dynamodb', 69, 35, 16],
    ['dax', 21, 7, 0],
    ['autoscaling', 14, 6, 0],
  ])('%s has %i actions, %i of them reading, %i of them data events', (service, total, reading, data) => {
    const actions = actionsOf(service)
    expect(new Set(actions.map(action => action.name)).size).toBe(total)
    expect(actions.filter(action => action.access === 'read')).toHaveLength(reading)
    expect(actions.filter(action => action.category === 'data')).toHaveLength(data)
  })
})

test('eventNames are found in any case', () => {
  expect(knownEventName('describetable')).toEqual(['DescribeTable'])
  expect(knownEventName('CREATECLUSTER')).toEqual(['CreateCluster'])
  expect(knownEventName('NoSuchAction')).toEqual([])
  expect(new Set(EVENT_NAMES).size).toBe(EVENT_NAMES.length)
})

const reference = new URL('../../../../shared/reference/service-actions.json', import.meta.url)
const there = existsSync(reference)

test.skipIf(!there)(`actions agree with the notes they were made from${there ? '' : ' (skipped: not here)'}`, () => {
  const { services } = JSON.parse(readFileSync(reference, 'utf8')) as {
    services: {
      eventSource: string
      actions: { name: string; rw: string; category: string; kind: string; resource: string[] }[]
    }[]
  }
  for (const { eventSource, actions } of services) {
    const declared = new Map(actionsOf(eventSource).map(action => [action.name, action]))
    for (const { name, rw, category, kind, resource } of actions) {
      expect(declared.get(name)).toEqual({ name, category, kind, access: rw, resource })
    }
  }
})
