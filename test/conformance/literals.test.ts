import { LONG } from '../sql/hostile.ts'
import { HOSTILE, MANY, ONE, REFUSED, TELLABLE } from '../sql/hostile-trail.ts'
import { codeOf, inParts } from '../sql/logs.ts'
import { IN_UTC } from './legs.ts'
import { deliver } from './place.ts'
import { suite } from './suite.ts'

// The hostile texts of test/sql: told to every engine as literals, names and patterns, and read from records.

function write(folder: string): void {
  deliver(
    folder,
    HOSTILE.flatMap(({ records, place }) => records.map(record => ({ record, place }))),
  )
}

/** A list is written with commas, and blanks around its items don't count. */
const ITEMS = TELLABLE.filter(text => !text.includes(',') && text.trim() === text)
/** Every so many of them. */
const some = (texts: readonly string[], many: number) =>
  texts.filter((_, i) => i % Math.max(1, Math.floor(texts.length / many)) === 0)

const one = { account: ONE, allTime: true }
const many = { account: MANY, allTime: true }

suite('hostile texts', { schema: 'hostile', write, legs: IN_UTC }, ({ same }) => {
  for (const [i, part] of inParts(TELLABLE, 400).entries()) {
    same(`as values (${i + 1})`, async trail => ({
      rows: await trail
        .scope(one)
        .selectFrom('events')
        .select(eb => part.map((text, n) => eb.val(text).as(`v${n}`)))
        .execute(),
    }))
  }
  for (const [i, part] of inParts(TELLABLE, 1200).entries()) {
    same(`in conditions, and read from records (${i + 1})`, async trail => ({
      rows: await trail
        .scope(many)
        .selectFrom('events')
        .select(['event_id', 'event_name', 'caller', 'resource', 'request_parameters'])
        .where('event_name', 'in', part)
        .orderBy('event_id')
        .execute(),
    }))
  }
  // Names that differ in case only are no two columns.
  const names = [...new Map(TELLABLE.map(text => [text.toLowerCase(), text])).values()]
  for (const [i, part] of inParts(names, 400).entries()) {
    same(`as names of columns (${i + 1})`, async trail => ({
      rows: await trail
        .scope(one)
        .selectFrom('events')
        .select(eb => part.map((name, n) => eb.lit(n).as(name)))
        .execute(),
    }))
  }
  const patterns = some(ITEMS, 40)
  const wild = (text: string) => [`${text}*`, `*${text}`, `*${text}*`, `x*${text}*y`]
  for (const [name, event] of [
    ['as names in a scope', some(ITEMS, 400)],
    ['as patterns in a scope', patterns.flatMap(wild)],
  ] as const) {
    same(name, async trail => ({
      rows: await trail
        .scope({ ...many, event })
        .selectFrom('events')
        .select('event_id')
        .orderBy('event_id')
        .execute(),
    }))
  }
  same('in order', async trail => ({
    rows: await trail.scope(many).selectFrom('events').select('event_name').orderBy('event_name').execute(),
  }))
  same('what no engine hands back unchanged is refused', async trail => {
    const asked = (text: string) =>
      codeOf(() => trail.scope(one).selectFrom('events').select('event_id').where('event_name', '=', text).execute())
    return { rows: await Promise.all(some(REFUSED, 50).map(async text => ({ text, code: await asked(text) }))) }
  })
  for (const length of [900_000, LONG.length]) {
    same(`${length} characters`, async trail => ({
      rows: await trail
        .scope(one)
        .selectFrom('events')
        .select(eb => eb.val(LONG.slice(0, length)).as('v'))
        .execute(),
    }))
  }
})
