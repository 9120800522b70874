/** What stands before and behind a changed line, for a person to find it. */
const CONTEXT = 2

/**
 * The lines that differ between two texts, as `diff -u` shows them: `-` is only in the old, `+` only in the new.
 * '' where they are the same.
 */
export function textDiff(old: string, fresh: string): string {
  const edits = editsOf(old.split('\n'), fresh.split('\n'))
  const near = (at: number) => edits.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(([sign]) => sign !== ' ')
  const out: string[] = []
  for (const [at, [sign, line]] of edits.entries()) {
    if (near(at)) out.push(`${sign} ${line}`.trimEnd())
    else if (out.length > 0 && out.at(-1) !== '…') out.push('…')
  }
  while (out.at(-1) === '…' || out.at(-1) === '') out.pop()
  return out.join('\n')
}

type Edit = readonly [sign: ' ' | '-' | '+', line: string]

/** Kept, removed and added lines: by the longest common run of the part that is not the same at both ends. */
function editsOf(old: readonly string[], fresh: readonly string[]): readonly Edit[] {
  const least = Math.min(old.length, fresh.length)
  let head = 0
  while (head < least && old[head] === fresh[head]) head++
  let tail = 0
  while (tail < least - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++
  const a = old.slice(head, old.length - tail)
  const b = fresh.slice(head, fresh.length - tail)
  return [
    ...old.slice(0, head).map((line): Edit => [' ', line]),
    ...middle(a, b),
    ...old.slice(old.length - tail).map((line): Edit => [' ', line]),
  ]
}

/** What is compared line by line, lines of one times lines of the other; beyond that all are told as changed. */
const MOST_PAIRS = 16_000_000

function middle(a: readonly string[], b: readonly string[]): readonly Edit[] {
  if (a.length * b.length > MOST_PAIRS) {
    return [...a.map((line): Edit => ['-', line]), ...b.map((line): Edit => ['+', line])]
  }
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const edits: Edit[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      edits.push([' ', left])
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      edits.push(['-', left])
      i++
    } else {
      edits.push(['+', right ?? ''])
      j++
    }
  }
  return edits
}
