import type { ServiceActions } from './action.ts'

/**
 * Actions of Amazon Redshift Serverless. Parameters are spelled as in the API. GetCredentials and
 * GetIdentityCenterAuthToken count as reads but hand out secrets.
 *
 * Source: Amazon Redshift Serverless API Reference; the logging page of its Management Guide.
 */
export const REDSHIFT_SERVERLESS_ACTIONS = {
  management: {
    create: {
      CreateCustomDomainAssociation: ['customDomainName'],
      CreateEndpointAccess: ['endpointName'],
      CreateNamespace: ['namespaceName'],
      CreateReservation: ['offeringId'],
      CreateScheduledAction: ['scheduledActionName'],
      CreateSnapshot: ['snapshotName'],
      CreateSnapshotCopyConfiguration: ['namespaceName'],
      CreateUsageLimit: ['resourceArn'],
      CreateWorkgroup: ['workgroupName'],
    },
    update: {
      UpdateCustomDomainAssociation: ['customDomainName'],
      UpdateEndpointAccess: ['endpointName'],
      UpdateLakehouseConfiguration: ['namespaceName'],
      UpdateNamespace: ['namespaceName'],
      UpdateScheduledAction: ['scheduledActionName'],
      UpdateSnapshot: ['snapshotName'],
      UpdateSnapshotCopyConfiguration: ['snapshotCopyConfigurationId'],
      UpdateUsageLimit: ['usageLimitId'],
      UpdateWorkgroup: ['workgroupName'],
    },
    delete: {
      DeleteCustomDomainAssociation: ['customDomainName'],
      DeleteEndpointAccess: ['endpointName'],
      DeleteNamespace: ['namespaceName'],
      DeleteResourcePolicy: ['resourceArn'],
      DeleteScheduledAction: ['scheduledActionName'],
      DeleteSnapshot: ['snapshotName'],
      DeleteSnapshotCopyConfiguration: ['snapshotCopyConfigurationId'],
      DeleteUsageLimit: ['usageLimitId'],
      DeleteWorkgroup: ['workgroupName'],
    },
    restore: {
      RestoreFromRecoveryPoint: ['namespaceName'],
      RestoreFromSnapshot: ['namespaceName'],
      RestoreTableFromRecoveryPoint: ['newTableName'],
      RestoreTableFromSnapshot: ['newTableName'],
    },
    backup: {
      ConvertRecoveryPointToSnapshot: ['snapshotName'],
    },
    permission: {
      PutResourcePolicy: ['resourceArn'],
    },
    tag: {
      TagResource: ['resourceArn'],
      UntagResource: ['resourceArn'],
    },
    read: {
      GetCredentials: ['workgroupName'],
      GetCustomDomainAssociation: ['customDomainName'],
      GetEndpointAccess: ['endpointName'],
      GetIdentityCenterAuthToken: ['workgroupNames[]'],
      GetNamespace: ['namespaceName'],
      GetRecoveryPoint: ['recoveryPointId'],
      GetReservation: ['reservationId'],
      GetReservationOffering: ['offeringId'],
      GetResourcePolicy: ['resourceArn'],
      GetScheduledAction: ['scheduledActionName'],
      GetSnapshot: ['snapshotName', 'snapshotArn'],
      GetTableRestoreStatus: ['tableRestoreRequestId'],
      GetTrack: ['trackName'],
      GetUsageLimit: ['usageLimitId'],
      GetWorkgroup: ['workgroupName'],
      ListCustomDomainAssociations: [],
      ListEndpointAccess: ['workgroupName'],
      ListManagedWorkgroups: ['sourceArn'],
      ListNamespaces: [],
      ListRecoveryPoints: ['namespaceName'],
      ListReservationOfferings: [],
      ListReservations: [],
      ListScheduledActions: ['namespaceName'],
      ListSnapshotCopyConfigurations: ['namespaceName'],
      ListSnapshots: ['namespaceName'],
      ListTableRestoreStatus: ['namespaceName'],
      ListTagsForResource: ['resourceArn'],
      ListTracks: [],
      ListUsageLimits: ['resourceArn'],
      ListWorkgroups: [],
    },
  },
} as const satisfies ServiceActions
