import { json, number, text } from './field.ts'

/**
 * What only Insights records have: activity that is out of line with its own past.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail Insights insightDetails element.
 */
export const INSIGHT_FIELDS = [
  json('insightDetails', 'insight_details', '1.07', ['insight'], {
    shape: 'object',
    doc: 'The unusual activity: what it was, and how far from normal.',
    optional: false,
    inAwsTable: false,
  }),
  text('insightDetails.state', 'insight_details_state', '1.07', ['insight'], {
    doc: 'Whether the activity starts or ends with this record: Start or End.',
    optional: false,
    inAwsTable: false,
  }),
  text('insightDetails.eventSource', 'insight_details_event_source', '1.07', ['insight'], {
    doc: 'The service whose calls were unusual.',
    optional: false,
    inAwsTable: false,
  }),
  text('insightDetails.eventName', 'insight_details_event_name', '1.07', ['insight'], {
    doc: 'The API action whose calls were unusual.',
    optional: false,
    inAwsTable: false,
  }),
  text('insightDetails.insightType', 'insight_details_insight_type', '1.07', ['insight'], {
    doc: 'What was unusual: ApiCallRateInsight or ApiErrorRateInsight.',
    optional: false,
    inAwsTable: false,
  }),
  text('insightDetails.errorCode', 'insight_details_error_code', '1.07', ['insight'], {
    doc: 'The error whose rate was unusual.',
    inAwsTable: false,
  }),
  text('insightDetails.sourceEventCategory', 'insight_details_source_event_category', '1.07', ['insight'], {
    doc: 'Whether management or data events were analysed.',
    inAwsTable: false,
  }),
  number(
    'insightDetails.insightContext.statistics.baseline.average',
    'insight_details_insight_context_statistics_baseline_average',
    '1.07',
    ['insight'],
    {
      doc: 'The usual number of calls or errors a minute.',
      inAwsTable: false,
    },
  ),
  number(
    'insightDetails.insightContext.statistics.insight.average',
    'insight_details_insight_context_statistics_insight_average',
    '1.07',
    ['insight'],
    {
      doc: 'The unusual number of calls or errors a minute.',
      inAwsTable: false,
    },
  ),
  number(
    'insightDetails.insightContext.statistics.insightDuration',
    'insight_details_insight_context_statistics_insight_duration',
    '1.07',
    ['insight'],
    {
      doc: 'How long the unusual activity lasted, in minutes.',
      inAwsTable: false,
    },
  ),
  number(
    'insightDetails.insightContext.statistics.baselineDuration',
    'insight_details_insight_context_statistics_baseline_duration',
    '1.07',
    ['insight'],
    {
      doc: 'How long the time was that the usual rate was measured over, in minutes.',
      inAwsTable: false,
    },
  ),
  text(
    'insightDetails.insightContext.attributions[].attribute',
    'insight_details_insight_context_attributions_attribute',
    '1.07',
    ['insight'],
    {
      doc: 'What the activity is broken down by: userIdentityArn, userAgent or errorCode.',
      inAwsTable: false,
    },
  ),
  text(
    'insightDetails.insightContext.attributions[].insight[].value',
    'insight_details_insight_context_attributions_insight_value',
    '1.07',
    ['insight'],
    {
      doc: 'One value of that attribute during the unusual activity; "null" is meant as text.',
      inAwsTable: false,
    },
  ),
  number(
    'insightDetails.insightContext.attributions[].insight[].average',
    'insight_details_insight_context_attributions_insight_average',
    '1.07',
    ['insight'],
    {
      doc: 'The calls a minute with that value during the unusual activity.',
      inAwsTable: false,
    },
  ),
  text(
    'insightDetails.insightContext.attributions[].baseline[].value',
    'insight_details_insight_context_attributions_baseline_value',
    '1.07',
    ['insight'],
    {
      doc: 'One value of that attribute in usual times; "null" is meant as text.',
      inAwsTable: false,
    },
  ),
  number(
    'insightDetails.insightContext.attributions[].baseline[].average',
    'insight_details_insight_context_attributions_baseline_average',
    '1.07',
    ['insight'],
    {
      doc: 'The calls a minute with that value in usual times.',
      inAwsTable: false,
    },
  ),
] as const
