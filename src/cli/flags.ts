import { type Command, Option } from 'commander'

import { SCOPE_PARAMS } from '../events/index.ts'
import { FORMATS } from '../output/index.ts'
import { flagName, type Param, type ParamSet } from '../param.ts'
import { QUERIES } from '../queries/index.ts'
import { type AnyQuery, findQuery } from '../trail/question.ts'
import { flagOf, SETTINGS, type SettingName } from './settings.ts'

/** Headings of the help, in the order in which a person needs them. */
const GROUP = { params: 'Parameters:', scope: 'Scope:', output: 'Output:', engine: 'Engine:' } as const

/** The flags of show, run and sql; those of the query among the words as well, and its own help. */
export function addFlags(command: Command, argv: readonly string[]): void {
  const query = command.name() === 'sql' ? undefined : queryAmong(argv.slice(1))
  if (query !== undefined) describe(command, query)
  addScope(command, query?.params)
  if (command.name() === 'show') return
  addOutput(command)
  addEngine(command)
}

/** The query that a command is about: its parameters are flags, so it is looked up before the flags are read. */
function queryAmong(words: readonly string[]): AnyQuery | undefined {
  const id = words.find(word => QUERIES.some(query => query.id === word))
  return id === undefined ? undefined : findQuery(id)
}

function describe(command: Command, query: AnyQuery): void {
  const columns = Object.entries(query.columns).map(([name, { doc }]) => `  ${name.padEnd(18)}  ${doc}`)
  const required = Object.entries(query.params).find(([, param]) => param.required)
  const needed = required === undefined ? '' : ` --${flagName(required[0])} ${required[1].placeholder}`
  command.description(`${query.question}${query.notes === undefined ? '' : `\n\n${query.notes}`}`)
  command.usage(`${query.id} [options]`)
  command.addHelpText(
    'after',
    `\nColumns:\n${columns.join('\n')}\n\nExample:\n  trailq run ${query.id}${needed} --logs AWSLogs --since 7d`,
  )
  addParams(command, query.params, GROUP.params)
}

/** Flags for a set of parameters. Values stay text here: the parameter itself checks them. */
export function addParams(command: Command, params: ParamSet, heading: string): void {
  for (const [name, param] of Object.entries(params)) command.addOption(optionOf(name, param).helpGroup(heading))
}

/** The scope's flags, without those that a query's own parameters hide. */
function addScope(command: Command, hidden: ParamSet = {}): void {
  const shown = Object.entries(SCOPE_PARAMS).filter(([name]) => !Object.hasOwn(hidden, name))
  addParams(command, Object.fromEntries(shown), GROUP.scope)
}

/** The flags that tell where a trail is. */
export function addEngine(command: Command): void {
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const { kind, placeholder, doc } = SETTINGS[name]
    const option = new Option(`${flagOf(name)} <${placeholder}>`, doc).helpGroup(GROUP.engine)
    command.addOption(kind === 'text' ? option : repeatable(option))
  }
}

function addOutput(command: Command): void {
  const formats = Object.keys(FORMATS).join('|')
  const add = (flags: string, doc: string) => command.addOption(new Option(flags, doc).helpGroup(GROUP.output))
  add(`--format <${formats}>`, 'Default: table on a terminal, jsonl in a pipe, or by the ending of -o.')
  add('-o, --output <file>', 'Write to a file; it is there whole or not at all.')
  add('--limit <n>', 'At most so many rows.')
  add('--estimate', 'Athena: say what it would read and cost, and don’t run it.')
  add('--skip-bad-files', 'Exit with 0 although some files could not be read.')
  add('-q, --quiet', 'Say nothing but errors.')
}

function optionOf(name: string, param: Param<unknown>): Option {
  const flag = `--${flagName(name)}`
  if (param.kind === 'flag') return new Option(flag, param.doc)
  const initial =
    param.required || param.initial === undefined || param.kind === 'list' ? '' : ` Default: ${param.initial}.`
  const option = new Option(`${flag} <${param.placeholder}>`, param.doc + initial)
  return param.kind === 'list' ? option.argParser(listed) : option
}

/** Each mention of a flag may hold several, with commas between them. */
export function listed(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',')]
}

function repeatable(option: Option): Option {
  return option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
}
