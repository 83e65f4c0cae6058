import type { UsageFacts } from '../../usage/usage-store.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    UsageDatabase: UsageFacts;
  }
}

/** `UsageDatabase`. */
export function addUsageDatabase(builder: Builder): void {
  builder.objectType('UsageDatabase', {
    description: 'What is kept of ended completions and of usage.',
    fields: (t) => ({
      retentionDays: t.int({
        description: 'How many days it is kept: see `--usage-days`.',
        resolve: (_facts, _args, { usage }) => usage.retentionDays,
      }),
      bytes: t.expose('bytes', { type: 'SafeInt', description: 'The space in use, in bytes.' }),
      oldestAt: t.expose('oldestAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When the oldest completion in it ended; null where there is none.',
      }),
    }),
  });
}
