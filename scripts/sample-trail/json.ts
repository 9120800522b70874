/** What JSON can hold. A member that is undefined is left out when the record is printed. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}
