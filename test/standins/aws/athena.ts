import { randomUUID } from 'node:crypto'

import type { Glue } from './glue.ts'
import { type Answer, csvOf, metadataOf, pageOf } from './results.ts'
import type { S3 } from './s3.ts'
import { AwsError } from './wire.ts'

export type State = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'

/** How a query goes. What is left out goes well, at once. */
export interface Script {
  /** The states that GetQueryExecution reports, one a call; the last one stays. */
  readonly states?: readonly State[]
  /** Instead: how long it runs, milliseconds; then `ends`. */
  readonly runMs?: number
  readonly ends?: 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
  readonly answer?: Answer
  readonly reason?: string
  readonly error?: { ErrorCategory?: number; ErrorType?: number; Retryable?: boolean; ErrorMessage?: string }
  /** Bytes scanned, one a call; the last one stays. */
  readonly scanned?: readonly number[]
  readonly reused?: boolean
  readonly statementType?: 'DML' | 'DDL' | 'UTILITY'
  readonly substatementType?: string
}

export interface WorkGroup {
  readonly output?: string
  readonly enforced?: boolean
  readonly managed?: boolean
  readonly encryption?: 'SSE_S3' | 'SSE_KMS' | 'CSE_KMS'
  /** Whom the bucket of results must belong to. */
  readonly owner?: string
  readonly cutoff?: number
  readonly engine?: string
  readonly state?: 'ENABLED' | 'DISABLED'
}

export interface Query {
  readonly id: string
  readonly sql: string
  readonly request: Readonly<Record<string, unknown>>
  /** undefined while whoever runs the SQL is still at it. */
  script: Script | undefined
  output: string | undefined
  readonly managed: boolean
  readonly startedAt: number
  polls: number
  stopped: boolean
  ended: State | undefined
}

type Body = Readonly<Record<string, unknown>>

/** Athena: executions by their tokens, states as scripted, results in its own format. */
export class Athena {
  readonly queries: Query[] = []
  readonly workGroups = new Map<string, WorkGroup>([['primary', { output: 's3://results/athena/' }]])
  readonly #tokens = new Map<string, { query: Query; body: string }>()
  readonly #s3: S3
  readonly #glue: Glue
  /** What becomes of a query. */
  onQuery: (sql: string, request: Body) => Script | Promise<Script> = () => ({})

  constructor(s3: S3, glue: Glue) {
    this.#s3 = s3
    this.#glue = glue
  }

  /** Queries that still run, and cost. */
  running(): Query[] {
    return this.queries.filter(query => isOpen(this.#state(query)))
  }

  call(operation: string, body: Body): unknown {
    switch (operation) {
      case 'StartQueryExecution':
        return this.#start(body)
      case 'GetQueryExecution':
        return this.#describe(this.#find(body))
      case 'GetQueryResults':
        return this.#results(body)
      case 'StopQueryExecution':
        return this.#stop(this.#find(body))
      case 'GetWorkGroup':
        return this.#workGroup(String(body['WorkGroup']))
      case 'GetQueryRuntimeStatistics':
        return { QueryRuntimeStatistics: { Timeline: {}, Rows: {} } }
      case 'GetTableMetadata':
        return { TableMetadata: this.#glue.metadata(String(body['DatabaseName']), String(body['TableName'])) }
      case 'ListTableMetadata':
        return {
          TableMetadataList: this.#glue
            .tablesOf(String(body['DatabaseName']))
            .map(table => this.#glue.metadata(table.DatabaseName, table.Name)),
        }
      case 'GetDatabase':
        return { Database: { Name: this.#glue.database(String(body['DatabaseName'])) } }
      case 'ListDatabases':
        return { DatabaseList: this.#glue.databases().map(Name => ({ Name })) }
      default:
        throw new AwsError('UnknownOperationException', `${operation} is not here`)
    }
  }

  #start(body: Body) {
    const token = String(body['ClientRequestToken'])
    if (token.length < 32 || token.length > 128) throw invalid('ClientRequestToken must have 32 to 128 characters')
    const known = this.#tokens.get(token)
    if (known !== undefined) {
      if (known.body !== JSON.stringify(body)) throw invalid('Idempotent parameters do not match')
      return { QueryExecutionId: known.query.id }
    }
    const sql = String(body['QueryString'] ?? '')
    if (sql === '') throw invalid('QueryString must not be empty')
    if (Array.isArray(body['ExecutionParameters']) && body['ExecutionParameters'].length === 0)
      throw invalid('ExecutionParameters must have at least one item')
    const group = this.#group(String(body['WorkGroup'] ?? 'primary'))
    const wanted = (body['ResultConfiguration'] as { OutputLocation?: string } | undefined)?.OutputLocation
    if (group.managed === true && wanted !== undefined)
      throw invalid('OutputLocation must not be set where managed query results are enabled')
    const folder = group.enforced === true ? group.output : (wanted ?? group.output)
    if (folder === undefined && group.managed !== true)
      throw invalid(
        'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
      )
    const id = randomUUID()
    const query: Query = {
      id,
      sql,
      request: body,
      script: undefined,
      output: undefined,
      managed: group.managed === true,
      startedAt: performance.now(),
      polls: 0,
      stopped: false,
      ended: undefined,
    }
    // Two tries of one start are one query.
    this.#tokens.set(token, { query, body: JSON.stringify(body) })
    this.queries.push(query)
    const scripted = this.onQuery(sql, body)
    const follow = (script: Script) => this.#follow(query, script, group.managed === true ? undefined : folder)
    if (scripted instanceof Promise) void scripted.then(follow, error => follow({ ends: 'FAILED', reason: `${error}` }))
    else follow(scripted)
    return { QueryExecutionId: id }
  }

  /** From here on it is known how a query goes. */
  #follow(query: Query, script: Script, folder: string | undefined): void {
    query.script = script
    if (folder === undefined) return
    const isSelect = (script.statementType ?? 'DML') === 'DML' && script.substatementType !== 'EXPLAIN'
    query.output = `${folder.replace(/\/?$/, '/')}${query.id}.${isSelect ? 'csv' : 'txt'}`
    if (script.answer === undefined) return
    this.#s3.put(query.output, csvOf(script.answer))
    this.#s3.put(`${query.output}.metadata`, metadataOf(script.answer))
  }

  #state(query: Query): State {
    if (query.stopped) return 'CANCELLED'
    if (query.script === undefined) return 'RUNNING'
    const { states, runMs, ends = 'SUCCEEDED' } = query.script
    if (query.ended !== undefined) return query.ended
    if (runMs !== undefined) return performance.now() - query.startedAt >= runMs ? ends : 'RUNNING'
    if (states === undefined) return ends
    return states[Math.min(query.polls, states.length - 1)] ?? 'RUNNING'
  }

  #describe(query: Query) {
    const state = this.#state(query)
    const { script = {} } = query
    const scanned = script.scanned?.[Math.min(query.polls, script.scanned.length - 1)] ?? 0
    query.polls++
    if (!isOpen(state)) query.ended = state
    const group = this.#group(String(query.request['WorkGroup'] ?? 'primary'))
    return {
      QueryExecution: {
        QueryExecutionId: query.id,
        Query: query.sql,
        StatementType: script.statementType ?? 'DML',
        SubstatementType: script.substatementType ?? 'SELECT',
        ManagedQueryResultsConfiguration: { Enabled: query.managed },
        ...(query.managed
          ? {}
          : {
              ResultConfiguration: {
                OutputLocation: query.output,
                ...encryptionOf(group),
                ...this.#owner(query, group),
              },
            }),
        QueryExecutionContext: query.request['QueryExecutionContext'],
        Status: {
          State: state,
          SubmissionDateTime: Date.now() / 1000,
          ...(script.reason === undefined || isOpen(state) ? {} : { StateChangeReason: script.reason }),
          ...(state === 'FAILED' && script.error !== undefined ? { AthenaError: script.error } : {}),
        },
        Statistics: {
          DataScannedInBytes: scanned,
          TotalExecutionTimeInMillis: Math.round(performance.now() - query.startedAt),
          ...(isOpen(state) ? {} : { ResultReuseInformation: { ReusedPreviousResult: script.reused === true } }),
        },
        WorkGroup: query.request['WorkGroup'] ?? 'primary',
        EngineVersion: {
          SelectedEngineVersion: 'AUTO',
          EffectiveEngineVersion: group.engine ?? 'Athena engine version 3',
        },
      },
    }
  }

  #owner(query: Query, { owner }: WorkGroup) {
    const asked = query.request['ResultConfiguration'] as { ExpectedBucketOwner?: string } | undefined
    const expected = owner ?? asked?.ExpectedBucketOwner
    return expected === undefined ? {} : { ExpectedBucketOwner: expected }
  }

  #results(body: Body) {
    const query = this.#find(body)
    if (this.#state(query) !== 'SUCCEEDED')
      throw invalid(`Query has not yet finished. Current state: ${this.#state(query)}`)
    const answer = query.script?.answer ?? { columns: [], rows: [] }
    const size = Number(body['MaxResults'] ?? 1000)
    if (!(size >= 1 && size <= 1000)) throw invalid('MaxResults is more than maximum allowed length 1000.')
    const from =
      body['NextToken'] === undefined
        ? 0
        : Number(Buffer.from(String(body['NextToken']), 'base64').toString().split(':')[1])
    if (Number.isNaN(from)) throw invalid('NextToken is not valid')
    const header =
      (query.script?.statementType ?? 'DML') === 'DML' && (query.script?.substatementType ?? 'SELECT') === 'SELECT'
    const { next, resultSet } = pageOf(answer, header, from, size)
    return {
      ResultSet: resultSet,
      UpdateCount: 0,
      ...(next === undefined ? {} : { NextToken: Buffer.from(`${query.id}:${next}`).toString('base64') }),
    }
  }

  /** Without effect on what has ended, as the real one. */
  #stop(query: Query) {
    if (isOpen(this.#state(query))) query.stopped = true
    return {}
  }

  #workGroup(name: string) {
    const group = this.#group(name)
    return {
      WorkGroup: {
        Name: name,
        State: group.state ?? 'ENABLED',
        Configuration: {
          ResultConfiguration:
            group.output === undefined ? {} : { OutputLocation: group.output, ...encryptionOf(group) },
          ManagedQueryResultsConfiguration: { Enabled: group.managed === true },
          EnforceWorkGroupConfiguration: group.enforced === true,
          ...(group.cutoff === undefined ? {} : { BytesScannedCutoffPerQuery: group.cutoff }),
          EngineVersion: {
            SelectedEngineVersion: 'AUTO',
            EffectiveEngineVersion: group.engine ?? 'Athena engine version 3',
          },
        },
      },
    }
  }

  #group(name: string): WorkGroup {
    const group = this.workGroups.get(name)
    if (group === undefined) throw invalid(`WorkGroup ${name} is not found.`)
    return group
  }

  #find(body: Body): Query {
    const id = String(body['QueryExecutionId'])
    const query = this.queries.find(query => query.id === id)
    if (query === undefined) throw invalid(`QueryExecution ${id} was not found`)
    return query
  }
}

function isOpen(state: State): boolean {
  return state === 'QUEUED' || state === 'RUNNING'
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidRequestException', message, { AthenaErrorCode: 'INVALID_INPUT' })
}

function encryptionOf({ encryption }: WorkGroup) {
  return encryption === undefined ? {} : { EncryptionConfiguration: { EncryptionOption: encryption } }
}
