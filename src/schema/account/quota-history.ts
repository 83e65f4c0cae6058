import { InvalidRequestError } from '../../errors/errors.ts';
import type { QuotaReading } from '../../quota/quota-history.ts';
import type { Builder } from '../kit/builder.ts';
import type { QuotaKind } from './quota-kind.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    QuotaReading: QuotaReading;
  }
}

const hourMs = 60 * 60 * 1000;

/** Two months, longer than any window is kept. */
const maxHours = 62 * 24;

/** `QuotaReading`, and `quotaHistory` on `Query`. */
export function addQuotaHistory(builder: Builder, kind: QuotaKind): void {
  builder.objectType('QuotaReading', {
    description: 'How much of one limit was used up at one time, as the service reported it.',
    fields: (t) => ({
      limitId: t.exposeString('limitId', { description: 'See `QuotaWindow.limitId`.' }),
      kind: t.expose('kind', {
        type: kind,
        description: 'Which window of the limit it is.',
      }),
      windowMinutes: t.exposeInt('windowMinutes', {
        nullable: true,
        description: 'Length of the window in minutes; null when unknown.',
      }),
      usedPercent: t.exposeFloat('usedPercent', { description: 'How much was used up, 0 to 100.' }),
      resetsAt: t.expose('resetsAt', {
        type: 'DateTime',
        nullable: true,
        description:
          'When the window was to be reset; null when unknown. Readings with one reset, give or take a minute, belong together.',
      }),
      observedAt: t.expose('observedAt', {
        type: 'DateTime',
        description: 'When the service reported this.',
      }),
    }),
  });
  builder.queryField('quotaHistory', (t) =>
    t.field({
      type: ['QuotaReading'],
      description:
        'The readings of the quota, oldest first. They are taken where the service reports them, with answers or while somebody watches the account, and survive restarts. Each change of a percent or more has one, and other readings at most one a minute for each window; of those older than a day, the last of each ten minutes is kept. They are kept for the longest window, and at least for a week. At most 10,000, the newest. Readings of an earlier login are among them. Empty for a client that does not see all.',
      args: {
        hours: t.arg.int({
          defaultValue: 24,
          required: true,
          description: `How far back, in hours: 1 to ${maxHours}.`,
        }),
      },
      resolve: async (_root, { hours }, { caller, quota }) => {
        if (hours < 1 || hours > maxHours) {
          throw new InvalidRequestError('invalid_value', `hours must be from 1 to ${maxHours}.`, {
            param: 'hours',
          });
        }
        if (!caller.seesAll) return [];
        return [...(await quota.readings(new Date(Date.now() - hours * hourMs)))];
      },
    }),
  );
}
