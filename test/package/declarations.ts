import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'

/** A declaration file that a user's compiler reads. */
export interface DeclarationFile {
  readonly path: string
  readonly text: string
}

/** Every declaration file that the public door leads to. */
export function declarationsFrom(door: string): readonly DeclarationFile[] {
  const found = new Map<string, string>()
  const visit = (path: string) => {
    if (found.has(path)) return
    const text = readFileSync(path, 'utf8')
    found.set(path, text)
    for (const [, target = ''] of withoutComments(text).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      visit(join(dirname(path), target.replace(/\.[jt]s$/, '.d.ts')))
    }
  }
  visit(door)
  return [...found].map(([path, text]) => ({ path, text }))
}

/** Code alone: comments and what stands between quotes taken out, imports' targets left in. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

/** A block of TypeScript in a text of documentation. */
export interface Block {
  readonly line: number
  readonly code: string
}

/** The blocks marked `ts` of a Markdown text. */
export function markdownBlocks(text: string): readonly Block[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(({ index, 1: code = '' }) => ({
    line: text.slice(0, index).split('\n').length + 1,
    code,
  }))
}

/** The blocks marked `ts` of the documentation comments of a file. */
export function commentBlocks(text: string): readonly Block[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ index, 0: comment }) => {
    const before = text.slice(0, index).split('\n').length - 1
    const inner = comment.replace(/^ *\* ?/gm, '')
    return markdownBlocks(inner).map(({ line, code }) => ({ line: before + line, code }))
  })
}

/** The expressions of one-line examples: `@example` and code between backticks. */
export function inlineExamples(text: string): readonly string[] {
  return [...text.matchAll(/@example `([^`]+)`/g)].map(([, code = '']) => code)
}

/** The packages that a module imports or requires, Node's own and trailq left out. */
export function packagesNamed(code: string): readonly string[] {
  const targets = code.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["']((?:@[\w.-]+\/)?[\w-][\w./:-]*)["']/g)
  const names = [...targets].map(([, target = '']) =>
    target
      .split('/')
      .slice(0, target.startsWith('@') ? 2 : 1)
      .join('/'),
  )
  return names.filter(name => name !== 'trailq' && !isBuiltin(name))
}
