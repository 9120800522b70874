import type { ResultColumn, ResultRow, ResultType } from '../sql/result-type.ts'
import type { Spellings } from '../sql/spelling.ts'
import type { EventColumn } from './columns.ts'
import type { Scope } from './scope.ts'
import type { EventSource } from './source.ts'

/** The engines that a question can run on. */
export const ENGINE_NAMES = ['duckdb', 'trino', 'athena'] as const

/** The name of an engine. */
export type EngineName = (typeof ENGINE_NAMES)[number]

/** What an engine is to everything above it. */
export interface Engine {
  readonly name: EngineName
  /** Whether each answer costs somebody something, so that a question without a window is no good question. */
  readonly isRemote: boolean
  /** Whether the ends of a window that count from now are moved to round times, so that an answer can be used again. */
  readonly isWindowRounded?: boolean
  /** How it writes the portable functions. */
  readonly spellings: Spellings
  /** The relation as a person would write it: for showing, not for running. */
  readonly shownSource: EventSource
  /** Reads a text of SQL with the engine's own parser. @throws TrailqError NOT_A_SELECT, OUT_OF_SCOPE, BAD_SQL */
  readText(text: string): Promise<TextQuestion>
  /** Runs a question. Work starts at once; rows come as they are asked for. */
  run(question: EngineQuestion, options: RunOptions): Promise<Execution>
  /** What a question within a scope can read at most, counted without reading it; where the engine can tell. */
  estimate?(scope: Scope, options: Pick<RunOptions, 'signal'>): Promise<Estimate>
  close(): Promise<void>
}

/** What a question can touch at most. */
export interface Estimate {
  readonly partitions: number
  readonly objects: number
  /** As they lie there, compressed: what is billed. */
  readonly bytes: number
  /** US dollars. */
  readonly cost: number
  /** Whether this is all of the table, whatever the window: none of its partition keys tells a date. */
  readonly isUnpruned?: boolean
  /** Dollars for a terabyte that the cost goes by, where that of the region is not known, and none was given. */
  readonly assumedPrice?: number
}

/** A question as SQL text, judged by the engine. */
export interface TextQuestion {
  readonly columns: ReadonlySet<EventColumn>
  /** The whole statement, given the body of `events`. */
  sql(events: string): string
}

/** A question on its way to an engine. */
export interface EngineQuestion {
  readonly scope: Scope
  /** Whether it is one of trailq's own queries, so that no part of its SQL comes from outside. */
  readonly canned?: boolean
  /** Types of columns as they are declared; others have the type that the engine gives them. */
  readonly types?: ReadonlyMap<string, ResultType>
  /** The statement over the relation as `source` reads it. */
  sql(source: EventSource): string
}

/** What can be asked of a run. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  /** Called a few times a second while the question is being answered. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** How far a run has come. */
export interface Progress {
  /** From 0 to 1, as far as the engine can tell. */
  readonly fraction: number
  /** Files that are to be read, and their size; 0 where the engine does not say. */
  readonly files: number
  readonly bytes: number
  /** What a remote engine has read so far, and what it says it is doing. */
  readonly bytesRead?: number
  readonly state?: string
  /** What that costs so far, US dollars, where it is billed. */
  readonly cost?: number
  /** A remote engine's name for the query, once it has one. */
  readonly queryId?: string
  /** Whether the window keeps no file of the table from being read. */
  readonly isUnpruned?: boolean
  readonly elapsedMs: number
}

/** A running question. */
export interface Execution {
  readonly columns: readonly ResultColumn[]
  /** Rows in batches, once. Leaving the loop stops the work. */
  batches(): AsyncIterableIterator<readonly ResultRow[]>
  /** What it took so far; complete once the rows have ended. */
  stats(): RunStats
  cancel(): Promise<void>
}

/** What answering took, and what it could not read. */
export interface RunStats {
  readonly engine: EngineName
  /** Rows handed over. */
  readonly rows: number
  /** Wall time from start to the last row, milliseconds. */
  readonly elapsedMs: number
  /** Files that the scope could need, and their size as they lie on disk. A remote engine tells bytes read, no files. */
  readonly files: number
  readonly bytes: number
  /** A remote engine's name for the query. */
  readonly queryId?: string
  /** What it cost, US dollars, where each query is billed. */
  readonly cost?: number
  /** What a terabyte is assumed to cost, US dollars, where it is not known. */
  readonly assumedPrice?: number
  /** Whether the answer to the same question was used again. */
  readonly reused?: boolean
  /** Why rows did not come the fast way, where they did not. */
  readonly slowBecause?: string
  /** How much time was looked at, such as `24h`, where the question named no window and a remote engine wants one. */
  readonly usualWindow?: string
  /** Whether the window kept no file of the table from being read: none of its keys tells a date. */
  readonly isUnpruned?: boolean
  /** Columns of `events` that the question uses and the table has no place for: they are NULL. */
  readonly missingColumns?: readonly string[]
  /** Columns that came as text that can't be read back, because the engine quotes nothing in arrays, maps and rows. */
  readonly unreadableColumns?: readonly string[]
  /** Files that could not be read, or not wholly. */
  readonly badFiles: readonly BadFile[]
  /** What lay beside the events and was left out on purpose. */
  readonly leftOut: readonly LeftOut[]
}

/** A file that could not be read, or not wholly. */
export interface BadFile {
  readonly path: string
  readonly reason: string
}

/** What was left out, and how many files or folders of it. */
export interface LeftOut {
  readonly label: string
  readonly count: number
}
