// Checked by tsc, never run: the interfaces that `make sync` prints say what the declarations say.
import type { SCOPE_PARAMS, ScopeInput } from '../../src/events/index.ts'
import type { ParamInput } from '../../src/param.ts'
import type { RowOf } from '../../src/queries/define.ts'
import type { QUERIES } from '../../src/queries/index.ts'
import type { QueryInputs, QueryRows } from '../../src/queries/types.ts'
import type { Equal, Expect } from './equal.ts'

type Canned = (typeof QUERIES)[number]
type Declared<Id extends Canned['id']> = Extract<Canned, { readonly id: Id }>
type Flat<T> = { [K in keyof T]: T[K] }

type Scope = Expect<Equal<Flat<ScopeInput>, Flat<ParamInput<typeof SCOPE_PARAMS>>>>
type Ids = [Expect<Equal<keyof QueryInputs, Canned['id']>>, Expect<Equal<keyof QueryRows, Canned['id']>>]

type DeclaredInput<Id extends Canned['id']> = Flat<
  Omit<ParamInput<typeof SCOPE_PARAMS>, keyof Declared<Id>['params']> &
    ParamInput<Declared<Id>['params']> & { readonly limit?: number | undefined }
>
/** The ids whose printed input is another than the declared one; `never` where all agree. */
type OtherInputs = {
  [Id in Canned['id']]: Equal<Flat<QueryInputs[Id]>, DeclaredInput<Id>> extends true ? never : Id
}[Canned['id']]
type OtherRows = {
  [Id in Canned['id']]: Equal<Flat<QueryRows[Id]>, RowOf<Declared<Id>['columns']>> extends true ? never : Id
}[Canned['id']]

export type Printed = [Scope, Ids, Expect<Equal<OtherInputs, never>>, Expect<Equal<OtherRows, never>>]
