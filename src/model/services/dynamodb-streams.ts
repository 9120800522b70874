import type { ServiceActions } from './action.ts'

/**
 * Actions of Amazon DynamoDB Streams. Logged under DynamoDB's own eventSource. GetRecords names its stream only
 * inside the shard iterator.
 *
 * Source: Amazon DynamoDB Streams API Reference; Logging DynamoDB operations by using AWS CloudTrail.
 */
export const DYNAMODB_STREAMS_ACTIONS = {
  management: {
    read: {
      DescribeStream: ['streamArn'],
      ListStreams: ['tableName'],
    },
  },
  data: {
    read: {
      GetRecords: ['shardIterator'],
      GetShardIterator: ['streamArn'],
    },
  },
} as const satisfies ServiceActions
