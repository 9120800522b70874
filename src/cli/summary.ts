import { relative } from 'node:path'

import { EXIT } from '../errors.ts'
import type { BadFile, RunStats } from '../events/index.ts'
import { safeText } from '../output/safe-text.ts'
import type { Need } from '../queries/define.ts'
import { amount, bytes, dollars, err, onErr, say, seconds, several } from './terminal.ts'

/** How many bad files are named; all are counted. */
const NAMED = 10

interface Asked {
  readonly rows: number
  readonly needs: readonly Need[]
  readonly quiet?: boolean
  readonly skipBadFiles?: boolean
}

/** Says what an answer took, and what it lacks. @returns the exit status. */
export function summary(stats: RunStats, { rows, needs, quiet = false, skipBadFiles = false }: Asked): number {
  const unread = stats.badFiles.length > 0
  if (!quiet) {
    // What somebody is billed for is said wherever it runs.
    if (err.isTerminal() || stats.cost !== undefined) {
      say(onErr('dim', `${several(rows, 'row')} · ${taken(stats)} · ${seconds(stats.elapsedMs)}`))
    }
    const isUnpruned = stats.isUnpruned === true
    if (stats.usualWindow !== undefined) {
      const looked = isUnpruned ? 'asked for' : 'looked at'
      say(onErr('dim', `Only ${stats.usualWindow} were ${looked}: --since or --all-time for more.`))
    }
    if (isUnpruned)
      say("Every file was read for that: no key of the table tells a date. 'trailq ddl' prints a table with days.")
    sayAssumed(stats.assumedPrice)
    const missing = stats.missingColumns ?? []
    if (missing.length > 0) say(`The table has no place for ${missing.join(', ')}: NULL in every row.`)
    for (const name of stats.unreadableColumns ?? []) {
      say(
        `${safeText(name)} is an array, a map or a row: what Athena writes for it can't be read back. Select json_format(CAST(… AS json)).`,
      )
    }
    if (stats.slowBecause !== undefined)
      say(onErr('dim', `Rows came by pages, which is slow: ${safeText(stats.slowBecause)}.`))
    if (rows === 0) emptyAnswer(needs)
    const leftOut = stats.leftOut.map(({ label, count }) => `${amount(count)} × ${label}`).join(', ')
    if (leftOut !== '') say(onErr('dim', `Left out: ${leftOut}.`))
  }
  if (unread && !(quiet && skipBadFiles)) nameBadFiles(stats.badFiles)
  return unread && !skipBadFiles ? EXIT.unreadableInput : EXIT.done
}

/** @param price US dollars for a terabyte; undefined where it is known */
export function sayAssumed(price: number | undefined): void {
  if (price === undefined) return
  say(`The price in this region is not known here: ${dollars(price)} a terabyte is assumed. --price sets it.`)
}

/** What was read, and what that costs. */
function taken({ files, bytes: read, cost, reused, queryId }: RunStats): string {
  if (queryId === undefined) return `${several(files, 'file')}, ${bytes(read)}`
  const price = cost === undefined ? '' : reused ? ', an earlier answer: $0' : `, ${dollars(cost)}`
  return `${bytes(read)} read${price} · query ${queryId}`
}

function emptyAnswer(needs: readonly Need[]): void {
  const words = needs.flatMap(
    need => WORDS[need] ?? (need.startsWith('data-events:') ? [`data events of ${need.slice(12)}`] : []),
  )
  if (words.length > 0) say(`No rows. The question needs ${words.join(' and ')}, which this trail may not log.`)
}

/** Writes are always logged, so they explain nothing. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'management-writes': [],
  'management-reads': ['read-only management events'],
}

/** Names and content of files are somebody else's text: none of it may drive the terminal. */
export function nameBadFiles(files: readonly BadFile[]): void {
  say(onErr('yellow', `${several(files.length, 'file')} could not be read, or not wholly:`))
  for (const { path, reason } of files.slice(0, NAMED)) say(safeText(`  ${shortest(path)}: ${reason}`))
  if (files.length > NAMED) say(`  … and ${amount(files.length - NAMED)} more`)
}

function shortest(path: string): string {
  const fromHere = relative('.', path)
  return fromHere.startsWith('..') ? path : fromHere
}
