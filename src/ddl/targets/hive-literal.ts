import { checkText } from '../names.ts'

/**
 * A string of Hive's DDL. Not the string of a query: here a backslash escapes, and a doubled quote is two strings whose
 * quote is lost in silence.
 *
 * Source: Apache Hive, `BaseSemanticAnalyzer.unescapeSQLString`; Amazon Athena User Guide, "Escape a single quote".
 */
export function hiveLiteral(text: string): string {
  // What has no letter of its own, or is at home on no keyboard, is left as it is: Hive reads UTF-8.
  const escaped = checkText(text, 'A value', 512_000).replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n')
  return `'${escaped}'`
}

/** A name in Hive's DDL. Quoted always: 138 words are reserved there, `date` and `timestamp` among them. */
export function hiveName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
