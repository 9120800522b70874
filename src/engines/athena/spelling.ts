import type { Spellings } from '../../sql/spelling.ts'
import { TRINO_SPELLINGS } from '../trino/spelling.ts'

/** Athena engine version 3 is Trino: what it writes differently stands here (Athena User Guide, "Engine version 3"). */
export const ATHENA_SPELLINGS: Spellings = { ...TRINO_SPELLINGS }
