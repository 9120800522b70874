import { didYouMean, TrailqError } from '../errors.ts'
import { type Action, listActions } from './services/action.ts'
import { SERVICES } from './services/index.ts'

const SUFFIX = /\.amazonaws\.com(?:\.cn)?$/
const SHAPE = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/

const SOURCES_BY_NAME: ReadonlyMap<string, readonly string[]> = new Map(
  SERVICES.flatMap(({ sources, aliases }) => [...sources, ...aliases].map(name => [name, sources] as const)),
)

/** Every name of a service that {@link resolveService} knows, aliases included. */
export const SERVICE_NAMES: readonly string[] = [...SOURCES_BY_NAME.keys()]

/** The `service` of an eventSource: the same without its `.amazonaws.com` or `.amazonaws.com.cn`. */
export function serviceOf(eventSource: string): string {
  return eventSource.replace(SUFFIX, '')
}

/**
 * The services that a person means by a name: short eventSources, as the `service` column has them. Takes an
 * eventSource with or without its suffix, or the service's better-known name; one name may stand for several. A name
 * that is not known is passed through in lower case, since AWS has more services than any list.
 *
 * Source: the CloudTrail logging page of each service, for its eventSource.
 *
 * @throws TrailqError BAD_PARAMETER when the text can't be the name of a service
 * @example
 * ```ts
 * resolveService('opensearch-serverless') // ['aoss']
 * resolveService('dynamodb.amazonaws.com') // ['dynamodb', 'streams.dynamodb']
 * resolveService('S3') // ['s3']
 * ```
 */
export function resolveService(text: string): readonly string[] {
  const name = serviceOf(text.trim().toLowerCase())
  const known = SOURCES_BY_NAME.get(name)
  if (known !== undefined) return known
  if (SHAPE.test(name)) return [name]
  throw new TrailqError('BAD_PARAMETER', `'${text}' is not the name of a service.${didYouMean(name, SERVICE_NAMES)}`, {
    next: 'Write the service as eventSource has it, such as s3, dynamodb or redshift-serverless.amazonaws.com.',
  })
}

const ACTIONS: ReadonlyMap<string, readonly Action[]> = new Map(
  SERVICES.map(({ sources, actions }) => [sources[0], actions.flatMap(listActions)] as const),
)

/** The API actions of a service by any of its names; none where they are not listed, which says nothing about it. */
export function actionsOf(service: string): readonly Action[] {
  return resolveService(service).flatMap(source => ACTIONS.get(source) ?? [])
}

/** Every listed eventName, once, sorted. */
export const EVENT_NAMES: readonly string[] = [
  ...new Set([...ACTIONS.values()].flatMap(actions => actions.map(action => action.name))),
].sort()

/**
 * The canonical spellings of an eventName that was written in any case; none where it is not listed.
 *
 * @example
 * ```ts
 * knownEventName('describetable') // ['DescribeTable']
 * ```
 */
export function knownEventName(text: string): readonly string[] {
  const name = text.trim().toLowerCase()
  return EVENT_NAMES.filter(known => known.toLowerCase() === name)
}
