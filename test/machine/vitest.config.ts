import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The tests that need more of the machine than Node: `sh`, `curl` and its certificates. */
export default defineConfig({
  ...(base.resolve && { resolve: base.resolve }),
  test: { root, include: ['test/machine/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
});
