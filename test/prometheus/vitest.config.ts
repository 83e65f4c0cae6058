import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The tests that need Debian's `prometheus`. */
export default defineConfig({
  ...(base.resolve && { resolve: base.resolve }),
  test: {
    root,
    include: ['test/prometheus/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
