// Printed by `make sync` from the queries' declarations; not edited by hand.
import type { ScopeInput } from '../events/index.ts'

/** What every canned query takes, by its id. */
export interface QueryInputs {
  /** Which API calls failed, how often, for whom, and what did they say? */
  readonly 'failed-calls': FailedCallsInput
  /** Who made this API call, when, from where, on what? */
  readonly 'who-did': WhoDidInput
  /** Who calls the most? */
  readonly 'top-callers': TopCallersInput
  /** What happened, in order? */
  readonly 'activity-timeline': ActivityTimelineInput
  /** Who is being denied what? */
  readonly 'access-denied': AccessDeniedInput
  /** What was created, changed or deleted? */
  readonly changes: ChangesInput
  /** Are failures rising? */
  readonly 'error-trend': ErrorTrendInput
  /** Which APIs are called most? */
  readonly 'top-events': TopEventsInput
  /** Which callers, addresses or keys appeared for the first time? */
  readonly 'new-callers': NewCallersInput
  /** What data do I actually have (accounts, regions, days, gaps, duplicates)? */
  readonly 'log-coverage': LogCoverageInput
  /** Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service? */
  readonly 'identity-types': IdentityTypesInput
  /** Who created Redshift Serverless namespaces? */
  readonly 'redshift-serverless-namespaces-created': RedshiftServerlessNamespacesCreatedInput
  /** How many DescribeTable (and other describe) calls per table, by whom? */
  readonly 'dynamodb-describe-volume': DynamodbDescribeVolumeInput
}

/** A row of every canned query, by its id. */
export interface QueryRows {
  /** Which API calls failed, how often, for whom, and what did they say? */
  readonly 'failed-calls': FailedCallsRow
  /** Who made this API call, when, from where, on what? */
  readonly 'who-did': WhoDidRow
  /** Who calls the most? */
  readonly 'top-callers': TopCallersRow
  /** What happened, in order? */
  readonly 'activity-timeline': ActivityTimelineRow
  /** Who is being denied what? */
  readonly 'access-denied': AccessDeniedRow
  /** What was created, changed or deleted? */
  readonly changes: ChangesRow
  /** Are failures rising? */
  readonly 'error-trend': ErrorTrendRow
  /** Which APIs are called most? */
  readonly 'top-events': TopEventsRow
  /** Which callers, addresses or keys appeared for the first time? */
  readonly 'new-callers': NewCallersRow
  /** What data do I actually have (accounts, regions, days, gaps, duplicates)? */
  readonly 'log-coverage': LogCoverageRow
  /** Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service? */
  readonly 'identity-types': IdentityTypesRow
  /** Who created Redshift Serverless namespaces? */
  readonly 'redshift-serverless-namespaces-created': RedshiftServerlessNamespacesCreatedRow
  /** How many DescribeTable (and other describe) calls per table, by whom? */
  readonly 'dynamodb-describe-volume': DynamodbDescribeVolumeRow
}

/** What failed-calls takes: Which API calls failed, how often, for whom, and what did they say? */
export interface FailedCallsInput extends ScopeInput {
  /** What a row stands for: an error of an API, the same for each principal, or an API. Default: error. */
  readonly by?: 'error' | 'caller' | 'event' | undefined
  /** Only these error codes; * stands for any text. */
  readonly error?: string | readonly string[] | undefined
  /** Leave out reads that found nothing. */
  readonly ignoreBenign?: boolean | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of failed-calls: Which API calls failed, how often, for whom, and what did they say? */
export interface FailedCallsRow {
  /** The service that was called. */
  readonly service: string | null
  /** The API that was called. */
  readonly event_name: string | null
  /** The error code; (none) where a failure has none. There for some parameters. */
  readonly error_code?: string | null
  /** The kind of failure: denied, throttled, not-found, … There for some parameters. */
  readonly error_class?: string | null
  /** Who called: the user, or the role whatever the session. There for some parameters. */
  readonly principal?: string
  /** How many events. */
  readonly events: number
  /** How many different callers. */
  readonly callers: number
  /** From how many different addresses. */
  readonly source_ips: number
  /** The first of them. */
  readonly first_seen: string | null
  /** The last of them. */
  readonly last_seen: string | null
  /** What the latest of them said. */
  readonly sample_message: string | null
  /** The id of the latest of them. */
  readonly sample_event_id: string | null
}

/** What who-did takes: Who made this API call, when, from where, on what? */
export interface WhoDidInput extends ScopeInput {
  /** These API calls, in upper or lower case, with or without their version; * stands for any text. */
  readonly event: string | readonly string[]
  /** Only where the name or ARN of what was touched, or the request, holds this text. */
  readonly resource?: string | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of who-did: Who made this API call, when, from where, on what? */
export interface WhoDidRow {
  /** When it happened, UTC. */
  readonly event_time: string | null
  /** The service that was called. */
  readonly service: string | null
  /** The API that was called. */
  readonly event_name: string | null
  /** Who called, with the session. */
  readonly caller: string
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The address that the call came from. */
  readonly source_ip: string | null
  /** The region of the call. */
  readonly region: string | null
  /** The account that the event belongs to. */
  readonly account: string | null
  /** What the call was about. */
  readonly resource: string | null
  /** ok or failed. */
  readonly outcome: string
  /** The error code of a call that failed. */
  readonly error_code: string | null
  /** The error in words. */
  readonly error_message: string | null
  /** The client that called. */
  readonly user_agent: string | null
  /** The request’s parameters. */
  readonly request: string | null
  /** The event’s id. */
  readonly event_id: string | null
}

/** What top-callers takes: Who calls the most? */
export interface TopCallersInput extends ScopeInput {
  /** What a row stands for, besides the kind of caller. Default: principal. */
  readonly by?: 'principal' | 'caller' | 'ip' | 'access-key' | 'user-agent' | 'account' | 'kind' | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of top-callers: Who calls the most? */
export interface TopCallersRow {
  /** Who called: the user, or the role whatever the session. There for some parameters. */
  readonly principal?: string
  /** Who called, with the session. There for some parameters. */
  readonly caller?: string
  /** The address that the call came from. There for some parameters. */
  readonly source_ip?: string | null
  /** The access key that signed the call. There for some parameters. */
  readonly access_key?: string | null
  /** The client that called. There for some parameters. */
  readonly user_agent?: string | null
  /** The account that the event belongs to. There for some parameters. */
  readonly account?: string | null
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** How many events. */
  readonly events: number
  /** How many of them failed. */
  readonly failed: number
  /** How many of them were denied. */
  readonly denied: number
  /** How many of them may have changed something. */
  readonly writes: number
  /** How many different services were called. */
  readonly services: number
  /** How many different APIs were called. */
  readonly event_names: number
  /** From how many different addresses. */
  readonly source_ips: number
  /** The first of them. */
  readonly first_seen: string | null
  /** The last of them. */
  readonly last_seen: string | null
}

/** What activity-timeline takes: What happened, in order? */
export interface ActivityTimelineInput extends ScopeInput {
  /** Only the events with these ids. */
  readonly eventId?: string | readonly string[] | undefined
  /** Oldest first (asc) or newest first (desc). Default: asc. */
  readonly order?: 'asc' | 'desc' | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of activity-timeline: What happened, in order? */
export interface ActivityTimelineRow {
  /** When it happened, UTC. */
  readonly event_time: string | null
  /** The service that was called. */
  readonly service: string | null
  /** The API that was called. */
  readonly event_name: string | null
  /** Who called, with the session. */
  readonly caller: string
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The address that the call came from. */
  readonly source_ip: string | null
  /** The region of the call. */
  readonly region: string | null
  /** The account that the event belongs to. */
  readonly account: string | null
  /** What the call was about. */
  readonly resource: string | null
  /** ok or failed. */
  readonly outcome: string
  /** The error code of a call that failed. */
  readonly error_code: string | null
  /** Whether the record says that the call only reads. */
  readonly read_only: string | null
  /** The client that called. */
  readonly user_agent: string | null
  /** The event’s id. */
  readonly event_id: string | null
}

/** What access-denied takes: Who is being denied what? */
export interface AccessDeniedInput extends ScopeInput {
  /** Who a row stands for. Default: principal. */
  readonly by?: 'principal' | 'caller' | 'ip' | undefined
  /** Only what was denied at least so many times. Default: 1. */
  readonly minEvents?: number | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of access-denied: Who is being denied what? */
export interface AccessDeniedRow {
  /** Who called: the user, or the role whatever the session. There for some parameters. */
  readonly principal?: string
  /** Who called, with the session. There for some parameters. */
  readonly caller?: string
  /** The address that the call came from. There for some parameters. */
  readonly source_ip?: string | null
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The service that was called. */
  readonly service: string | null
  /** The API that was called. */
  readonly event_name: string | null
  /** The error code; (none) where a failure has none. */
  readonly error_code: string | null
  /** How many events. */
  readonly events: number
  /** How many different resources. */
  readonly resources: number
  /** From how many different addresses. */
  readonly source_ips_total: number
  /** The addresses that they came from, 20 at most. */
  readonly source_ips: readonly string[]
  /** The first of them. */
  readonly first_seen: string | null
  /** The last of them. */
  readonly last_seen: string | null
  /** What the latest of them said. */
  readonly sample_message: string | null
}

/** What changes takes: What was created, changed or deleted? */
export interface ChangesInput extends ScopeInput {
  /** Only what was created, changed otherwise, or deleted. Default: all. */
  readonly verb?: 'all' | 'create' | 'update' | 'delete' | undefined
  /** Only what somebody did in the console. */
  readonly consoleOnly?: boolean | undefined
  /** Only calls that succeeded, or that failed. Default: ok. */
  readonly outcome?: 'all' | 'ok' | 'failed' | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of changes: What was created, changed or deleted? */
export interface ChangesRow {
  /** When it happened, UTC. */
  readonly event_time: string | null
  /** The service that was called. */
  readonly service: string | null
  /** The API that was called. */
  readonly event_name: string | null
  /** create, update or delete, by the name of the API. */
  readonly verb: string
  /** Who called, with the session. */
  readonly caller: string
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The address that the call came from. */
  readonly source_ip: string | null
  /** The region of the call. */
  readonly region: string | null
  /** The account that the event belongs to. */
  readonly account: string | null
  /** What the call was about. */
  readonly resource: string | null
  /** ok or failed. */
  readonly outcome: string
  /** The error code of a call that failed. */
  readonly error_code: string | null
  /** The request’s parameters. */
  readonly request: string | null
  /** The event’s id. */
  readonly event_id: string | null
}

/** What error-trend takes: Are failures rising? */
export interface ErrorTrendInput extends ScopeInput {
  /** How finely time is cut. Default: hour. */
  readonly bucket?: 'minute' | 'hour' | 'day' | undefined
  /** What a series stands for. Default: none. */
  readonly by?: 'none' | 'error-class' | 'service' | 'error-code' | undefined
  /** So many series at most, and one for the rest. Default: 8. */
  readonly topN?: number | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of error-trend: Are failures rising? */
export interface ErrorTrendRow {
  /** The start of the minute, the hour or the day, UTC. */
  readonly bucket: string | null
  /** The error class, service or error code; (none) where it has none; (all); (other). */
  readonly series: string
  /** How many events. */
  readonly events: number
  /** How many of them failed. */
  readonly failed: number
  /** How many of a hundred failed. */
  readonly failed_pct: number | null
}

/** What top-events takes: Which APIs are called most? */
export interface TopEventsInput extends ScopeInput {
  /** What a row stands for. Default: event. */
  readonly by?: 'event' | 'service' | 'region' | 'account' | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of top-events: Which APIs are called most? */
export interface TopEventsRow {
  /** The service that was called. There for some parameters. */
  readonly service?: string | null
  /** The API that was called. There for some parameters. */
  readonly event_name?: string | null
  /** The region of the call. There for some parameters. */
  readonly region?: string | null
  /** The account that the event belongs to. There for some parameters. */
  readonly account?: string | null
  /** Whether the records say that the API only reads; empty where they don’t agree. There for some parameters. */
  readonly read_only?: string | null
  /** How many events. */
  readonly events: number
  /** How many of them failed. */
  readonly failed: number
  /** How many different callers. */
  readonly callers: number
  /** The first of them. */
  readonly first_seen: string | null
  /** The last of them. */
  readonly last_seen: string | null
}

/** What new-callers takes: Which callers, addresses or keys appeared for the first time? */
export interface NewCallersInput extends ScopeInput {
  /** What may be new. Default: principal. */
  readonly what?: 'principal' | 'ip' | 'access-key' | 'principal+ip' | 'principal+event' | 'user-agent' | undefined
  /** How long before the window something must not have been seen: 24h, 14d, 4w. Default: 14d. */
  readonly baseline?: string | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of new-callers: Which callers, addresses or keys appeared for the first time? */
export interface NewCallersRow {
  /** What is new: a text, or several with blanks between them. */
  readonly key: string
  /** What kind of caller came with it first. */
  readonly caller_kind: string
  /** When it appeared. */
  readonly first_seen: string | null
  /** How many events. */
  readonly events: number
  /** How many different services were called. */
  readonly services_total: number
  /** The services that were called, 20 at most. */
  readonly services: readonly string[]
  /** How many different APIs were called. */
  readonly event_names_total: number
  /** The APIs that were called, 20 at most. */
  readonly event_names: readonly string[]
  /** From how many different addresses. */
  readonly source_ips_total: number
  /** The addresses that they came from, 20 at most. */
  readonly source_ips: readonly string[]
  /** The id of the first of them. */
  readonly sample_event_id: string | null
}

/** What log-coverage takes: What data do I actually have (accounts, regions, days, gaps, duplicates)? */
export interface LogCoverageInput extends ScopeInput {
  /** How finely time is cut, by the time of the event. Default: day. */
  readonly bucket?: 'day' | 'hour' | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of log-coverage: What data do I actually have (accounts, regions, days, gaps, duplicates)? */
export interface LogCoverageRow {
  /** The account that the event belongs to. */
  readonly account: string | null
  /** The region of the call. */
  readonly region: string | null
  /** The day, UTC. There for some parameters. */
  readonly day?: string | null
  /** The start of the hour, UTC. There for some parameters. */
  readonly hour?: string | null
  /** How many events. */
  readonly events: number
  /** How many of them changed nothing. */
  readonly reads: number
  /** How many of them may have changed something. */
  readonly writes: number
  /** How many of them are data events. */
  readonly data_events: number
  /** How many of them are copies of another, by their id; --dedupe leaves them out. */
  readonly duplicates: number
  /** How many of them don’t say whether they only read. */
  readonly missing_read_only: number
  /** The first of them. */
  readonly first_event: string | null
  /** The last of them. */
  readonly last_event: string | null
  /** The versions of the record format. */
  readonly versions: readonly string[]
}

/** What identity-types takes: Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service? */
export interface IdentityTypesInput extends ScopeInput {
  /** A row for each service that was called. */
  readonly byService?: boolean | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of identity-types: Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service? */
export interface IdentityTypesRow {
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The kind of identity as CloudTrail has it: IAMUser, AssumedRole, AWSService, … */
  readonly ui_type: string | null
  /** The service that was called. There for some parameters. */
  readonly service?: string | null
  /** How many events. */
  readonly events: number
  /** How many of them failed. */
  readonly failed: number
  /** How many different users and roles. */
  readonly principals: number
  /** How many of them an AWS service made on the caller’s behalf. */
  readonly via_service_events: number
  /** How many of them came from a session with a second factor. */
  readonly mfa_true: number
  /** How many of them came from a session of the console. */
  readonly from_console: number
  /** The first of them. */
  readonly first_seen: string | null
  /** The last of them. */
  readonly last_seen: string | null
}

/** What redshift-serverless-namespaces-created takes: Who created Redshift Serverless namespaces? */
export interface RedshiftServerlessNamespacesCreatedInput extends ScopeInput {
  /** Only these namespaces; * stands for any text. */
  readonly namespace?: string | readonly string[] | undefined
  /** Show restores from a snapshot or a recovery point too. */
  readonly includeRestores?: boolean | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of redshift-serverless-namespaces-created: Who created Redshift Serverless namespaces? */
export interface RedshiftServerlessNamespacesCreatedRow {
  /** When it happened, UTC. */
  readonly event_time: string | null
  /** The API that was called. There for some parameters. */
  readonly event_name?: string | null
  /** Who called, with the session. */
  readonly caller: string
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The address that the call came from. */
  readonly source_ip: string | null
  /** The region of the call. */
  readonly region: string | null
  /** The account that the event belongs to. */
  readonly account: string | null
  /** What the call was about. */
  readonly resource: string | null
  /** ok or failed. */
  readonly outcome: string
  /** The error code of a call that failed. */
  readonly error_code: string | null
  /** The namespace’s name. */
  readonly namespace: string | null
  /** The name of its first database. */
  readonly db_name: string | null
  /** Its ARN. */
  readonly namespace_arn: string | null
  /** Its id. */
  readonly namespace_id: string | null
  /** Its status, as the answer had it. */
  readonly status: string | null
  /** The KMS key that encrypts it, where one was named. */
  readonly kms_key: string | null
  /** The IAM roles that it may use. */
  readonly iam_roles: string | null
  /** true where Secrets Manager keeps the administrator’s password. */
  readonly manage_admin_password: string | null
  /** The client that called. */
  readonly user_agent: string | null
  /** The event’s id. */
  readonly event_id: string | null
}

/** What dynamodb-describe-volume takes: How many DescribeTable (and other describe) calls per table, by whom? */
export interface DynamodbDescribeVolumeInput extends ScopeInput {
  /** Only these API calls of DynamoDB (DescribeTable unless others are named); * stands for any text. */
  readonly event?: string | readonly string[] | undefined
  /** Count all Describe* and List* calls. */
  readonly allDescribes?: boolean | undefined
  /** A row for each principal. */
  readonly byCaller?: boolean | undefined
  /** Cut by time. Default: none. */
  readonly bucket?: 'none' | 'hour' | 'day' | undefined
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/** A row of dynamodb-describe-volume: How many DescribeTable (and other describe) calls per table, by whom? */
export interface DynamodbDescribeVolumeRow {
  /** The start of the hour, or the day, UTC. There for some parameters. */
  readonly bucket?: string | null
  /** The table; (all tables) for calls that list them. */
  readonly table_name: string | null
  /** The account that the event belongs to. */
  readonly account: string | null
  /** The region of the call. */
  readonly region: string | null
  /** The API that was called. */
  readonly event_name: string | null
  /** Who called: the user, or the role whatever the session. There for some parameters. */
  readonly principal?: string
  /** What kind of caller: root, iam-user, role, service-linked-role, … */
  readonly caller_kind: string
  /** The AWS service that called on the caller’s behalf. */
  readonly via_service: string | null
  /** How many events. */
  readonly events: number
  /** How many of them were throttled. */
  readonly throttled: number
  /** How many of them failed. */
  readonly failed: number
  /** How many different callers. */
  readonly callers: number
  /** From how many different addresses. */
  readonly source_ips: number
  /** The first of them. */
  readonly first_seen: string | null
  /** The last of them. */
  readonly last_seen: string | null
}
