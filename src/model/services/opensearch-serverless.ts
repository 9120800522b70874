import type { ServiceActions } from './action.ts'

/**
 * Actions of Amazon OpenSearch Serverless. Parameters are spelled as in the API. Whether the index actions are data
 * events is not documented; Search is the one data event that the documentation shows.
 *
 * Source: Amazon OpenSearch Serverless API Reference; Logging OpenSearch Serverless API calls with AWS CloudTrail.
 */
export const OPENSEARCH_SERVERLESS_ACTIONS = {
  management: {
    create: {
      CreateAccessPolicy: ['name'],
      CreateCollection: ['name'],
      CreateCollectionGroup: ['name'],
      CreateIndex: ['id', 'indexName'],
      CreateLifecyclePolicy: ['name'],
      CreateSecurityConfig: ['name'],
      CreateSecurityPolicy: ['name'],
      CreateVpcEndpoint: ['name'],
    },
    update: {
      UpdateAccessPolicy: ['name'],
      UpdateAccountSettings: [],
      UpdateCollection: ['id'],
      UpdateCollectionGroup: ['id'],
      UpdateIndex: ['id', 'indexName'],
      UpdateLifecyclePolicy: ['name'],
      UpdateSecurityConfig: ['id'],
      UpdateSecurityPolicy: ['name'],
      UpdateVpcEndpoint: ['id'],
    },
    delete: {
      DeleteAccessPolicy: ['name'],
      DeleteCollection: ['id'],
      DeleteCollectionGroup: ['id'],
      DeleteIndex: ['id', 'indexName'],
      DeleteLifecyclePolicy: ['name'],
      DeleteSecurityConfig: ['id'],
      DeleteSecurityPolicy: ['name'],
      DeleteVpcEndpoint: ['id'],
    },
    tag: {
      TagResource: ['resourceArn'],
      UntagResource: ['resourceArn'],
    },
    read: {
      BatchGetCollection: ['ids[]', 'names[]'],
      BatchGetCollectionGroup: ['ids[]', 'names[]'],
      BatchGetEffectiveLifecyclePolicy: ['resourceIdentifiers[].resource'],
      BatchGetLifecyclePolicy: ['identifiers[].name'],
      BatchGetVpcEndpoint: ['ids[]'],
      GetAccessPolicy: ['name'],
      GetAccountSettings: [],
      GetIndex: ['id', 'indexName'],
      GetPoliciesStats: [],
      GetSecurityConfig: ['id'],
      GetSecurityPolicy: ['name'],
      ListAccessPolicies: [],
      ListCollectionGroups: [],
      ListCollections: [],
      ListLifecyclePolicies: [],
      ListSecurityConfigs: [],
      ListSecurityPolicies: [],
      ListTagsForResource: ['resourceArn'],
      ListVpcEndpoints: [],
    },
  },
  data: {
    read: {
      Search: [],
    },
  },
} as const satisfies ServiceActions
