/** A question put together by chance, and whether it names what it must not. */
export interface Generated {
  readonly text: string
  readonly reaches: boolean
}

/** Names that questions define, and that a trap stands behind in the engine where they have not. */
export const NAMES = ['t1', 't2', 'T3', '"t 4"'] as const

const TRAPS = ["read_text('x')", 'duckdb_settings()', "query('FROM t1')", 'main.t1', 'main.events', 'sqlite_master']
const CALLS = ["getvariable('x')", "trailq_read_left('x')", "current_setting('threads')", '"Read_Text"(\'x\')']

/** Stands behind what must not be named. */
const MARK = '/* reaches out */'

/** Writes SELECTs over `events(a)` and tables of their own with a column `a`, nested at random. */
export class Writer {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  question(): Generated {
    const text = this.#select([], 3)
    return { text, reaches: text.includes(MARK) }
  }

  /** Between 0 and `below`, itself not in it: mulberry32. */
  #chance(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }

  #one<T>(...options: readonly T[]): T {
    return options[this.#chance(options.length)] as T
  }

  /** @param inSight the tables that names mean here */
  #select(inSight: readonly string[], depth: number): string {
    if (depth > 0 && this.#chance(3) === 0) return this.#with(inSight, depth)
    const select = `SELECT ${this.#expression(inSight, depth)} AS a FROM ${this.#table(inSight, depth)}`
    const filtered = this.#chance(3) === 0 ? `${select} WHERE ${this.#condition(inSight, depth)}` : select
    if (depth === 0 || this.#chance(4) > 0) return filtered
    return `(${filtered}) ${this.#one('UNION', 'UNION ALL', 'EXCEPT')} (${this.#select(inSight, depth - 1)})`
  }

  #with(inSight: readonly string[], depth: number): string {
    const recursive = this.#chance(2) === 0
    const definitions: string[] = []
    let seen = inSight
    for (const name of NAMES.filter(() => this.#chance(2) === 0)) {
      const body =
        recursive && this.#chance(2) === 0 ? this.#repeated(name, seen, depth - 1) : this.#select(seen, depth - 1)
      definitions.push(`${name}${this.#one('', '(a)')} AS ${this.#one('', 'MATERIALIZED ')}(${body})`)
      seen = [...seen, name]
    }
    if (definitions.length === 0) return this.#select(inSight, depth - 1)
    const select = `SELECT a FROM ${this.#table(seen, depth - 1)}`
    return `WITH ${recursive ? 'RECURSIVE ' : ''}${definitions.join(', ')} ${select}`
  }

  /** A definition that repeats itself: its own name means itself behind the UNION, and something else before. */
  #repeated(name: string, seen: readonly string[], depth: number): string {
    const first = `SELECT a FROM ${this.#table(seen, depth)}`
    return `${first} UNION SELECT x.a FROM ${name} x, ${this.#table([...seen, name], 0)} y WHERE false`
  }

  #table(inSight: readonly string[], depth: number): string {
    switch (this.#chance(depth > 0 ? 9 : 5)) {
      case 0:
        return this.#named(inSight)
      case 1:
        return this.#chance(12) === 0 ? this.#trap(this.#one(...TRAPS)) : 'EVENTS'
      case 5:
      case 6:
        return `(${this.#select(inSight, depth - 1)}) AS s`
      case 7:
        return `events e JOIN (SELECT a AS b FROM ${this.#table(inSight, depth - 1)}) j ON e.a = j.b`
      case 8:
        return `events e, LATERAL (${this.#one('SELECT e.a AS b', `SELECT max(a) AS b FROM ${this.#table(inSight, depth - 1)}`)}) l`
      default:
        return 'events'
    }
  }

  #named(inSight: readonly string[]): string {
    const name = this.#one(...NAMES)
    return inSight.includes(name) ? this.#one(name, name.toUpperCase().replace('"T 4"', '"T 4"')) : this.#trap(name)
  }

  #trap(text: string): string {
    return `${text} ${MARK}`
  }

  #expression(inSight: readonly string[], depth: number): string {
    switch (this.#chance(depth > 0 ? 7 : 4)) {
      case 0:
        return this.#chance(20) === 0 ? this.#trap(this.#one(...CALLS)) : `upper(a)`
      case 4:
        return `(SELECT max(a) FROM (${this.#select(inSight, depth - 1)}) q)`
      case 5:
        return `CASE WHEN ${this.#condition(inSight, depth - 1)} THEN a ELSE ${this.#expression(inSight, depth - 1)} END`
      case 6:
        return `list_transform([a], lambda v: ${this.#chance(20) === 0 ? this.#trap(this.#one(...CALLS)) : 'v'})[1]`
      default:
        return 'a'
    }
  }

  #condition(inSight: readonly string[], depth: number): string {
    if (depth <= 0) return 'a IS NOT NULL'
    const select = this.#select(inSight, depth - 1)
    return this.#one(`a IN (${select})`, `EXISTS (${select})`, `a = ANY (${select})`, 'a IS NOT NULL')
  }
}
