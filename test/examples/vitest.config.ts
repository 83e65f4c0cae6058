import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;

/** The suite that runs the examples. */
export default defineConfig({
  // One copy of graphql for all: see vitest.config.ts.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root,
    include: ['test/examples/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
