import { failure } from '../failures.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { US } from '../places.ts'
import { keyArn, roleArn } from '../services.ts'
import { type SampleRecord, type Sitting, sitting } from '../sitting.ts'

/** A DAX cluster of three nodes, looked for first. */
export function createDaxCluster(run: Sitting, clusterName: string, role: string): void {
  const subnetGroupName = 'dax-private'
  run.call('dax:DescribeSubnetGroups', {
    request: { subnetGroupNames: [subnetGroupName] },
    error: failure('SubnetGroupNotFoundFault', `SubnetGroup not found: ${subnetGroupName}`),
  })
  run.call('dax:CreateSubnetGroup', { request: { subnetGroupName }, response: { subnetGroup: { subnetGroupName } } })
  run.call('dax:DescribeClusters', {
    request: { clusterNames: [clusterName] },
    error: failure('ClusterNotFoundFault', `Cluster not found: ${clusterName}`),
  })
  run.call('dax:CreateCluster', {
    request: {
      clusterName,
      nodeType: 'dax.t3.small',
      replicationFactor: 3,
      iamRoleArn: roleArn(role),
      subnetGroupName,
      sSESpecification: { enabled: true },
    },
    response: { cluster: cluster(clusterName, role, 'creating', 3) },
  })
  run.call('dax:DescribeClusters', { request: { clusterNames: [clusterName] } })
}

/** On the 13th Jonas adds a node. */
export function daxResized(): readonly SampleRecord[] {
  return sitting(US, people.jonas, '2026-11-13T13:30:00Z')
    .call('dax:DescribeClusters', { request: { clusterNames: ['music-dax'] } })
    .call('dax:IncreaseReplicationFactor', {
      request: { clusterName: 'music-dax', newReplicationFactor: 4 },
      response: { cluster: cluster('music-dax', 'DAXServiceRoleForMusic', 'modifying', 4) },
    }).records
}

function cluster(clusterName: string, role: string, status: string, totalNodes: number): JsonObject {
  return {
    clusterName,
    clusterArn: `arn:aws:dax:us-east-1:${US.account}:cache/${clusterName}`,
    status,
    nodeType: 'dax.t3.small',
    totalNodes,
    activeNodes: status === 'creating' ? 0 : 3,
    clusterDiscoveryEndpoint: { port: 8111 },
    iamRoleArn: roleArn(role),
    subnetGroup: 'dax-private',
    parameterGroup: { parameterGroupName: 'default.dax1.0', nodeIdsToReboot: [], parameterApplyStatus: 'in-sync' },
    sSEDescription: { status: 'ENABLED', kMSMasterKeyArn: keyArn(US) },
  }
}
