import type { Definition, DerivedColumn } from './column.ts'
import { caller, callerKind, principal, session, viaService } from './identity.ts'
import { bareErrorCode, errorClass, failed } from './outcome.ts'
import { resource } from './resource.ts'
import { account, eventBase, isWrite, networkOrigin, region, service } from './service.ts'

/** Every derived column of `events`, by name. */
export const DERIVED_COLUMNS = {
  service,
  account,
  region,
  caller,
  principal,
  session,
  caller_kind: callerKind,
  via_service: viaService,
  network_origin: networkOrigin,
  failed,
  error_class: errorClass,
  is_write: isWrite,
  event_base: eventBase,
  resource,
} as const satisfies Record<string, DerivedColumn>

/** What several definitions stand on without being a column. */
export const STEPS = { bare_error_code: bareErrorCode } as const satisfies Record<string, Definition>

/** The name of a step. */
export type StepName = keyof typeof STEPS

/** The name of a derived column. */
export type DerivedName = keyof typeof DERIVED_COLUMNS

export type { DerivedColumn } from './column.ts'
