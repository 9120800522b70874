import { FAMILIES, familyOfFolder } from './families.ts'
import { parseFileName } from './file-name.ts'

/** Folders right below an account's (`AWSLogs/ACCOUNT/...`), and what writes them. */
const FOLDERS: Readonly<Record<string, string>> = {
  CloudFront: 'CloudFront access log',
  Config: 'AWS Config',
  elasticloadbalancing: 'Elastic Load Balancing access log',
  globalaccelerator: 'Global Accelerator flow log',
  GuardDuty: 'GuardDuty findings',
  'network-firewall': 'Network Firewall log',
  redshift: 'Redshift audit log',
  S3: 'S3 server access log',
  verifiedaccess: 'Verified Access log',
  VpcLattice: 'VPC Lattice access log',
  vpcdnsquerylogs: 'Route 53 Resolver query log',
  vpcflowlogs: 'VPC flow log',
  WAFLogs: 'WAF log',
}

/** File names, for copies in flat folders. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/^ConfigWritabilityCheckFile$/, 'AWS Config'],
  [/_Config_.+_(?:ConfigHistory|ConfigSnapshot|OversizedChangeNotification)_/, 'AWS Config'],
  [/_elasticloadbalancing_/, 'Elastic Load Balancing access log'],
  [/_vpcflowlogs_/, 'VPC flow log'],
  [/_vpcdnsquerylogs_/, 'Route 53 Resolver query log'],
  [/(?:_waflogs_|^aws-waf-logs-)/, 'WAF log'],
  [/_network-firewall_/, 'Network Firewall log'],
  [/_globalaccelerator_/, 'Global Accelerator flow log'],
  [/_redshift_.+_(?:useractivitylog|userlog|connectionlog)_/, 'Redshift audit log'],
  [/^E[0-9A-Z]{9,}\.\d{4}-\d\d-\d\d-\d\d\.[0-9a-f]+(?:\.gz)?$/, 'CloudFront access log'],
  [/(?:^|\D)\d{4}(?:-\d\d){5}-[0-9A-F]{16}$/, 'S3 server access log'],
]

// A folder counts only where an account's folder stands before it: a person's own folder may be called Config.
// The greedy start makes the last such folder count, as in keys.
const ACCOUNT_FOLDER = /^(?:.*\/)?(?:AWSLogs\/(?:o-[a-z0-9]+\/)?[^/]+|\d{12})\/([^/]+)(?:\/|$)/s

/**
 * What a file or folder holds when it is a known log, but not one of CloudTrail events; undefined for CloudTrail's
 * management and data events, and for all that is unknown. Takes a key, a path, or the name of one file or folder.
 *
 * Other services write beside CloudTrail, below the same `AWSLogs/ACCOUNT/`; a reader leaves them out by name.
 *
 * Source: the "log file" pages of each service's user guide, for the folder it writes to.
 *
 * @example
 * ```ts
 * foreignLog('AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/11/20/any.log.gz') // 'VPC flow log'
 * foreignLog('AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/any.json.gz') // undefined
 * ```
 */
export function foreignLog(name: string): string | undefined {
  const path = name.replace(/\/+$/, '')
  const file = path.slice(path.lastIndexOf('/') + 1)
  const folder = (path.includes('/') ? ACCOUNT_FOLDER.exec(path)?.[1] : path) ?? ''
  // CloudTrail's own folder says more than the name of the file in it, and that says more than any other folder.
  const family = familyOfFolder(folder) ?? parseFileName(file)?.family
  if (family !== undefined) return FAMILIES[family].isEvents ? undefined : FAMILIES[family].label
  if (Object.hasOwn(FOLDERS, folder)) return FOLDERS[folder]
  return FILES.find(([pattern]) => pattern.test(file))?.[1]
}
