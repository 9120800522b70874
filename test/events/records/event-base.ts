import { draft, group } from './fixture.ts'

const of = (source: string, name: string, base: string) =>
  draft(`${name} is ${base}`, { eventSource: `${source}.amazonaws.com`, eventName: name }, { event_base: base })

/** `event_base` = event_name with trailing API-version suffix removed: regex `[0-9]{8}(v[0-9]+)?$`. */
export const EVENT_BASE = group('event_base', [
  of('lambda', 'AddPermission20150331v2', 'AddPermission'),
  of('lambda', 'UpdateFunctionCode20150331v2', 'UpdateFunctionCode'),
  of('lambda', 'CreateFunction20150331', 'CreateFunction'),
  of('lambda', 'GetAccountSettings20160819', 'GetAccountSettings'),
  of('lambda', 'DeleteFunctionConcurrency20171031', 'DeleteFunctionConcurrency'),
  of('lambda', 'TagResource20170331v12', 'TagResource'),
  of('lambda', 'Invoke', 'Invoke'),
  of('cloudfront', 'CreateDistribution', 'CreateDistribution'),
  // CloudFront wrote its version with underscores ("Using AWS CloudTrail to capture requests sent to the CloudFront API"
  // of 2014). The catalogue names CloudFront, but its regular expression has no underscore: the sentence is followed.
  of('cloudfront', 'CreateInvalidation2014_01_31', 'CreateInvalidation'),
  of('cloudfront', 'CreateDistribution2014_11_06', 'CreateDistribution'),
  of('dynamodb', 'CreateTable', 'CreateTable'),
  of('kafka', 'CreateClusterV2', 'CreateClusterV2'),
  // Not the suffix: seven digits, a v without number, digits in the middle, a capital V.
  of('lambda', 'Publish2015033', 'Publish2015033'),
  of('lambda', 'Publish20150331v', 'Publish20150331v'),
  of('lambda', 'Publish20150331Version', 'Publish20150331Version'),
  of('lambda', 'Publish20150331V2', 'Publish20150331V2'),
  // Nine digits: only the last eight are a date.
  of('lambda', 'Publish920150331', 'Publish9'),
  draft('no name', { eventName: undefined }, { event_base: null }),
  draft('a name that is null', { eventName: null }, { event_base: null }),
])
