/** Every pair of bytes as four hex digits: ids are most of what is drawn. */
const HEX4 = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'))
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * A small fast generator (sfc32) that can be set to any (seed, stream, position) at once, so that one record can be
 * made again without making those before it.
 */
export class Rng {
  #a = 0
  #b = 0
  #c = 0
  #d = 1

  constructor(seed: number, stream = 0, position = 0) {
    this.reseed(seed, stream, position)
  }

  reseed(seed: number, stream: number, position: number): void {
    this.#a = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0
    this.#b = Math.imul(stream ^ 0x7f4a7c15, 0xc2b2ae35) | 0
    this.#c = Math.imul(position ^ 0x165667b1, 0x27d4eb2f) | 0
    this.#d = 1
    for (let i = 0; i < 12; i++) this.u32()
  }

  u32(): number {
    const t = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    return t >>> 0
  }

  /** At least 0, below 1. */
  unit(): number {
    return this.u32() / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.unit() * limit)
  }

  pick<T>(list: readonly T[]): T {
    return at(list, this.below(list.length))
  }

  /** `digits` lower-case hex digits. */
  hex(digits: number): string {
    let text = ''
    while (text.length < digits) {
      const word = this.u32()
      text += at(HEX4, word >>> 16) + at(HEX4, word & 0xffff)
    }
    return text.slice(0, digits)
  }

  uuid(): string {
    const [a, b, c, d] = [this.u32(), this.u32(), this.u32(), this.u32()]
    return `${at(HEX4, a >>> 16)}${at(HEX4, a & 0xffff)}-${at(HEX4, b >>> 16)}-4${at(HEX4, b & 0xffff).slice(1)}-${at(
      HEX4,
      (c >>> 16) | 0x8000,
    )}-${at(HEX4, c & 0xffff)}${at(HEX4, d >>> 16)}${at(HEX4, d & 0xffff)}`
  }

  /** Letters and digits, as in file-name suffixes and tokens. */
  letters(length: number): string {
    let text = ''
    for (let i = 0; i < length; i++) text += LETTERS[this.below(62)]
    return text
  }
}

/** The element at `index`, which the caller knows to exist. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index]
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`)
  return value
}

/** A choice by weight with one look-up: the weights spread over 4,096 slots. */
export class Weighted<T> {
  readonly #slots: T[] = []

  constructor(choices: readonly (readonly [T, number])[]) {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
    let upTo = 0
    for (const [value, weight] of choices) {
      upTo += weight
      while (this.#slots.length < Math.round((upTo / total) * 4096)) this.#slots.push(value)
    }
  }

  pick(rng: Rng): T {
    return at(this.#slots, rng.u32() >>> 20)
  }
}
