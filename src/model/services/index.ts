import type { ServiceActions } from './action.ts'
import { APPLICATION_AUTOSCALING_ACTIONS } from './application-autoscaling.ts'
import { DAX_ACTIONS } from './dax.ts'
import { DEVOPS_GURU_ACTIONS } from './devops-guru.ts'
import { DYNAMODB_ACTIONS } from './dynamodb.ts'
import { DYNAMODB_STREAMS_ACTIONS } from './dynamodb-streams.ts'
import { ELASTICACHE_ACTIONS } from './elasticache.ts'
import { OPENSEARCH_SERVERLESS_ACTIONS } from './opensearch-serverless.ts'
import { REDSHIFT_SERVERLESS_ACTIONS } from './redshift-serverless.ts'

/** A service that trailq knows more of than its name. */
interface ServiceFacts {
  /** The eventSources it logs under, without `.amazonaws.com`; several where records are met under each. */
  readonly sources: readonly string[]
  /** What people call it, where that is not one of the sources. */
  readonly aliases: readonly string[]
  readonly actions: readonly ServiceActions[]
}

/** The services that people call by another name than their eventSource, or whose actions are listed. */
export const SERVICES = [
  { sources: ['redshift-serverless'], aliases: [], actions: [REDSHIFT_SERVERLESS_ACTIONS] },
  {
    sources: ['aoss'],
    aliases: ['opensearch-serverless', 'opensearchserverless'],
    actions: [OPENSEARCH_SERVERLESS_ACTIONS],
  },
  { sources: ['elasticache'], aliases: [], actions: [ELASTICACHE_ACTIONS] },
  { sources: ['devops-guru'], aliases: ['devopsguru'], actions: [DEVOPS_GURU_ACTIONS] },
  {
    sources: ['dynamodb', 'streams.dynamodb'],
    aliases: ['streams', 'dynamodb-streams', 'dynamodbstreams'],
    actions: [DYNAMODB_ACTIONS, DYNAMODB_STREAMS_ACTIONS],
  },
  { sources: ['dax'], aliases: ['dynamodb-accelerator'], actions: [DAX_ACTIONS] },
  {
    sources: ['autoscaling'],
    aliases: ['application-autoscaling', 'application-auto-scaling'],
    actions: [APPLICATION_AUTOSCALING_ACTIONS],
  },
  { sources: ['monitoring'], aliases: ['cloudwatch'], actions: [] },
  { sources: ['events'], aliases: ['eventbridge', 'cloudwatch-events'], actions: [] },
  { sources: ['logs'], aliases: ['cloudwatch-logs'], actions: [] },
  { sources: ['states'], aliases: ['stepfunctions', 'step-functions'], actions: [] },
  { sources: ['elasticloadbalancing'], aliases: ['elb', 'elbv2'], actions: [] },
  { sources: ['elasticfilesystem'], aliases: ['efs'], actions: [] },
  { sources: ['elasticmapreduce'], aliases: ['emr'], actions: [] },
] as const satisfies readonly ServiceFacts[]

/** The eventSource, without `.amazonaws.com`, of a service in {@link SERVICES}. */
export type KnownService = (typeof SERVICES)[number]['sources'][number]
