import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,contract,faults}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    retry: 0,
    // A loaded machine is slow, and no less right.
    expect: { poll: { timeout: 10_000 } },
  },
});
