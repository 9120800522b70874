import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 400_000,
    globalSetup: 'test/conformance/setup.ts',
    env: { NO_COLOR: '1', TZ: 'Pacific/Chatham' },
  },
})
