import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// They need more, and have commands of their own: `npm run test:clients`, `test:deploy`,
// `test:examples`, `test:machine`, `test:prometheus`.
const ofOtherCommands = ['clients', 'deploy', 'examples', 'machine', 'prometheus'].map(
  (folder) => `test/${folder}/`,
);
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('test', ...file.split(path.sep)))
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => !ofOtherCommands.some((folder) => file.startsWith(folder)));
const alone = files.filter((file) =>
  readFileSync(file, 'utf8').startsWith('// In a process of its own: '),
);

export default defineConfig({
  resolve: {
    // Vite picks graphql's ESM build and Node its CommonJS one; two copies of one class do not
    // recognise each other. One entry for both.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    setupFiles: ['test/support/check-answers.ts', 'test/support/end-after-failure.ts'],
    // On a busy machine everything takes longer; what has to be quick is measured by its test.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // More than two cores need: some tests wait most of their time.
    maxWorkers: 5,
    projects: [
      {
        extends: true,
        test: {
          // Loads the gateway once per worker, and starts one for all files that need no options.
          name: 'together',
          include: files.filter((file) => !alone.includes(file)),
          isolate: false,
          env: { SHARED_PROCESS: 'yes' },
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
