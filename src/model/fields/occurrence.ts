import { EVERY_EVENT, EVERY_RECORD, flag, json, LOGGED_EVENT, text, timestamp } from './field.ts'

/**
 * What happened, when and where: the fields at the top of every record, and how it came to be written.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail record contents.
 */
export const OCCURRENCE_FIELDS = [
  text('eventVersion', 'event_version', '1.0', EVERY_RECORD, {
    doc: 'The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies.',
    optional: false,
  }),
  timestamp('eventTime', 'event_time', '1.0', [...EVERY_EVENT, 'insight'], {
    doc: 'When the request was completed, by the clock of the service that served it; whole seconds, UTC.',
    optional: false,
  }),
  text('eventSource', 'event_source', '1.0', [...EVERY_EVENT, 'aggregated'], {
    doc: 'The service that was called, mostly its short name followed by .amazonaws.com.',
    optional: false,
  }),
  text('eventName', 'event_name', '1.0', EVERY_EVENT, {
    doc: 'The API action that was called; several services have actions of the same name.',
    optional: false,
  }),
  text('awsRegion', 'aws_region', '1.0', EVERY_RECORD, {
    doc: 'The region the call was made to; global services log theirs in us-east-1.',
    optional: false,
  }),
  text('eventID', 'event_id', '1.01', [...EVERY_EVENT, 'insight'], {
    doc: 'The identifier of this record: what copies of it have in common.',
    optional: false,
  }),
  text('eventType', 'event_type', '1.02', EVERY_RECORD, {
    doc: 'What caused the record: an API call, an action in the console, a sign-in, or the service itself.',
    optional: false,
  }),
  text('eventCategory', 'event_category', '1.07', EVERY_RECORD, {
    doc: 'Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07.',
    optional: false,
  }),
  text('apiVersion', 'api_version', '1.01', LOGGED_EVENT, {
    doc: 'The version of the API that the action belongs to; seldom present.',
  }),
  flag('managementEvent', 'management_event', '1.06', LOGGED_EVENT, {
    doc: 'Whether the event is a management event.',
    inAwsTable: false,
  }),
  flag('readOnly', 'read_only', '1.01', LOGGED_EVENT, {
    doc: 'Whether the call only reads; missing in old records, where that does not make it a write.',
  }),
  text('recipientAccountId', 'recipient_account_id', '1.02', [...EVERY_EVENT, 'insight'], {
    doc: 'The account that received this copy of the record, which may not be the one that called.',
  }),
  text('sharedEventID', 'shared_event_id', '1.03', [...EVERY_EVENT, 'insight'], {
    doc: 'The same in each copy that a cross-account action leaves in the accounts it concerns.',
  }),
  text('annotation', 'annotation', '1.04', LOGGED_EVENT, {
    doc: 'A remark that CloudTrail adds about the record itself; not in the documented list of fields.',
    inAwsTable: false,
  }),
  json('addendum', 'addendum', '1.08', [...EVERY_EVENT, 'insight'], {
    shape: 'object',
    doc: 'Why the record came late or corrects an earlier one.',
  }),
  text('addendum.reason', 'addendum_reason', '1.08', EVERY_EVENT, {
    doc: 'DELIVERY_DELAY, UPDATED_DATA or SERVICE_OUTAGE.',
  }),
  text('addendum.updatedFields', 'addendum_updated_fields', '1.08', EVERY_EVENT, {
    doc: 'Which fields the correction changed.',
  }),
  text('addendum.originalRequestID', 'addendum_original_request_id', '1.08', EVERY_EVENT, {
    doc: 'The requestID of the record that this one corrects.',
  }),
  text('addendum.originalEventID', 'addendum_original_event_id', '1.08', EVERY_EVENT, {
    doc: 'The eventID of the record that this one corrects and replaces.',
  }),
] as const
