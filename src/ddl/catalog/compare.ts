import type { GlueColumn, TableInput } from '../table-input.ts'
import type { CurrentTable } from './current.ts'
import { hivePaths } from './hive-paths.ts'

/** A line of a plan: what is added, changed or removed; `!` where something will no longer be read. */
export interface PlanLine {
  readonly sign: '+' | '~' | '-' | '!'
  readonly text: string
}

/** Properties that are about partitions: of an older definition none may stay. */
const OWN_PROPERTIES = /^(?:projection\.|storage\.location\.template$)/

/** What changes when a table becomes as wanted; nothing where it is so. Other people's properties are left alone. */
export function compare(current: CurrentTable, wanted: TableInput): readonly PlanLine[] {
  const { StorageDescriptor: storage } = wanted
  return [
    ...columns('column', current.columns, storage.Columns),
    ...columns('partition key', current.partitionKeys, wanted.PartitionKeys),
    ...fact('location', current.location, storage.Location),
    ...lostPlace(current.location, storage.Location),
    ...fact('description', current.description, wanted.Description),
    ...fact('type', current.type, wanted.TableType),
    ...fact('input format', current.inputFormat, storage.InputFormat),
    ...fact('output format', current.outputFormat, storage.OutputFormat),
    ...fact('SerDe', current.serde, storage.SerdeInfo.SerializationLibrary),
    ...properties(current.parameters, wanted.Parameters),
  ]
}

/** A folder above or below is of the same trail: what is lost there, accounts, regions and days tell. */
function lostPlace(before: string, after: string): readonly PlanLine[] {
  if (before === '' || before.startsWith(after) || after.startsWith(before)) return []
  return [{ sign: '!', text: `no longer read: ${before}` }]
}

/** The properties that a table is left with: ours, and those of others that are none of ours. */
export function mergedParameters(
  current: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const others = Object.entries(current).filter(([name]) => !OWN_PROPERTIES.test(name))
  return { ...Object.fromEntries(others), ...wanted }
}

function columns(what: string, current: readonly GlueColumn[], wanted: readonly GlueColumn[]): readonly PlanLine[] {
  const before = new Map(current.map(column => [column.Name.toLowerCase(), column]))
  const after = new Set(wanted.map(({ Name }) => Name))
  const added = wanted.flatMap((column): readonly PlanLine[] => {
    const old = before.get(column.Name)
    if (old === undefined) return [{ sign: '+', text: `${what} ${column.Name} ${column.Type}` }]
    return [...typeLines(`${what} ${column.Name}`, old.Type, column.Type), ...commentLines(what, old, column)]
  })
  const gone = current
    .filter(({ Name }) => !after.has(Name.toLowerCase()))
    .flatMap(({ Name, Type }): readonly PlanLine[] => [
      { sign: '-', text: `${what} ${Name} ${Type}` },
      { sign: '!', text: `no longer read: ${what} ${Name}` },
    ])
  return [...added, ...gone]
}

function typeLines(what: string, before: string, after: string): readonly PlanLine[] {
  if (before.toLowerCase().replace(/\s+/g, '') === after) return []
  const [old, fresh] = [hivePaths(before), hivePaths(after)]
  const isObject = (paths: readonly string[]) => paths.some(path => !path.startsWith(' '))
  if (!isObject(old) || !isObject(fresh)) return [{ sign: '~', text: `${what}: ${before} → ${after}` }]
  const added = fresh.filter(path => !old.includes(path))
  const gone = old.filter(path => !fresh.includes(path))
  if (added.length + gone.length === 0) return [{ sign: '~', text: `${what}: its members in another order` }]
  return [
    ...added.map((path): PlanLine => ({ sign: '+', text: `${what}: member ${path}` })),
    ...gone.map((path): PlanLine => ({ sign: '-', text: `${what}: member ${path}` })),
  ]
}

function commentLines(what: string, before: GlueColumn, after: GlueColumn): readonly PlanLine[] {
  return before.Comment === after.Comment ? [] : [{ sign: '~', text: `${what} ${after.Name}: its comment` }]
}

function fact(what: string, before: string, after: string): readonly PlanLine[] {
  return before === after ? [] : [{ sign: '~', text: `${what}: ${before === '' ? '(none)' : before} → ${after}` }]
}

function properties(
  current: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): readonly PlanLine[] {
  const changed = Object.entries(wanted).flatMap(([name, value]): readonly PlanLine[] => {
    const before = current[name]
    if (before === value) return []
    if (before === undefined) return [{ sign: '+', text: `property ${name} = ${value}` }]
    return [{ sign: '~', text: `property ${name}: ${before} → ${value}` }, ...lost(name, before, value)]
  })
  const gone = Object.keys(current).filter(name => OWN_PROPERTIES.test(name) && !Object.hasOwn(wanted, name))
  return [...changed, ...gone.map((name): PlanLine => ({ sign: '-', text: `property ${name} = ${current[name]}` }))]
}

/** Accounts, regions and days that projection makes no longer. */
function lost(name: string, before: string, after: string): readonly PlanLine[] {
  if (name.endsWith('.values')) {
    const values = new Set(after.split(','))
    const gone = before.split(',').filter(value => !values.has(value.trim()))
    return gone.length === 0 ? [] : [{ sign: '!', text: `no longer read: ${name.split('.')[1]} ${gone.join(', ')}` }]
  }
  if (!name.endsWith('.range')) return []
  const [first = ''] = before.split(',')
  const [later = ''] = after.split(',')
  const isLater = /^\d/.test(first) && later > first
  return isLater ? [{ sign: '!', text: `no longer read: days from ${first} to before ${later}` }] : []
}
