import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The tests that need containers, proxies and Debian's packages: `npm run test:deploy`. */
export default defineConfig({
  ...(base.resolve && { resolve: base.resolve }),
  test: {
    root,
    include: ['test/deploy/*.test.ts'],
    testTimeout: 120_000,
    // Makes a Debian, and builds the image.
    hookTimeout: 900_000,
    expect: { poll: { timeout: 60_000 } },
    // Two of them use the same Debian.
    fileParallelism: false,
  },
});
