import type { OutputValue } from './types.ts'

/**
 * A value as the text that a person would expect, or undefined for NULL. JSON text stays as it is; a list is JSON too
 * (`["a","b"]`), so that it can be read back.
 */
export function valueText(value: OutputValue | undefined): string | undefined {
  if (value === null || value === undefined) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
