import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Vite picks graphql's ESM build and Node its CommonJS one; two copies of one class do not
    // recognise each other. One entry for both.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // They need more, and have commands of their own: `npm run test:clients`, `test:examples`,
    // `test:machine`.
    exclude: ['**/node_modules/**', 'test/clients/**', 'test/examples/**', 'test/machine/**'],
    setupFiles: ['test/support/check-answers.ts', 'test/support/end-after-failure.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
