import { TrailqError } from '../errors.ts'

/**
 * A database's or table's name, as the catalog, Athena and Terraform all take it without ado.
 *
 * Source: Amazon Athena User Guide, "Name databases, tables, and columns" (letters, digits, underscore, 255 at most;
 * names are stored in lower case).
 *
 * @throws TrailqError BAD_NAME
 */
export function checkName(name: string, what: 'database' | 'table'): string {
  if (/^[a-z0-9_]{1,255}$/.test(name)) return name
  const mended = name.toLowerCase().replace(/[^a-z0-9_]+/g, '_')
  const next = /^[a-z0-9_]*[a-z0-9][a-z0-9_]*$/.test(mended) ? ` Write ${mended.slice(0, 255)}.` : ''
  throw new TrailqError('BAD_NAME', `${JSON.stringify(name)} can't be the name of a ${what}`, {
    next: `Names have lower-case letters, digits and underscores, at most 255.${next}`,
  })
}

/**
 * Text that every grammar can hold: no control character but a line's end, no half of a surrogate pair.
 *
 * @throws TrailqError BAD_LITERAL
 */
export function checkText(text: string, what: string, limit: number): string {
  const control = /[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/.exec(text)?.[0]
  if (control !== undefined) {
    const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    throw new TrailqError('BAD_LITERAL', `${what} holds a control character (U+${code})`, {
      next: 'Take it out.',
    })
  }
  if (!text.isWellFormed()) {
    throw new TrailqError('BAD_LITERAL', `${what} holds half of a surrogate pair`, { next: 'Take it out.' })
  }
  if (text.length > limit) {
    throw new TrailqError('BAD_LITERAL', `${what} has ${text.length} characters; ${limit} are allowed`, {
      next: 'Make it shorter.',
    })
  }
  return text
}
