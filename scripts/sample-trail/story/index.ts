// The story: what a made-up record shop, Larkspur Records, did in AWS in the first twenty days of November 2026.
// Each file tells one thread and returns its records; it may use everything above this folder, and threads that make
// the same kind of thing use each other's. To add a thread: one file, and one line here.
import type { SampleRecord } from '../sitting.ts'
import { cacheResized } from './caches.ts'
import { daxResized } from './dax.ts'
import { everyDay } from './every-day.ts'
import { housekeeping } from './housekeeping.ts'
import { insights } from './insights.ts'
import { throttledAfternoon } from './instances.ts'
import { intrusion } from './intrusion.ts'
import { search } from './search.ts'
import { shortcuts } from './shortcuts.ts'
import { signIns } from './sign-ins.ts'
import { tables } from './tables.ts'
import { terraformRuns } from './terraform.ts'
import { warehouse } from './warehouse.ts'

/** Every event of the sample once. */
export function story(): readonly SampleRecord[] {
  return [
    ...everyDay(),
    ...terraformRuns(),
    ...warehouse(),
    ...search(),
    ...insights(),
    ...tables(),
    ...cacheResized(),
    ...daxResized(),
    ...throttledAfternoon(),
    ...signIns(),
    ...shortcuts(),
    ...intrusion(),
    ...housekeeping(),
  ]
}
