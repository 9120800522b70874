import { EVERY_EVENT, json, LOGGED_EVENT, text } from './field.ts'

/**
 * What was asked, from where, and what came of it.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail record contents.
 */
export const REQUEST_FIELDS = [
  text('sourceIPAddress', 'source_ip_address', '1.0', EVERY_EVENT, {
    doc: 'Where the call came from: an address, the DNS name of a service, or "AWS Internal".',
    optional: false,
  }),
  text('userAgent', 'user_agent', '1.0', LOGGED_EVENT, {
    doc: 'The client that called: the console, an SDK with its version, a tool, or a service.',
    maxSize: '1 KB',
    onOversize: 'truncate',
  }),
  text('errorCode', 'error_code', '1.0', EVERY_EVENT, {
    doc: 'The error that the call ended with; missing where it succeeded.',
    maxSize: '1 KB',
    onOversize: 'truncate',
  }),
  text('errorMessage', 'error_message', '1.0', EVERY_EVENT, {
    doc: 'The error in words; may be missing although there is an error code.',
    maxSize: '1 KB',
    onOversize: 'truncate',
  }),
  json('requestParameters', 'request_parameters', '1.0', LOGGED_EVENT, {
    doc: 'What was asked for, in the spelling of the service; null where there were no parameters.',
    optional: false,
    maxSize: '100 KB',
    onOversize: 'omit',
  }),
  json('responseElements', 'response_elements', '1.0', LOGGED_EVENT, {
    doc: 'What a change answered; null for calls that only read and for most that failed.',
    optional: false,
    maxSize: '100 KB',
    onOversize: 'omit',
  }),
  json('additionalEventData', 'additional_event_data', '1.0', LOGGED_EVENT, {
    doc: 'What the service adds beyond request and response, such as MFAUsed of a sign-in.',
    maxSize: '28 KB',
    onOversize: 'omit',
  }),
  text('requestID', 'request_id', '1.01', EVERY_EVENT, {
    doc: 'The identifier that the service gave the request; one request may leave several records.',
    maxSize: '1 KB',
    onOversize: 'truncate',
  }),
  json('serviceEventDetails', 'service_event_details', '1.05', LOGGED_EVENT, {
    doc: 'What a service event reports, where no API call was behind it.',
    maxSize: '100 KB',
    onOversize: 'omit',
  }),
  text('sessionCredentialFromConsole', 'session_credential_from_console', '1.08', LOGGED_EVENT, {
    doc: 'The text "true" where the credentials came from a console session, else missing.',
  }),
  json('edgeDeviceDetails', 'edge_device_details', '1.08', ['data'], {
    doc: 'The edge device that a data event happened on, such as S3 on Outposts.',
    maxSize: '28 KB',
    onOversize: 'truncate',
  }),
  text('vpcEndpointId', 'vpc_endpoint_id', '1.04', EVERY_EVENT, {
    doc: 'The VPC endpoint that the call passed through.',
  }),
  text('vpcEndpointAccountId', 'vpc_endpoint_account_id', '1.09', EVERY_EVENT, {
    doc: 'The account that owns that VPC endpoint.',
  }),
  json('tlsDetails', 'tls_details', '1.08', LOGGED_EVENT, {
    shape: 'object',
    doc: 'How the connection was encrypted; missing for calls that a service makes for somebody.',
  }),
  text('tlsDetails.tlsVersion', 'tls_details_tls_version', '1.08', LOGGED_EVENT, {
    doc: 'The TLS version of the call, such as TLSv1.3.',
  }),
  text('tlsDetails.cipherSuite', 'tls_details_cipher_suite', '1.08', LOGGED_EVENT, {
    doc: 'The cipher suite of the call.',
  }),
  text('tlsDetails.clientProvidedHostHeader', 'tls_details_client_provided_host_header', '1.08', LOGGED_EVENT, {
    doc: 'The host name that the client asked for, mostly the endpoint of the service.',
  }),
  text('tlsDetails.keyExchange', 'tls_details_key_exchange', '1.11', LOGGED_EVENT, {
    doc: 'How the keys were agreed on, such as X25519MLKEM768.',
    inAwsTable: false,
  }),
  json('eventContext', 'event_context', '1.11', LOGGED_EVENT, {
    doc: 'Tags and condition keys added to the event; known from CloudTrail Lake alone.',
    inAwsTable: false,
  }),
  json('eventContext.requestContext', 'event_context_request_context', '1.11', LOGGED_EVENT, {
    doc: 'The IAM condition keys that were evaluated for the call.',
    inAwsTable: false,
  }),
  json('eventContext.tagContext', 'event_context_tag_context', '1.11', LOGGED_EVENT, {
    doc: 'The tags of the principal and of the resources at the time of the call.',
    inAwsTable: false,
  }),
  json('resources', 'resources', '1.01', LOGGED_EVENT, {
    shape: 'list',
    doc: 'The resources that the call touched; missing for many services, writes included.',
  }),
  text('resources[].ARN', 'resources_arn', '1.01', LOGGED_EVENT, {
    doc: 'The name of a touched resource; the key is upper-case in the record.',
  }),
  text('resources[].ARNPrefix', 'resources_arn_prefix', '1.04', ['data'], {
    doc: 'The start of the names of touched resources, where there are too many to list.',
    inAwsTable: false,
  }),
  text('resources[].accountId', 'resources_account_id', '1.01', LOGGED_EVENT, {
    doc: 'The account that owns a touched resource.',
  }),
  text('resources[].type', 'resources_type', '1.05', LOGGED_EVENT, {
    doc: 'The kind of a touched resource, such as AWS::DynamoDB::Table.',
  }),
] as const
