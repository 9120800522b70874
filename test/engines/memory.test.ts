import { describe, expect, test } from 'vitest'

import { memory } from '../../src/engines/duckdb/memory.ts'

const MIB = 1024 ** 2

describe('DuckDB’s memory', () => {
  test('is 2 GiB beside what it books for reading, twice the largest object for each thread', () => {
    expect(memory(16 * MIB, 8)).toEqual({ threads: 8, limitMib: 2048 + 8 * 32 })
    expect(memory(40 * MIB, 8)).toEqual({ threads: 8, limitMib: 2048 + 8 * 80 })
  })
  test('is enough for small objects, of which DuckDB books as for usual ones', () => {
    expect(memory(0, 4)).toEqual({ threads: 4, limitMib: 2048 + 4 * 32 })
  })
  test('is not booked for more threads than there is room for', () => {
    expect(memory(16 * MIB, 192)).toEqual({ threads: 64, limitMib: 4096 })
    expect(memory(100 * MIB, 64)).toEqual({ threads: 10, limitMib: 2048 + 10 * 200 })
    expect(memory(512 * MIB, 64)).toEqual({ threads: 2, limitMib: 4096 })
  })
})
