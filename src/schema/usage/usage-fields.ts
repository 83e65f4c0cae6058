import type { InputObjectRef } from '@pothos/core';
import { GraphQLError } from 'graphql';
import type { Completion } from '../../codex/completion/completion.ts';
import type { ErrorCode } from '../../errors/error-table.ts';
import { InvalidRequestError } from '../../errors/errors.ts';
import type { FaultQuery } from '../../usage/faults.ts';
import type { UsageFilter } from '../../usage/usage-store.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { ErrorCodeRef } from '../kit/error-code.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { surfacesOf, type ShownSurface } from '../chat/surface-type.ts';
import { completionOfRecord } from '../node/ids.ts';

/** What a filter argument holds; null says as little as nothing. */
export interface FilterArgument {
  readonly model?: string | null | undefined;
  readonly keyName?: string | null | undefined;
  readonly surface?: ShownSurface | null | undefined;
  readonly program?: string | null | undefined;
  readonly status?: Completion['status'] | null | undefined;
  readonly errorCode?: ErrorCode | null | undefined;
  readonly effort?: string | null | undefined;
}

interface FaultArguments {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly filter?: FilterArgument | null | undefined;
}

/** The fields of `Query` that are about the past, but for the list of records. Gives `UsageFilter`. */
export function addUsageQuery(
  builder: Builder,
  enums: CompletionEnums,
  errorCode: ErrorCodeRef,
): InputObjectRef<SchemaTypes, FilterArgument> {
  const filter = builder.inputRef<FilterArgument>('UsageFilter').implement({
    description: 'Which completions are meant. What is left out does not matter.',
    fields: (t) => ({
      model: t.string({ description: 'Those of the model with this id.' }),
      keyName: t.string({ description: 'Those of the API key with this name.' }),
      surface: t.field({ type: enums.surface, description: 'Those of this surface.' }),
      program: t.string({ description: 'Those of this program, as in `Client.program`.' }),
      status: t.field({ type: enums.status, description: 'Those that ended like this.' }),
      errorCode: t.field({ type: errorCode, description: 'Those that failed with this.' }),
      effort: t.string({ description: 'Those with this reasoning effort.' }),
    }),
  });
  const granularity = builder.enumType('UsageGranularity', {
    description: 'How long a bucket is.',
    values: {
      MINUTE: {
        value: 'minute',
        description: 'A minute. For the last 3 hours only.',
      },
      HOUR: { value: 'hour', description: 'An hour.' },
      DAY: {
        value: 'day',
        description:
          'A day, from midnight to midnight in `timeZone`. It is made of the whole UTC hours that begin in it: where midnight is within an hour, as in India, that hour counts in the day in which it begins.',
      },
    } as const,
  });
  const dimension = builder.enumType('UsageDimension', {
    description: 'What totals can be grouped by.',
    values: {
      MODEL: { value: 'model', description: 'The model.' },
      KEY: { value: 'key', description: 'The API key.' },
      SURFACE: { value: 'surface', description: 'The surface.' },
      PROGRAM: { value: 'program', description: 'The program, as in `Client.program`.' },
      STATUS: { value: 'status', description: 'How completions ended.' },
      ERROR_CODE: { value: 'errorCode', description: 'What completions failed with.' },
      EFFORT: { value: 'effort', description: 'The reasoning effort.' },
    } as const,
  });

  builder.queryFields((t) => ({
    usage: t.field({
      type: 'UsageReport',
      description:
        'What was used over time, kept across restarts; of other API keys only for an admin key. A completion counts in the minute, the hour and the day in which it ended.',
      args: {
        from: t.arg({
          type: 'DateTime',
          description:
            'Where it begins; at most 1000 buckets before `to`. Default: 60 minutes, 24 hours, or 7 days, before `to`.',
        }),
        to: t.arg({ type: 'DateTime', description: 'Where it ends. Default: now.' }),
        granularity: t.arg({
          type: granularity,
          defaultValue: 'hour',
          description: 'How long a bucket is.',
        }),
        timeZone: t.arg.string({
          defaultValue: 'UTC',
          description:
            'The IANA name of the time zone whose days are meant, as in `Europe/Berlin`.',
        }),
        groupBy: t.arg({
          type: [dimension],
          defaultValue: [],
          description:
            'What the totals are grouped by. A report of more than 2000 buckets is refused.',
        }),
        filter: t.arg({ type: filter, description: 'Which completions count. Default: all.' }),
      },
      resolve: async (_root, args, { usage }) =>
        await asRange('usage', async () => {
          const query = {
            from: args.from ?? undefined,
            to: args.to ?? undefined,
            granularity: args.granularity ?? 'hour',
            timeZone: args.timeZone ?? 'UTC',
            groupBy: args.groupBy ?? [],
            filter: toFilter(args.filter),
          };
          return await usage.report(query);
        }),
    }),
    errors: t.field({
      type: ['ErrorSummary'],
      description:
        'Why completions failed, the most frequent error first; those of other API keys only for an admin key.',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Default: 24 hours before `to`.' }),
        to: t.arg({ type: 'DateTime', description: 'Default: now.' }),
        filter: t.arg({ type: filter, description: 'Which completions count. Default: all.' }),
      },
      resolve: async (_root, args, { usage }) =>
        await asRange('errors', async () => [...(await usage.errors(toFaultQuery(args)))]),
    }),
    refusals: t.field({
      type: ['Refusal'],
      description:
        'Requests that were refused, on any API: at most 1000 groups, the largest first. They count by the whole UTC hours that the time touches. Those of other API keys, and of callers without a valid key, only for an admin key.',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Default: 24 hours before `to`.' }),
        to: t.arg({ type: 'DateTime', description: 'Default: now.' }),
        filter: t.arg({
          type: filter,
          description:
            'Which requests count. `errorCode` means the reason; a refused request has no model and no effort. Default: all.',
        }),
      },
      resolve: async (_root, args, { usage }) =>
        await asRange('refusals', async () => [...(await usage.refusals(toFaultQuery(args)))]),
    }),
    completionRecord: t.field({
      type: 'CompletionRecord',
      nullable: true,
      description:
        'A completion that has ended; null when none of that id is kept that this API key may see.',
      args: {
        id: t.arg.id({ required: true, description: "The record's ID, or its completion's." }),
      },
      resolve: async (_root, { id }, { usage }) =>
        (await usage.completionRecord(completionOfRecord(id) ?? id)) ?? null,
    }),
  }));
  return filter;
}

/** Reads a report; arguments that make none become an error that names them. */
async function asRange<T>(field: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new GraphQLError(`${field}: ${error.message}`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
}

function toFaultQuery({ from, to, filter }: FaultArguments): FaultQuery {
  return { from: from ?? undefined, to: to ?? undefined, filter: toFilter(filter) };
}

/** The filter that an argument stands for. */
export function toFilter(argument: FilterArgument | null | undefined): UsageFilter {
  const { model, keyName, surface, program, status, errorCode, effort } = argument ?? {};
  return {
    ...(model != null && { model }),
    ...(keyName != null && { keyName }),
    ...(surface != null && { surfaces: surfacesOf(surface) }),
    ...(program != null && { program }),
    ...(status != null && { status }),
    ...(errorCode != null && { errorCode }),
    ...(effort != null && { effort }),
  };
}
