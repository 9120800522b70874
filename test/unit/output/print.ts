import type { Format, OutputColumn, OutputRow, OutputType, View } from '../../../src/output/index.ts'

/** Columns from `name type` words: `columns('service text', 'events bigint')`. */
export function columns(...words: `${string} ${OutputType}`[]): OutputColumn[] {
  return words.map(word => {
    const at = word.lastIndexOf(' ')
    return { name: word.slice(0, at), type: word.slice(at + 1) as OutputType }
  })
}

/** What a format prints for these batches, and its footnotes. */
export async function print(
  format: Format,
  head: readonly OutputColumn[],
  batches: readonly (readonly OutputRow[])[],
  view: Partial<View> = {},
): Promise<{ text: string; chunks: string[]; notes: string[] }> {
  async function* source() {
    yield* batches
  }
  const notes: string[] = []
  const chunks: string[] = []
  const whole: View = { color: false, shorten: false, note: text => notes.push(text), ...view }
  for await (const chunk of format.write(head, source(), whole)) chunks.push(chunk)
  return { text: chunks.join(''), chunks, notes }
}
