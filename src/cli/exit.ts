import { EXIT, TrailqError } from '../errors.ts'
import { outputFailed } from './destination.ts'
import { onErr, say } from './terminal.ts'

/** Tells a person what went wrong and what to do next. @returns the exit status. */
export function report(error: unknown): number {
  if (error instanceof TrailqError) {
    say(`${onErr('red', 'trailq')} ${onErr('bold', error.code)} ${error.message}`)
    if (error.next !== '') say(`  ${error.next}`)
    return error.exitStatus
  }
  if (isClosedPipe(error)) return EXIT.done
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  say(`${onErr('red', 'trailq')} ${onErr('bold', 'BUG')} trailq met something that it does not know:\n${trace}`)
  say('  Please report it with the command that you typed.')
  return EXIT.bug
}

/** Whether the reader of our output went away, as `head` does when it has enough. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/** What ends the process where the reader of its output has enough: a question is stopped first (see stop.ts). */
export const closedPipe = { leave: (): void => process.exit(EXIT.done) }

/** stdout is broken: quietly where its reader has enough, as `head` does, else with the reason. */
export function onBrokenOutput(error: Error): void {
  if (isClosedPipe(error)) closedPipe.leave()
  else process.exit(report(outputFailed('standard output', error)))
}

/** An error of commander in trailq's words. */
export function usageError(error: { code: string; message: string }): TrailqError {
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .replace(/^./, letter => letter.toUpperCase())
  const help = `'${commandInUse()} --help' shows what it takes.`
  if (error.code === 'commander.unknownOption') return new TrailqError('UNKNOWN_OPTION', message, { next: help })
  if (error.code === 'commander.unknownCommand') return new TrailqError('UNKNOWN_COMMAND', message, { next: help })
  return new TrailqError('BAD_USAGE', message, { next: help })
}

function commandInUse(): string {
  const words = process.argv.slice(2).filter(word => !word.startsWith('-'))
  return ['trailq', ...words.slice(0, 1)].join(' ')
}
