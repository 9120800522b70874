import type { ServiceActions } from './action.ts'

/**
 * Actions of Application Auto Scaling. Logged under the eventSource of EC2 Auto Scaling, told apart by
 * additionalEventData.service; some names exist in both.
 *
 * Source: Application Auto Scaling API Reference; its CloudTrail logging page.
 */
export const APPLICATION_AUTOSCALING_ACTIONS = {
  management: {
    update: {
      PutScalingPolicy: ['resourceId'],
      PutScheduledAction: ['resourceId'],
      RegisterScalableTarget: ['resourceId'],
    },
    delete: {
      DeleteScalingPolicy: ['resourceId'],
      DeleteScheduledAction: ['resourceId'],
      DeregisterScalableTarget: ['resourceId'],
    },
    tag: {
      TagResource: ['resourceARN'],
      UntagResource: ['resourceARN'],
    },
    read: {
      DescribeScalableTargets: ['resourceIds[]'],
      DescribeScalingActivities: ['resourceId'],
      DescribeScalingPolicies: ['resourceId'],
      DescribeScheduledActions: ['resourceId'],
      GetPredictiveScalingForecast: ['resourceId'],
      ListTagsForResource: ['resourceARN'],
    },
  },
} as const satisfies ServiceActions
