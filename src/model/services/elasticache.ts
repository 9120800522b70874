import type { ServiceActions } from './action.ts'

/**
 * Actions of Amazon ElastiCache. Parameters are spelled as in the API with the first letter lowered (aZMode).
 * Commands sent to a cache are never logged.
 *
 * Source: Amazon ElastiCache API Reference; Logging Amazon ElastiCache API calls with AWS CloudTrail.
 */
export const ELASTICACHE_ACTIONS = {
  management: {
    create: {
      CreateCacheCluster: ['cacheClusterId'],
      CreateCacheParameterGroup: ['cacheParameterGroupName'],
      CreateCacheSecurityGroup: ['cacheSecurityGroupName'],
      CreateCacheSubnetGroup: ['cacheSubnetGroupName'],
      CreateGlobalReplicationGroup: ['globalReplicationGroupIdSuffix'],
      CreateReplicationGroup: ['replicationGroupId'],
      CreateServerlessCache: ['serverlessCacheName'],
      CreateServerlessCacheSnapshot: ['serverlessCacheSnapshotName'],
      CreateSnapshot: ['snapshotName'],
      CreateUser: ['userId'],
      CreateUserGroup: ['userGroupId'],
    },
    update: {
      ModifyCacheCluster: ['cacheClusterId'],
      ModifyCacheParameterGroup: ['cacheParameterGroupName'],
      ModifyCacheSubnetGroup: ['cacheSubnetGroupName'],
      ModifyGlobalReplicationGroup: ['globalReplicationGroupId'],
      ModifyReplicationGroup: ['replicationGroupId'],
      ModifyServerlessCache: ['serverlessCacheName'],
      ModifyUser: ['userId'],
      ModifyUserGroup: ['userGroupId'],
      ResetCacheParameterGroup: ['cacheParameterGroupName'],
    },
    scale: {
      DecreaseNodeGroupsInGlobalReplicationGroup: ['globalReplicationGroupId'],
      DecreaseReplicaCount: ['replicationGroupId'],
      IncreaseNodeGroupsInGlobalReplicationGroup: ['globalReplicationGroupId'],
      IncreaseReplicaCount: ['replicationGroupId'],
      ModifyReplicationGroupShardConfiguration: ['replicationGroupId'],
      RebalanceSlotsInGlobalReplicationGroup: ['globalReplicationGroupId'],
    },
    delete: {
      DeleteCacheCluster: ['cacheClusterId'],
      DeleteCacheParameterGroup: ['cacheParameterGroupName'],
      DeleteCacheSecurityGroup: ['cacheSecurityGroupName'],
      DeleteCacheSubnetGroup: ['cacheSubnetGroupName'],
      DeleteGlobalReplicationGroup: ['globalReplicationGroupId'],
      DeleteReplicationGroup: ['replicationGroupId'],
      DeleteServerlessCache: ['serverlessCacheName'],
      DeleteServerlessCacheSnapshot: ['serverlessCacheSnapshotName'],
      DeleteSnapshot: ['snapshotName'],
      DeleteUser: ['userId'],
      DeleteUserGroup: ['userGroupId'],
    },
    backup: {
      CopyServerlessCacheSnapshot: ['targetServerlessCacheSnapshotName', 'sourceServerlessCacheSnapshotName'],
      CopySnapshot: ['targetSnapshotName', 'sourceSnapshotName'],
      ExportServerlessCacheSnapshot: ['serverlessCacheSnapshotName'],
    },
    operate: {
      BatchApplyUpdateAction: ['serviceUpdateName', 'replicationGroupIds[]', 'cacheClusterIds[]'],
      BatchStopUpdateAction: ['serviceUpdateName', 'replicationGroupIds[]', 'cacheClusterIds[]'],
      CompleteMigration: ['replicationGroupId'],
      DisassociateGlobalReplicationGroup: ['globalReplicationGroupId', 'replicationGroupId'],
      FailoverGlobalReplicationGroup: ['globalReplicationGroupId'],
      RebootCacheCluster: ['cacheClusterId'],
      StartMigration: ['replicationGroupId'],
      TestFailover: ['replicationGroupId'],
      TestMigration: ['replicationGroupId'],
    },
    permission: {
      AuthorizeCacheSecurityGroupIngress: ['cacheSecurityGroupName'],
      RevokeCacheSecurityGroupIngress: ['cacheSecurityGroupName'],
    },
    tag: {
      AddTagsToResource: ['resourceName'],
      RemoveTagsFromResource: ['resourceName'],
    },
    purchase: {
      PurchaseReservedCacheNodesOffering: ['reservedCacheNodesOfferingId'],
    },
    read: {
      DescribeCacheClusters: ['cacheClusterId'],
      DescribeCacheEngineVersions: [],
      DescribeCacheParameterGroups: ['cacheParameterGroupName'],
      DescribeCacheParameters: ['cacheParameterGroupName'],
      DescribeCacheSecurityGroups: ['cacheSecurityGroupName'],
      DescribeCacheSubnetGroups: ['cacheSubnetGroupName'],
      DescribeEngineDefaultParameters: ['cacheParameterGroupFamily'],
      DescribeEvents: ['sourceIdentifier'],
      DescribeGlobalReplicationGroups: ['globalReplicationGroupId'],
      DescribeReplicationGroups: ['replicationGroupId'],
      DescribeReservedCacheNodes: ['reservedCacheNodeId'],
      DescribeReservedCacheNodesOfferings: [],
      DescribeServerlessCacheSnapshots: ['serverlessCacheSnapshotName'],
      DescribeServerlessCaches: ['serverlessCacheName'],
      DescribeServiceUpdates: ['serviceUpdateName'],
      DescribeSnapshots: ['snapshotName'],
      DescribeUpdateActions: ['serviceUpdateName', 'replicationGroupIds[]', 'cacheClusterIds[]'],
      DescribeUserGroups: ['userGroupId'],
      DescribeUsers: ['userId'],
      ListAllowedNodeTypeModifications: ['replicationGroupId'],
      ListTagsForResource: ['resourceName'],
    },
  },
} as const satisfies ServiceActions
