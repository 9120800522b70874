import type { ServiceActions } from './action.ts'

/**
 * Actions of Amazon DynamoDB. Parameters are spelled as in the API with the first letter lowered; tableName may hold
 * an ARN. The shape of the Batch and Transact parameters is not documented. The reserved capacity actions belong to
 * the console alone.
 *
 * Source: Amazon DynamoDB API Reference; Logging DynamoDB operations by using AWS CloudTrail.
 */
export const DYNAMODB_ACTIONS = {
  management: {
    create: {
      CreateBackup: ['tableName'],
      CreateGlobalTable: ['globalTableName'],
      CreateTable: ['tableName'],
    },
    update: {
      DisableKinesisStreamingDestination: ['tableName'],
      EnableKinesisStreamingDestination: ['tableName'],
      UpdateContinuousBackups: ['tableName'],
      UpdateContributorInsights: ['tableName'],
      UpdateGlobalTable: ['globalTableName'],
      UpdateGlobalTableSettings: ['globalTableName'],
      UpdateKinesisStreamingDestination: ['tableName'],
      UpdateTable: ['tableName'],
      UpdateTableReplicaAutoScaling: ['tableName'],
      UpdateTimeToLive: ['tableName'],
    },
    delete: {
      DeleteBackup: ['backupArn'],
      DeleteResourcePolicy: ['resourceArn'],
      DeleteTable: ['tableName'],
    },
    restore: {
      ImportTable: ['tableCreationParameters.tableName'],
      RestoreTableFromBackup: ['targetTableName'],
      RestoreTableToPointInTime: ['targetTableName'],
    },
    backup: {
      ExportTableToPointInTime: ['tableArn'],
    },
    operate: {
      CancelBulkOperation: ['bulkOperationArn'],
      StartBulkPutItems: ['tableName'],
    },
    permission: {
      PutResourcePolicy: ['resourceArn'],
    },
    tag: {
      TagResource: ['resourceArn'],
      UntagResource: ['resourceArn'],
    },
    purchase: {
      PurchaseReservedCapacityOfferings: [],
    },
    read: {
      DescribeBackup: ['backupArn'],
      DescribeBulkOperation: ['bulkOperationArn'],
      DescribeContinuousBackups: ['tableName'],
      DescribeContributorInsights: ['tableName'],
      DescribeEndpoints: [],
      DescribeExport: ['exportArn'],
      DescribeGlobalTable: ['globalTableName'],
      DescribeGlobalTableSettings: ['globalTableName'],
      DescribeImport: ['importArn'],
      DescribeKinesisStreamingDestination: ['tableName'],
      DescribeLimits: [],
      DescribeReservedCapacity: [],
      DescribeReservedCapacityOfferings: [],
      DescribeTable: ['tableName'],
      DescribeTableReplicaAutoScaling: ['tableName'],
      DescribeTimeToLive: ['tableName'],
      GetResourcePolicy: ['resourceArn'],
      ListBackups: ['tableName'],
      ListBulkOperations: [],
      ListContributorInsights: ['tableName'],
      ListExports: ['tableArn'],
      ListGlobalTables: [],
      ListImports: ['tableArn'],
      ListTables: [],
      ListTagsOfResource: ['resourceArn'],
    },
  },
  data: {
    update: {
      PutItem: ['tableName'],
      UpdateItem: ['tableName'],
    },
    delete: {
      DeleteItem: ['tableName'],
    },
    write: {
      BatchExecuteStatement: ['requestItems[].statement'],
      BatchWriteItem: ['requestItems'],
      ExecuteStatement: ['statement'],
      ExecuteTransaction: ['requestItems[].statement'],
      TransactWriteItems: ['requestItems[].tableName'],
    },
    read: {
      BatchGetItem: ['requestItems'],
      GetItem: ['tableName'],
      Query: ['tableName'],
      Scan: ['tableName'],
      SearchVectors: ['tableName'],
      TransactGetItems: ['requestItems[].tableName'],
    },
  },
} as const satisfies ServiceActions
