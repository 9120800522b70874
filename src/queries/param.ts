/** The kinds of parameter that a query can declare. */
export { choice, flag, integer, list, requiredText, text } from '../param.ts'
