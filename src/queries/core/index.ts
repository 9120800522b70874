import { failedCalls } from './failed-calls.ts'

/** Pack core: the questions that every trail is asked first. */
export const CORE = [failedCalls] as const
