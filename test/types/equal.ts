/** Whether two types are one and the same: readonly, optional and `any` count. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles for `true` only. */
export type Expect<T extends true> = T

/** What an async iterable hands out. */
export type Item<T> = T extends AsyncIterable<infer Row> ? Row : never
