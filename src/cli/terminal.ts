import { once } from 'node:events'
import { styleText } from 'node:util'

/** Whether a stream is a terminal that may be coloured: a terminal, and nobody has said no (no-color.org). */
function colorful(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, TERM } = process.env
  return stream.isTTY === true && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb'
}

/** Where data goes. */
export const out = {
  isTerminal: () => process.stdout.isTTY === true,
  color: () => colorful(process.stdout),
  /** Columns of the terminal; undefined where there is none. */
  width: () => (process.stdout.isTTY === true ? process.stdout.columns : undefined),
}

/** Where everything else goes. */
export const err = {
  isTerminal: () => process.stderr.isTTY === true,
  color: () => colorful(process.stderr),
}

/** Prints a line of data. */
export async function print(text: string): Promise<void> {
  await write(process.stdout, `${text}\n`)
}

/** Says something that is no data. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Writes and waits while the reader is slow. @throws Error EPIPE where it has gone away: it will never be ready again */
export async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (stream.write(text)) return
  if ('destroyed' in stream && stream.destroyed === true) {
    throw Object.assign(new Error('The reader of the output has gone'), { code: 'EPIPE' })
  }
  await once(stream, 'drain')
}

type Style = Parameters<typeof styleText>[0]

/** Coloured for stderr, where that is a terminal. */
export function onErr(style: Style, text: string): string {
  return err.color() ? styleText(style, text, { validateStream: false }) : text
}

/** Coloured for stdout, where that is a terminal. */
export function onOut(style: Style, text: string): string {
  return out.color() ? styleText(style, text, { validateStream: false }) : text
}

/** `1,234`. Not by Intl, which takes 15 milliseconds to wake up. */
export function amount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 file`, `1,234 files`. */
export function several(n: number, one: string, many = `${one}s`): string {
  return `${amount(n)} ${n === 1 ? one : many}`
}

/** `93.6 MB`: decimal units, as S3 bills them. */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.floor(Math.log10(Math.max(n, 1)) / 3), units.length - 1)
  const value = n / 1000 ** power
  return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`
}

/** `$1.24`, `$0.00005`: two digits that count, where it is less than a cent. */
export function dollars(n: number): string {
  return `$${n >= 0.01 || n === 0 ? n.toFixed(2) : Number(n.toPrecision(1)).toFixed(Math.ceil(-Math.log10(n)))}`
}

/** `0.4 s`, `75 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
}
