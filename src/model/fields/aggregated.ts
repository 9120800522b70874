import { number, text, timestamp } from './field.ts'

/**
 * What only aggregated records have: data events counted over five minutes.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail record contents for aggregated events.
 */
export const AGGREGATED_FIELDS = [
  text('accountId', 'account_id', '1.0', ['aggregated'], {
    doc: 'The account whose events were counted.',
    optional: false,
    inAwsTable: false,
  }),
  text('eventId', 'event_id', '1.0', ['aggregated'], {
    doc: 'The identifier of this record, in another spelling than everywhere else.',
    optional: false,
    inAwsTable: false,
  }),
  timestamp('timeWindow.windowStart', 'time_window_window_start', '1.0', ['aggregated'], {
    doc: 'The start of the time that was counted; in the window.',
    optional: false,
    inAwsTable: false,
  }),
  timestamp('timeWindow.windowEnd', 'time_window_window_end', '1.0', ['aggregated'], {
    doc: 'The end of the time that was counted; not in the window.',
    optional: false,
    inAwsTable: false,
  }),
  text('timeWindow.windowSize', 'time_window_window_size', '1.0', ['aggregated'], {
    doc: 'The length of the window as an ISO 8601 duration, PT5M.',
    optional: false,
    inAwsTable: false,
  }),
  text('summary.primaryDimension.dimension', 'summary_primary_dimension_dimension', '1.0', ['aggregated'], {
    doc: 'What the events were mainly counted by, depending on the template.',
    optional: false,
    inAwsTable: false,
  }),
  text(
    'summary.primaryDimension.statistics[].name',
    'summary_primary_dimension_statistics_name',
    '1.0',
    ['aggregated'],
    {
      doc: 'One value of the main dimension.',
      optional: false,
      inAwsTable: false,
    },
  ),
  number(
    'summary.primaryDimension.statistics[].value',
    'summary_primary_dimension_statistics_value',
    '1.0',
    ['aggregated'],
    {
      doc: 'How many events had that value.',
      optional: false,
      inAwsTable: false,
    },
  ),
  text(
    'summary.primaryDimension.aggregationType',
    'summary_primary_dimension_aggregation_type',
    '1.0',
    ['aggregated'],
    {
      doc: 'How the values were brought together: Count.',
      optional: false,
      inAwsTable: false,
    },
  ),
  text('summary.details[].dimension', 'summary_details_dimension', '1.0', ['aggregated'], {
    doc: 'A further dimension that the same events were counted by.',
    optional: false,
    inAwsTable: false,
  }),
  text('summary.details[].statistics[].name', 'summary_details_statistics_name', '1.0', ['aggregated'], {
    doc: 'One value of that further dimension.',
    optional: false,
    inAwsTable: false,
  }),
  number('summary.details[].statistics[].value', 'summary_details_statistics_value', '1.0', ['aggregated'], {
    doc: 'How many events had that value.',
    optional: false,
    inAwsTable: false,
  }),
  text('summary.details[].aggregationType', 'summary_details_aggregation_type', '1.0', ['aggregated'], {
    doc: 'How the further values were brought together: Count.',
    optional: false,
    inAwsTable: false,
  }),
] as const
