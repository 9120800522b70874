import type { Part } from './plan.ts'
import { Rng } from './rng.ts'

const DUPLICATE_RATE = 0.005
/** Copies of the day before's records make it 2.6 % together. */
const LATE_RATE = 0.0245

/** Where a record has its origin: together with the seed that is all there is to know of it. */
export interface Place {
  readonly part: Part
  readonly position: number
  readonly late: boolean
}

/** Decides, for every place, whether a record of its own stands there, a late one, or one delivered a second time. */
export class Delivery {
  readonly #seed: number
  readonly #rng: Rng

  constructor(seed: number) {
    this.#seed = seed
    this.#rng = new Rng(seed)
  }

  at(part: Part, position: number): Place {
    const fate = this.#fate(part, position)
    if (fate === 'copy' && part.previous !== undefined) {
      const { previous } = part
      const first = this.#rng.below(previous.records)
      // Copies of copies would make a third delivery, copies of late records one that is two days late.
      for (let i = 0; i < Math.min(8, previous.records); i++) {
        const candidate = (first + i) % previous.records
        if (this.#fate(previous, candidate) === 'own') return { part: previous, position: candidate, late: false }
      }
    }
    return { part, position, late: fate === 'late' }
  }

  #fate(part: Part, position: number): 'own' | 'late' | 'copy' {
    this.#rng.reseed(this.#seed + 1, part.index + 16, position)
    const roll = this.#rng.unit()
    if (roll < LATE_RATE) return 'late'
    return roll < LATE_RATE + DUPLICATE_RATE && part.previous !== undefined ? 'copy' : 'own'
  }
}
