import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;
const common = {
  root,
  setupFiles: ['test/support/check-answers.ts', 'test/support/end-after-failure.ts'],
  testTimeout: 20_000,
  hookTimeout: 30_000,
  // Loads the gateway once per worker.
  isolate: false,
};

/** As in the root's configuration. */
const oneGraphql = { find: /^graphql$/, replacement: 'graphql/index.js' };

const onDirectEngine = {
  test: {
    ...common,
    name: 'direct engine',
    include: ['agents', 'ai-sdk', 'langchain', 'llamaindex', 'openai'].map(
      (library) => `test/clients/${library}*.test.ts`,
    ),
    env: { CODEX_SERVE_TEST_ENGINE: 'direct' },
  },
};

/** Whether the caller has chosen one engine for all. */
const isChosen = process.env['CODEX_SERVE_TEST_ENGINE'] !== undefined;

/**
 * The suites: those that know an engine on both, and that of the OpenAI SDK once more on its last major
 * version. Those of GraphQL know no engine.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias: [oneGraphql] },
        test: { ...common, name: 'clients', include: ['test/clients/*.test.ts'] },
      },
      ...(isChosen ? [] : [onDirectEngine]),
      {
        resolve: { alias: [{ find: /^openai(?=\/|$)/, replacement: 'openai6' }] },
        test: {
          ...common,
          name: 'openai 6',
          include: ['test/clients/openai.test.ts', 'test/clients/openai-responses.test.ts'],
        },
      },
    ],
  },
});
