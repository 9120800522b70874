import { draft, group } from './fixture.ts'

const of = (ip: string, origin: string) =>
  draft(`${ip} is ${origin}`, { sourceIPAddress: ip }, { network_origin: origin })

/**
 * `network_origin`: source_ip ends '.amazonaws.com' -> aws-service; starts 'AWS Internal' -> aws-internal; matches
 * ^[0-9.]+$ -> ipv4; contains ':' -> ipv6; else other.
 */
export const NETWORK_ORIGIN = group('network_origin', [
  of('secretsmanager.amazonaws.com', 'aws-service'),
  of('dynamodb.application-autoscaling.amazonaws.com', 'aws-service'),
  of('AWS Internal', 'aws-internal'),
  of('AWS Internal/7', 'aws-internal'),
  of('198.51.100.23', 'ipv4'),
  of('10.0.4.17', 'ipv4'),
  // The ElastiCache page's address has a leading zero: no parser of addresses would take it.
  of('192.0.2.01', 'ipv4'),
  of('2001:db8::17', 'ipv6'),
  of('::ffff:192.0.2.17', 'ipv6'),
  // The DevOps Guru page writes this in place of an address.
  of('sample-ip-address', 'other'),
  of('203.0.113.9/0', 'other'),
  of('client.example.com', 'other'),
  of('amazonaws.com', 'other'),
  of('sqs.amazonaws.com.example.org', 'other'),
  of('aws internal', 'other'),
  of('behind AWS Internal', 'other'),
  of('HIDDEN_DUE_TO_SECURITY_REASONS', 'other'),
  of('198.51.100.23 ', 'other'),
  of('198.51.100.23\n', 'other'),
  draft('no address', { sourceIPAddress: undefined }, { network_origin: null }),
  draft('an address that is null', { sourceIPAddress: null }, { network_origin: null }),
])
