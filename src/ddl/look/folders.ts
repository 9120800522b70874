/** A tree of folders, wherever it is. */
export interface Folders {
  /** The names of the folders right below one; its own name ends in a slash, or is '' for the top. */
  list(folder: string): Promise<readonly string[]>
}

/** As many folders are listed at once. */
const AT_ONCE = 16

/** Each item's answer, in order, so many at once. */
export async function forEach<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers = new Array<R>(items.length)
  const waiting = items.entries()
  const worker = async () => {
    for (const [at, item] of waiting) answers[at] = await ask(item)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
  return answers
}
