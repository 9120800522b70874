import { failure } from '../failures.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { US } from '../places.ts'
import { type SampleRecord, type Sitting, sitting } from '../sitting.ts'
import { later, wordy } from '../time.ts'

/** Memcached with two nodes, as Terraform makes it on the 5th. ElastiCache lowers first letters: aZMode. */
export function createCacheCluster(run: Sitting, cacheClusterId: string): void {
  run.call('elasticache:CreateCacheCluster', {
    request: {
      cacheClusterId,
      engine: 'memcached',
      engineVersion: '1.6.22',
      cacheNodeType: 'cache.t4g.small',
      numCacheNodes: 2,
      aZMode: 'cross-az',
    },
    response: cluster(cacheClusterId, 'creating', {}),
  })
}

/** On the 12th Jonas adds a node by hand; the response still tells the old number. */
export function cacheResized(): readonly SampleRecord[] {
  const jonas = sitting(US, people.jonas, '2026-11-12T09:20:00Z')
  const missing = failure('CacheClusterNotFoundFault', 'CacheCluster not found: session-cache')
  jonas.call('elasticache:DescribeCacheClusters', { request: { cacheClusterId: 'session-cache' }, error: missing })
  jonas.call('elasticache:DescribeCacheClusters', {
    request: { cacheClusterId: 'sessions-cache', showCacheNodeInfo: true },
  })
  jonas.call('elasticache:ModifyCacheCluster', {
    request: { cacheClusterId: 'sessions-cache', numCacheNodes: 3, applyImmediately: true },
    response: {
      ...cluster('sessions-cache', 'modifying', { numCacheNodes: 3 }),
      cacheClusterCreateTime: wordy('2026-11-05T07:52:10Z'),
      configurationEndpoint: { address: 'sessions-cache.example.cfg.use1.cache.amazonaws.com', port: 11_211 },
    },
  })
  jonas.call('elasticache:RebootCacheCluster', {
    request: { cacheClusterId: 'sessions-cache', cacheNodeIdsToReboot: ['0001'] },
    response: cluster('sessions-cache', 'rebooting cluster nodes', {}),
    after: 240,
  })
  const start = later(jonas.now, 20)
  return [...jonas.records, ...watched(start)]
}

function watched(start: string): readonly SampleRecord[] {
  const request = { cacheClusterId: 'sessions-cache', showCacheNodeInfo: true }
  return sitting(US, people.monitor(US.account), start).each('elasticache:DescribeCacheClusters', [
    { request },
    { request, error: failure('Throttling', 'Rate exceeded') },
    { request },
  ]).records
}

/** How ElastiCache answers: the cluster itself, without a wrapper. */
export function cluster(
  cacheClusterId: string,
  cacheClusterStatus: string,
  pendingModifiedValues: JsonObject,
): JsonObject {
  return {
    cacheClusterId,
    cacheClusterStatus,
    engine: 'memcached',
    engineVersion: '1.6.22',
    cacheNodeType: 'cache.t4g.small',
    numCacheNodes: 2,
    preferredAvailabilityZone: 'Multiple',
    autoMinorVersionUpgrade: true,
    cacheParameterGroup: {
      cacheParameterGroupName: 'default.memcached1.6',
      cacheNodeIdsToReboot: {},
      parameterApplyStatus: 'in-sync',
    },
    cacheSecurityGroups: [],
    pendingModifiedValues,
  }
}
