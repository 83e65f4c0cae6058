import type { Credits, QuotaWindow } from '../../codex/engine/account.ts';
import { readExhaustedAt } from '../../quota/read-exhausted-at.ts';
import type { Builder } from '../kit/builder.ts';
import type { QuotaKind } from './quota-kind.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Credits: Credits;
    QuotaWindow: QuotaWindow;
  }
}

/** `QuotaWindow`. */
export function addQuotaWindow(builder: Builder, kind: QuotaKind): void {
  builder.objectType('QuotaWindow', {
    description: 'How much of one limit is used up, over one span of time.',
    fields: (t) => ({
      limitId: t.exposeString('limitId', {
        description: 'The limit that it belongs to, `codex`. Each has up to two windows.',
      }),
      limitName: t.exposeString('limitName', {
        nullable: true,
        description: "The service's name for the limit; null where it has none.",
      }),
      kind: t.expose('kind', { type: kind, description: 'Which window of the limit it is.' }),
      usedPercent: t.exposeFloat('usedPercent', {
        description: 'How much is used up, 0 to 100. At 100 chats fail with `INSUFFICIENT_QUOTA`.',
      }),
      windowMinutes: t.exposeInt('windowMinutes', {
        nullable: true,
        description: 'Length of the window in minutes; null when unknown.',
      }),
      resetsAt: t.expose('resetsAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When it is empty again; null when unknown.',
      }),
      observedAt: t.expose('observedAt', {
        type: 'DateTime',
        description:
          'When the service last reported this; to the minute, where it repeated what it had reported before.',
      }),
      exhaustedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'When it will be used up at the present rate: that of the readings over the last quarter of its length. Null where it lasts until its reset, and where the readings are too few or too old to tell. For a window that is used up, when that was first read.',
        resolve: async (window, _args, { quota }) => await readExhaustedAt(window, quota),
      }),
    }),
  });
}

/** `Credits`. */
export function addCredits(builder: Builder): void {
  builder.objectType('Credits', {
    description: 'What an account may use beyond its quota.',
    fields: (t) => ({
      hasCredits: t.exposeBoolean('hasCredits', { description: 'Whether there are any left.' }),
      isUnlimited: t.exposeBoolean('isUnlimited', {
        description: 'Whether the account may use as much as it wants.',
      }),
      balance: t.exposeString('balance', {
        nullable: true,
        description: 'How many are left, as the service writes it; null where it does not say.',
      }),
    }),
  });
}
