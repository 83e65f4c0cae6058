import type { Builder } from './builder.ts';

/** `Query`, `Mutation` and `Subscription`. Each feature adds its fields. */
export function addRootTypes(builder: Builder): void {
  builder.queryType({ description: 'Reads. Nothing here starts or stops anything.' });
  builder.mutationType({
    description: 'Starts and stops completions, and logs Codex in and out.',
  });
  builder.subscriptionType({ description: 'What happens, as it happens.' });
}
