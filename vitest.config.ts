import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // `make conformance` runs them: they need a Trino server.
    exclude: [...configDefaults.exclude, 'test/conformance/**'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    globalSetup: 'test/cli/built.ts',
    env: { NO_COLOR: '1', TZ: 'Pacific/Chatham' },
  },
})
