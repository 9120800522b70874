import type { Scope } from '../../../events/index.ts'
import { dayOf } from '../../../model/index.ts'
import { readDate, writeDate } from '../../trino/date-form.ts'
import { partitionKeys } from '../../trino/table.ts'
import type { Aws } from '../aws.ts'
import { type CatalogTable, isProjected } from '../catalog.ts'
import { expanded, listedPartitions, templateOf } from '../locations.ts'
import { dateRule, isLongerThanDay } from '../projected-dates.ts'
import { projectedKeys, propertyOf } from '../projection.ts'
import type { TableName } from '../table-name.ts'
import { plainDay } from '../window-days.ts'
import { foldersIn, type Shelf } from './shelves.ts'

/** Whether the partitions of a table are of a day, or shorter: then a window of a day keeps the rest from being read. */
export function isDaily(found: CatalogTable, now: Date): boolean {
  const roles = partitionKeys(found.table)
  const day = roles.get('day')
  if (day === undefined) return roles.has('dayOfMonth')
  const property = propertyOf(found, day.name)
  if (property('type')?.toLowerCase() === 'date') return !isLongerThanDay(dateRule(property, now))
  return day.dayFormat === undefined || day.dayFormat.includes('d')
}

/**
 * Where the folders of days lie, one shelf for each account, region and month, mostly; undefined where the partitions
 * don't tell the day, or not at the end of a folder's name.
 */
export async function dayShelves(
  aws: Aws,
  name: TableName,
  found: CatalogTable,
  scope: Scope,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<readonly Shelf[] | undefined> {
  if (!isDaily(found, now)) return undefined
  if (isProjected(found)) return projectedShelves(found, scope, now)
  const shelves = new Map<string, Map<string, string>>()
  for (const { place, date = '' } of await listedPartitions(aws, name, found, scope, signal)) {
    if (date.length === 'yyyy/MM/dd'.length) put(shelves, place.replace(/\/?$/, '/'), date)
  }
  return [...shelves].map(([place, names]) => ({ place, names }))
}

function projectedShelves(found: CatalogTable, scope: Scope, now: Date): readonly Shelf[] | undefined {
  const roles = partitionKeys(found.table)
  const groups = projectedKeys(found, scope, now)
  const last = roles.get('day')?.name ?? roles.get('dayOfMonth')?.name ?? ''
  const dated = groups.find(({ keys }) => keys.includes(last))
  const template = templateOf(found)
  if (dated === undefined || !dated.keys.every(key => template.includes(`\${${key}}`))) return undefined
  const { head, ofDate } = split(template, dated.keys)
  if (/\$\{/.test(dated.keys.reduce((text, key) => text.replaceAll(`\${${key}}`, ''), ofDate))) return undefined
  const folders = [
    ...expanded(
      head,
      groups.filter(({ keys }) => head.includes(`\${${keys[0]}}`)),
    ),
  ]
  const rule = dateRule(propertyOf(found, last), now)
  // A folder for each hour is not looked into: that of its day is enough.
  const format = rule.format.replace(/\/[^d]*H.*$/, '')
  const names = new Map<string, Map<string, string>>()
  for (const values of dated.values) {
    const at = dated.keys.length === 1 ? readDate(values[0] ?? '', rule.format) : undefined
    const written = at === undefined ? values : [writeDate(at, format)]
    const day = at === undefined ? plainDay(values.join('/')) : dayOf(at)
    const [place = ''] = expanded(ofDate, [{ keys: dated.keys, values: [written] }])
    if (day !== undefined) put(names, place, day)
  }
  const months = [...names].reverse()
  return months.flatMap(([month, days]) => folders.map(folder => ({ place: `${folder}${month}`, names: days })))
}

/** A template in front of its date, and from there to the end of the date's last folder. */
function split(template: string, keys: readonly string[]): { head: string; ofDate: string } {
  const slots = keys.map(key => `\${${key}}`)
  const begin = Math.min(...slots.map(slot => template.indexOf(slot)))
  const start = template.lastIndexOf('/', begin) + 1
  const end = Math.max(...slots.map(slot => template.lastIndexOf(slot) + slot.length))
  const next = template.indexOf('/', end)
  return {
    head: template.slice(0, start),
    ofDate: `${next < 0 ? template.slice(start) : template.slice(start, next)}/`,
  }
}

/** Puts a day's folder, `2026/11/20/`, onto its shelf, `2026/11/`. */
function put(shelves: Map<string, Map<string, string>>, place: string, day: string): void {
  const [, shelf = '', name = ''] = /^(.*\/)?([^/]+)\/$/s.exec(place) ?? []
  const names = shelves.get(shelf) ?? new Map<string, string>()
  shelves.set(shelf, names.set(name, day))
}

/**
 * A table that wants to be told its accounts, told them: those that have a folder in the bucket. Undefined where that
 * does not tell.
 */
export async function told(
  aws: Aws,
  found: CatalogTable,
  signal: AbortSignal | undefined,
): Promise<CatalogTable | undefined> {
  const template = templateOf(found)
  const properties: Record<string, string> = {}
  for (const key of injectedKeys(found)) {
    const [before = '', after] = template.split(`\${${key}}`)
    if (after === undefined || before.includes('${')) return undefined
    const start = before.lastIndexOf('/') + 1
    const isAccount = partitionKeys(found.table).get('account')?.name === key
    const values = (await foldersIn(aws, before.slice(0, start), signal))
      .filter(folder => folder.startsWith(before.slice(start)))
      .map(folder => folder.slice(before.length - start))
      .filter(value => !isAccount || /^\d{12}$/.test(value))
    if (values.length === 0) return undefined
    Object.assign(properties, { [`projection.${key}.type`]: 'enum', [`projection.${key}.values`]: values.join(',') })
  }
  return { ...found, properties: { ...found.properties, ...properties } }
}

/** Keys of which each question must name the values. */
export function injectedKeys(found: CatalogTable): readonly string[] {
  const keys = found.table.columns.filter(({ isPartitionKey }) => isPartitionKey === true).map(({ name }) => name)
  return isProjected(found) ? keys.filter(key => propertyOf(found, key)('type')?.toLowerCase() === 'injected') : []
}
