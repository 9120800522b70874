import type { ServiceActions } from './action.ts'

/**
 * Actions of DynamoDB Accelerator. Parameters are spelled as in the API with the first letter lowered
 * (sSESpecification). Items read through DAX are not logged.
 *
 * Source: Amazon DynamoDB Accelerator API Reference; Logging DynamoDB operations by using AWS CloudTrail.
 */
export const DAX_ACTIONS = {
  management: {
    create: {
      CreateCluster: ['clusterName'],
      CreateParameterGroup: ['parameterGroupName'],
      CreateSubnetGroup: ['subnetGroupName'],
    },
    update: {
      UpdateCluster: ['clusterName'],
      UpdateParameterGroup: ['parameterGroupName'],
      UpdateSubnetGroup: ['subnetGroupName'],
    },
    scale: {
      DecreaseReplicationFactor: ['clusterName'],
      IncreaseReplicationFactor: ['clusterName'],
    },
    delete: {
      DeleteCluster: ['clusterName'],
      DeleteParameterGroup: ['parameterGroupName'],
      DeleteSubnetGroup: ['subnetGroupName'],
    },
    operate: {
      RebootNode: ['clusterName'],
    },
    tag: {
      TagResource: ['resourceName'],
      UntagResource: ['resourceName'],
    },
    read: {
      DescribeClusters: ['clusterNames[]'],
      DescribeDefaultParameters: [],
      DescribeEvents: ['sourceName'],
      DescribeParameterGroups: ['parameterGroupNames[]'],
      DescribeParameters: ['parameterGroupName'],
      DescribeSubnetGroups: ['subnetGroupNames[]'],
      ListTags: ['resourceName'],
    },
  },
} as const satisfies ServiceActions
