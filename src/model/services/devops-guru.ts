import type { ServiceActions } from './action.ts'

/**
 * Actions of Amazon DevOps Guru. Parameters keep the API's capital first letters.
 *
 * Source: Amazon DevOps Guru API Reference; Logging Amazon DevOps Guru API calls with AWS CloudTrail.
 */
export const DEVOPS_GURU_ACTIONS = {
  management: {
    update: {
      AddNotificationChannel: ['Config.Sns.TopicArn'],
      PutFeedback: ['InsightFeedback.Id'],
      UpdateEventSourcesConfig: ['EventSources.AmazonCodeGuruProfiler.Status'],
      UpdateResourceCollection: [
        'ResourceCollection.CloudFormation.StackNames[]',
        'ResourceCollection.Tags[].AppBoundaryKey',
        'ResourceCollection.Tags[].TagValues[]',
      ],
      UpdateServiceIntegration: [
        'ServiceIntegration.OpsCenter.OptInStatus',
        'ServiceIntegration.LogsAnomalyDetection.OptInStatus',
        'ServiceIntegration.KMSServerSideEncryption.OptInStatus',
      ],
    },
    delete: {
      DeleteInsight: ['Id'],
      RemoveNotificationChannel: ['Id'],
    },
    operate: {
      StartCostEstimation: [
        'ResourceCollection.CloudFormation.StackNames[]',
        'ResourceCollection.Tags[].AppBoundaryKey',
      ],
    },
    read: {
      DescribeAccountHealth: [],
      DescribeAccountOverview: [],
      DescribeAnomaly: ['Id'],
      DescribeEventSourcesConfig: [],
      DescribeFeedback: ['InsightId'],
      DescribeInsight: ['Id'],
      DescribeOrganizationHealth: [],
      DescribeOrganizationOverview: [],
      DescribeOrganizationResourceCollectionHealth: ['OrganizationResourceCollectionType'],
      DescribeResourceCollectionHealth: ['ResourceCollectionType'],
      DescribeServiceIntegration: [],
      GetCostEstimation: [],
      GetResourceCollection: ['ResourceCollectionType'],
      ListAnomaliesForInsight: ['InsightId'],
      ListAnomalousLogGroups: ['InsightId'],
      ListEvents: [],
      ListInsights: [],
      ListMonitoredResources: [],
      ListNotificationChannels: [],
      ListOrganizationInsights: [],
      ListRecommendations: ['InsightId'],
      SearchInsights: [],
      SearchOrganizationInsights: [],
    },
  },
} as const satisfies ServiceActions
