import { draft, group } from './fixture.ts'

/** `service` = event_source without the `.amazonaws.com[.cn]` suffix. */
export const SERVICE = group('service', [
  draft('a plain source', { eventSource: 'dynamodb.amazonaws.com' }, { service: 'dynamodb' }),
  draft('a source of China', { eventSource: 'kms.amazonaws.com.cn' }, { service: 'kms' }),
  draft('a source of two words', { eventSource: 'streams.dynamodb.amazonaws.com' }, { service: 'streams.dynamodb' }),
  draft(
    'a source with a dash',
    { eventSource: 'redshift-serverless.amazonaws.com' },
    { service: 'redshift-serverless' },
  ),
  draft('a source that is no host of AWS', { eventSource: 'audit.example.com' }, { service: 'audit.example.com' }),
  draft(
    'the suffix in the middle is no suffix',
    { eventSource: 'sqs.amazonaws.com.example.org' },
    { service: 'sqs.amazonaws.com.example.org' },
  ),
  draft('the suffix needs its dot', { eventSource: 'notamazonaws.com' }, { service: 'notamazonaws.com' }),
  draft('dots of the suffix are dots', { eventSource: 'sqs.amazonawsxcom' }, { service: 'sqs.amazonawsxcom' }),
  draft('another suffix of China', { eventSource: 'sqs.amazonaws.com.tw' }, { service: 'sqs.amazonaws.com.tw' }),
  draft('letters stay as they are', { eventSource: 'CloudTrail.amazonaws.com' }, { service: 'CloudTrail' }),
  draft('no source', { eventSource: undefined }, { service: null }),
  draft('a source that is null', { eventSource: null }, { service: null }),
])
