import { PothosValidationError, type InputObjectRef } from '@pothos/core';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import { GraphQLError } from 'graphql';
import { durationMs } from '../../codex/completion/times.ts';
import type { CompletionRecord, RecordKey, RecordSelection } from '../../usage/usage-store.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { searchDescription, searchedText } from '../chat/search-argument.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import { asPageOf } from '../kit/page-input.ts';
import { toFilter, type FilterArgument } from './usage-fields.ts';

/** `Query.completionRecords`. */
export function addRecordsQuery(
  builder: Builder,
  enums: CompletionEnums,
  filter: InputObjectRef<SchemaTypes, FilterArgument>,
): void {
  builder.queryField('completionRecords', (t) =>
    t.connection(
      {
        type: 'CompletionRecord',
        description:
          'The completions that have ended, newest first unless `orderBy` says otherwise, kept across restarts. Those of other API keys are left out, unless this one is an admin key.',
        args: {
          filter: t.arg({ type: filter, description: 'Which are listed. Default: all.' }),
          search: t.arg.string({ description: searchDescription }),
          from: t.arg({
            type: 'DateTime',
            description: 'Only those that ended then or later. Default: all that are kept.',
          }),
          to: t.arg({
            type: 'DateTime',
            description: 'Only those that ended before. Default: all up to now.',
          }),
          orderBy: t.arg({
            type: enums.order,
            defaultValue: 'newest',
            description: 'Which come first. `NEWEST` goes by their ends.',
          }),
        },
        resolve: async (_root, args, { usage }) => {
          const selection = toSelection(args);
          const order = args.orderBy ?? 'newest';
          const page = await asPageOf(
            'completionRecords',
            args,
            async () =>
              await resolveCursorConnection<Promise<readonly CompletionRecord[]>>(
                { args, toCursor: (record) => toCursor(record, order) },
                async ({ before, after, limit, inverted }) =>
                  await usage.completionRecords({
                    ...selection,
                    order,
                    ...(after !== undefined && { before: toKey(after, order) }),
                    ...(before !== undefined && { after: toKey(before, order) }),
                    limit,
                    isOldestFirst: inverted,
                  }),
              ),
          );
          return { ...page, selection };
        },
      },
      {
        name: 'CompletionRecordConnection',
        description: 'A page of the list of records.',
        fields: (connection) => ({
          totalCount: connection.int({
            complexity: 10,
            description: 'How many match, on all pages. They are counted only if this is selected.',
            resolve: async ({ selection }, _args, { usage }) => await usage.countRecords(selection),
          }),
        }),
      },
      { name: 'CompletionRecordEdge', description: 'A record and its place in the list.' },
    ),
  );
}

interface SelectionArguments {
  readonly filter?: FilterArgument | null | undefined;
  readonly search?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

function toSelection({ filter, search, from, to }: SelectionArguments): RecordSelection {
  if (from && to && from >= to) {
    throw new GraphQLError('completionRecords: from must be before to.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return {
    filter: toFilter(filter),
    search: searchedText('completionRecords', search),
    from: from ?? undefined,
    to: to ?? undefined,
  };
}

type Order = 'newest' | 'longest';

/** `PLACE`, or `MS.PLACE` where the duration decides. */
function toCursor(record: CompletionRecord, order: Order): string {
  return order === 'newest' ? `${record.place}` : `${durationMs(record)}.${record.place}`;
}

function toKey(cursor: string, order: Order): RecordKey {
  const form =
    order === 'newest' ? /^(?<place>\d{1,15})$/ : /^(?<ms>\d{1,15})\.(?<place>\d{1,15})$/;
  const { ms = '0', place } = form.exec(cursor)?.groups ?? {};
  if (place === undefined) throw new PothosValidationError(`Invalid cursor (${cursor})`);
  return { place: Number(place), ms: Number(ms) };
}
