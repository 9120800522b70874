import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { type Answer, asNothing, difference, jsonDifference, rebuiltDifference } from './compare.ts'
import { LEGS, type Leg, type LegName, REFERENCE } from './legs.ts'
import { type Gap, MARKS, type Mark } from './marks.ts'
import { layPlace, type Place, type PlaceOptions } from './place.ts'

/** What a case asks of a trail. */
export type Ask = (trail: Trail, place: Place) => Promise<Answer>

/** Checks that every leg answers as the first does; a test for each case. */
export interface Suite {
  /** One question. */
  same(name: string, ask: Ask, options?: CaseOptions): void
  /** One question, each column of whose answer is a case by its own name; `by` is the column that tells rows apart. */
  sameColumns(columns: readonly string[], by: string | undefined, ask: Ask, options?: CaseOptions): void
  /** One question that every leg refuses with the same code. */
  refused(name: string, code: string, ask: Ask): void
}

export interface CaseOptions {
  /** The legs that it is about. Default: those of the suite. */
  readonly legs?: readonly LegName[]
}

export interface SuiteOptions extends PlaceOptions {
  readonly legs?: readonly LegName[]
}

/** A data set, and the cases that are asked of it on every leg. */
export function suite(name: string, options: SuiteOptions, define: (suite: Suite) => void): void {
  describe(name, () => {
    const trails = new Map<string, Trail>()
    let place: Place
    const names = options.legs ?? LEGS.map(leg => leg.name)
    const legsOf = (of: CaseOptions = {}) => LEGS.filter(leg => (of.legs ?? names).includes(leg.name))

    beforeAll(async () => {
      place = await layPlace(inject('trino'), options)
      for (const leg of [REFERENCE, ...legsOf()]) trails.set(leg.name, await leg.open(place))
    })
    afterAll(async () => {
      for (const trail of trails.values()) await trail.close()
    })

    const answerOf = async (leg: Leg, ask: Ask): Promise<Answer> => {
      const trail = trails.get(leg.name)
      if (trail === undefined) throw new Error(`No trail for ${leg.name}`)
      return await ask(trail, place)
    }
    const legsAnswer = (ask: Ask, legs: readonly Leg[]) =>
      Promise.all(legs.map(leg => answerOf(leg, ask).catch((error: Error) => error)))

    define({
      same(caseName, ask, of) {
        test(caseName, async () => {
          const expected = await answerOf(REFERENCE, ask)
          const legs = legsOf(of)
          const answers = await legsAnswer(ask, legs)
          const wrong = legs.map((leg, i) => judged(name, caseName, leg.name, expected, answers[i]))
          tally(name, caseName, legs, wrong)
          expect(wrong.flatMap(({ wrong: found }) => found ?? [])).toEqual([])
        })
      },
      sameColumns(columns, by, ask, of) {
        const legs = legsOf(of)
        let asked: Promise<readonly (Answer | Error)[]> | undefined
        const all = () => (asked ??= legsAnswer(ask, [REFERENCE, ...legs]))
        test.each(columns)('%s', async column => {
          const wanted = by === undefined ? [column] : [by, column]
          const [first, ...answers] = (await all()).map(answer => onlyColumns(answer, wanted))
          if (first === undefined || first instanceof Error) throw first
          const wrong = legs.map((leg, i) => judged(name, column, leg.name, first, answers[i]))
          tally(name, column, legs, wrong)
          expect(wrong.flatMap(({ wrong: found }) => found ?? [])).toEqual([])
        })
      },
      refused(caseName, code, ask) {
        test(caseName, async () => {
          const legs = legsOf()
          const [first, ...answers] = (await legsAnswer(ask, [REFERENCE, ...legs])).map(codeOf)
          const marked = legs.map(leg => markOf(name, caseName, leg.name))
          tally(
            name,
            caseName,
            legs,
            marked.map(mark => ({ marks: mark === undefined ? 0 : 1 })),
          )
          expect(first).toBe(code)
          expect(answers).toEqual(marked.map(mark => (mark !== undefined && 'answers' in mark.gap ? 'answered' : code)))
        })
      },
    })
  })
}

function codeOf(answer: Answer | Error): string {
  if (!(answer instanceof Error)) return 'answered'
  return 'code' in answer ? String(answer.code) : errorText(answer)
}

function onlyColumns(answer: Answer | Error, names: readonly string[]): Answer | Error {
  if (answer instanceof Error) return answer
  return { rows: answer.rows.map(row => Object.fromEntries(names.map(name => [name, row[name]]))) }
}

/** What is wrong with an answer, and how many marks it took for nothing to be. */
interface Judged {
  readonly wrong?: string
  readonly marks: number
}

function judged(
  suiteName: string,
  caseName: string,
  leg: LegName,
  expected: Answer,
  answer: Answer | Error | undefined,
): Judged {
  const mark = markOf(suiteName, caseName, leg)
  const told = (wrong: string | undefined) => ({
    ...(wrong === undefined ? {} : { wrong: `${leg}: ${wrong}` }),
    marks: mark === undefined ? 0 : 1,
  })
  if (answer === undefined) return told('no answer')
  if (mark === undefined) return told(answer instanceof Error ? errorText(answer) : difference(expected, answer))
  const wrong = judgedByMark(mark.gap, expected, answer)
  return told(wrong === undefined ? undefined : `${wrong} (marked: ${mark.reason})`)
}

function markOf(suiteName: string, caseName: string, leg: LegName): Mark | undefined {
  const [mark, another] = MARKS.filter(({ suite: of, cases, legs }) => {
    const fits = cases instanceof RegExp ? cases.test(caseName) : cases.includes(caseName)
    return fits && of === suiteName && legs.includes(leg)
  })
  if (another !== undefined) throw new Error(`Two marks for ${caseName} on ${leg}`)
  return mark
}

function judgedByMark(gap: Gap, expected: Answer, answer: Answer | Error): string | undefined {
  if (answer instanceof Error) {
    const text = errorText(answer)
    return 'fails' in gap && gap.fails.test(text) ? undefined : text
  }
  const found = difference(expected, answer)
  if (found === undefined) return 'the mark is no longer needed: take it away'
  if ('fails' in gap) return `does not fail, but: ${found}`
  if ('differs' in gap) return gap.differs.test(found) ? undefined : found
  if ('json' in gap) return jsonDifference(expected, answer, gap.json)
  if ('rebuilt' in gap) return rebuiltDifference(expected, answer, gap.rebuilt)
  if ('lacks' in gap) return difference(asNothing(expected, gap.lacks), answer)
  return found
}

function errorText(error: Error): string {
  return 'code' in error ? `${String(error.code)}: ${error.message}` : (error.stack ?? error.message)
}

/** One line for each case, for the count at the end. */
export interface Tallied {
  readonly suite: string
  readonly case: string
  readonly legs: readonly string[]
  readonly marks: number
}

function tally(suiteName: string, caseName: string, legs: readonly Leg[], found: readonly Judged[]): void {
  const line: Tallied = {
    suite: suiteName,
    case: caseName,
    legs: legs.map(leg => leg.name),
    marks: found.reduce((sum, { marks }) => sum + marks, 0),
  }
  appendFileSync(join(inject('tally'), `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`)
}
