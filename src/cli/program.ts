import { Command, CommanderError } from 'commander'

import { didYouMean, nearest, TrailqError } from '../errors.ts'
import { LISTING } from '../queries/listing.ts'
import { onBrokenOutput, report, usageError } from './exit.ts'

const SUMMARY = 'Ask CloudTrail a question: over a folder of log files, on Trino, in Athena.'

const EXAMPLES = `
Examples:
  trailq list dynamodb
  trailq run failed-calls --logs AWSLogs --since 7d
  trailq sql "SELECT service, count(*) AS n FROM events GROUP BY service ORDER BY n DESC" --logs AWSLogs`

/** Runs one command line. @returns the exit status. */
export async function run(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', onBrokenOutput)
  // Nobody listens: that is no reason to stop, or to end otherwise.
  process.stderr.on('error', () => {})
  try {
    if (['run', 'sql'].includes(argv[0] ?? '') && !argv.includes('--help')) await wakeEngine(argv)
    let status = 0
    const program = await programFor(argv, async work => {
      status = await work()
    })
    if (argv.length === 0) program.outputHelp()
    else await program.parseAsync([...argv], { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error)
    return error.exitCode === 0 ? 0 : report(usageError(error))
  }
}

/** The commands that take a scope and parameters, and those that take what a table is. */
const QUESTIONS: readonly string[] = ['show', 'run', 'sql']

/** Commands about where the trail is. */
const SETTERS: readonly string[] = ['init', 'doctor']
const TABLES: readonly string[] = ['ddl', 'table', 'policy']

type Do = (work: () => Promise<number>) => Promise<void>

/** The commands. What one of them takes is worked out for that one only: the rest of the program stays unread. */
async function programFor(argv: readonly string[], act: Do): Promise<Command> {
  const program = new Command('trailq')
    .description(SUMMARY)
    .helpOption('-h, --help', 'Show what a command takes.')
    .helpCommand(false)
    .option('-V, --version', 'Show the version.')
    .addHelpText('after', EXAMPLES)
    .allowExcessArguments()
    .action(() => {
      throw unknownCommand(argv[0] ?? '')
    })
  quietly(program)

  add(program, 'list [word]', 'List the canned queries, or search them.')
    .option('--pack <pack>', 'Only this pack.')
    .option('--format <format>', 'table, json, jsonl, csv or markdown. Default: table.')
    .action((word, options) => act(async () => (await import('./list.ts')).list(word, options)))

  add(program, 'show <query>', 'Show a query: its question, parameters, columns and SQL; "show events" lists columns.')
    .option('--engine <name>', 'Whose SQL to show: duckdb, trino or athena. Default: duckdb.')
    .action((name, options) => act(async () => (await import('./show.ts')).show(name, options)))

  add(program, 'run [query]', 'Run a canned query and stream its rows; or all of a pack.')
    .option('--pack <pack>', 'Run all of a pack, one line each; with --estimate, say what each would read.')
    .action((name, options) => act(async () => (await import('./run.ts')).run(name, options)))

  add(program, 'sql <text>', 'Run a SELECT of your own over events; @file reads a file, - standard input.').action(
    (text, options) => act(async () => (await import('./sql.ts')).sql(text, options)),
  )

  add(program, 'compact', 'Make a Parquet store of raw log files, or add to it what is new.')
    .option('--logs <path>', 'Folder, file or glob of CloudTrail logs; default: ./AWSLogs', eachOf)
    .option('--to <folder>', 'The store: made where it is missing. It is read like logs: --logs DIR.')
    .option('--verify', 'Read logs and store once more, and compare them event by event.')
    .option('--skip-bad-files', 'Exit with 0 although some files could not be read.')
    .option('-q, --quiet', 'Say nothing but errors.')
    .action(options => act(async () => (await import('./compact.ts')).compact(options)))

  add(program, 'ddl', "Print the definition of a table over a trail's files, or check a file of it.").action(options =>
    act(async () => (await import('./ddl.ts')).ddl(options)),
  )

  add(
    program,
    'table <what>',
    'plan: compare a table with the Glue Data Catalog; apply: create or update it there.',
  ).action((what, options) => act(async () => (await import('./table.ts')).table(what, options)))

  add(program, 'policy', 'Print the least IAM policy for what you want to do.').action(options =>
    act(async () => (await import('./policy.ts')).policy(options)),
  )

  add(program, 'init', `Write trailq.json here, from flags or by asking.`)
    .option('--force', 'Write it anew where there is one.')
    .action(options => act(async () => (await import('./init.ts')).init(options)))

  add(program, 'doctor', 'Look at all that a question to Athena needs, and say what to do.').action(options =>
    act(async () => (await import('./doctor.ts')).doctor(options)),
  )

  add(program, 'completion <shell>', 'Print a completion script for bash, zsh or fish.').action(shell =>
    act(async () => (await import('./completion.ts')).completion(shell, program)),
  )

  for (const command of program.commands) {
    const name = command.name()
    if (argv[0] !== name && argv[0] !== 'completion') continue
    if (SETTERS.includes(name)) (await import('./flags.ts')).addEngine(command)
    if (QUESTIONS.includes(name)) (await import('./flags.ts')).addFlags(command, argv)
    if (TABLES.includes(name)) (await import('./ddl-flags.ts')).addTableFlags(command)
  }
  return program
}

function add(program: Command, usage: string, doc: string): Command {
  return quietly(program.command(usage).description(doc).helpOption('-h, --help', 'Show this.'))
}

/** A flag that may be given several times. */
function eachOf(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}

/** Errors come out as trailq's own, not as commander prints them. */
function quietly(command: Command): Command {
  return command.exitOverride().configureOutput({ writeErr: () => {} })
}

function unknownCommand(word: string): TrailqError {
  const query = nearest(
    word,
    LISTING.map(({ id }) => id),
  )
  const commands = ['list', ...QUESTIONS, 'compact', ...TABLES, ...SETTERS, 'completion']
  const hint = query === undefined ? didYouMean(word, commands) : ` Did you mean 'trailq run ${query}'?`
  return new TrailqError('UNKNOWN_COMMAND', `There is no command '${word}'.${hint}`, {
    next: "'trailq --help' shows them.",
  })
}

/** DuckDB starts on a thread of its own: it does so while the command is being read, where it is to answer. */
async function wakeEngine(argv: readonly string[]): Promise<void> {
  const { likelyEngine } = await import('./config.ts')
  if (likelyEngine(argv) !== 'duckdb') return
  const { Session } = await import('../engines/duckdb/session.ts')
  Session.wakeUp()
}
