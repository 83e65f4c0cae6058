import { accessOptions } from './options/access.ts';
import { alertsOptions } from './options/alerts.ts';
import { codexOptions } from './options/codex.ts';
import { graphqlOptions } from './options/graphql.ts';
import { modelsOptions } from './options/models.ts';
import { queueOptions } from './options/queue.ts';
import { recordsOptions } from './options/records.ts';
import { threadsOptions } from './options/threads.ts';
import type { OptionSpec } from './options/option.ts';

/** Every setting, in groups with a title. `docs/settings.md` follows from it. */
export const optionGroups: readonly (readonly [
  title: string,
  options: Readonly<Record<string, OptionSpec<unknown>>>,
])[] = [
  ['Address and access', accessOptions],
  ['Models and answers', modelsOptions],
  ['Queue and time limits', queueOptions],
  ['Threads that wait', threadsOptions],
  ['Dashboard and GraphQL', graphqlOptions],
  ['Files and log', recordsOptions],
  ['Alerts', alertsOptions],
  ['Codex', codexOptions],
];

/** Every setting. The command line and `--help` follow from it. */
export const options = {
  ...accessOptions,
  ...modelsOptions,
  ...queueOptions,
  ...threadsOptions,
  ...graphqlOptions,
  ...recordsOptions,
  ...alertsOptions,
  ...codexOptions,
} as const;

type Options = typeof options;

/** Those without a fallback. */
type Unset =
  | 'alertSecretFile'
  | 'alertUrl'
  | 'codexBin'
  | 'codexProfile'
  | 'configFile'
  | 'fallbackModel'
  | 'persistedDocuments'
  | 'port'
  | 'prices';

/** The settings in force. Those without a fallback are undefined when unset. */
export type Config = {
  readonly [K in keyof Options]: Options[K] extends { parse: (text: string) => infer T }
    ? K extends Unset
      ? T | undefined
      : T
    : never;
};
