import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;

/** The tests that need more of the machine than Node: `sh`, `curl` and its certificates. */
export default defineConfig({
  test: { root, include: ['test/machine/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
});
