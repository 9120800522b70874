import { defineConfig } from 'vitest/config'

/** The heavy judges: `make judges`. */
export default defineConfig({
  test: {
    include: ['test/ddl/judges/**/*.judge.ts', 'test/athena/**/*.judge.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: 'test/cli/built.ts',
    maxWorkers: 2,
    env: { NO_COLOR: '1', TZ: 'Pacific/Chatham' },
  },
})
