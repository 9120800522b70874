import { didYouMean, TrailqError } from '../errors.ts'
import { FORMATS, type FormatName, type OutputColumn, type OutputRow } from '../output/index.ts'
import { out, say, write } from './terminal.ts'

/** @throws TrailqError BAD_PARAMETER */
export function formatNamed(name: string): FormatName {
  const names = Object.keys(FORMATS) as FormatName[]
  const found = names.find(known => known === name)
  if (found !== undefined) return found
  throw new TrailqError('BAD_PARAMETER', `There is no format '${name}'.${didYouMean(name, names)}`, {
    next: `Formats: ${names.join(', ')}.`,
  })
}

/** Rows that are there already, onto stdout. */
export async function formatted(
  name: FormatName,
  columns: readonly OutputColumn[],
  rows: readonly OutputRow[],
): Promise<void> {
  await writeRows(name, columns, one(rows), {
    write: text => write(process.stdout, text),
    terminal: true,
    quiet: false,
  })
}

/** Where rows go. */
export interface Sink {
  write(text: string): Promise<void>
  /** Whether it is stdout, which may be a terminal. */
  readonly terminal: boolean
  readonly quiet: boolean
}

/** Rows as they come, through a format, to where they go. */
export async function writeRows(
  name: FormatName,
  columns: readonly OutputColumn[],
  batches: AsyncIterable<readonly OutputRow[]>,
  sink: Sink,
): Promise<void> {
  const width = sink.terminal ? out.width() : undefined
  const view = {
    ...(width === undefined ? {} : { width }),
    color: sink.terminal && out.color(),
    shorten: width !== undefined,
    note: (text: string) => {
      if (!sink.quiet) say(text)
    },
  }
  for await (const chunk of FORMATS[name].write(columns, batches, view)) await sink.write(chunk)
}

async function* one(rows: readonly OutputRow[]): AsyncIterableIterator<readonly OutputRow[]> {
  yield rows
}
