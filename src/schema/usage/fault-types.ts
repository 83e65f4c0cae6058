import { errorRow } from '../../errors/error-table.ts';
import type { ErrorSummary, RefusalSummary } from '../../usage/faults.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { shownSurface } from '../chat/surface-type.ts';
import type { Builder } from '../kit/builder.ts';
import type { ErrorCodeRef } from '../kit/error-code.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ErrorSummary: ErrorSummary;
    Refusal: RefusalSummary;
  }
}

/** `ErrorSummary` and `Refusal`. */
export function addFaultTypes(
  builder: Builder,
  enums: CompletionEnums,
  errorCode: ErrorCodeRef,
): void {
  builder.objectType('ErrorSummary', {
    description: 'The completions that failed with one error.',
    fields: (t) => ({
      code: t.expose('code', { type: errorCode, description: 'What they failed with.' }),
      completions: t.exposeInt('completions', { description: 'How many they are.' }),
      newest: t.expose('newest', {
        type: 'CompletionRecord',
        nullable: true,
        description: 'The one that ended last.',
      }),
      remedy: t.string({
        description: 'What to do about it, for people.',
        resolve: ({ code }) => errorRow(code).advice,
      }),
    }),
  });
  builder.objectType('Refusal', {
    description:
      'Requests that were answered with an error before a completion started, of the same reason, key, program and surface. They are not among the completions of `usage` and `errors`.',
    fields: (t) => ({
      reason: t.expose('reason', { type: errorCode, description: 'Why they were refused.' }),
      keyName: t.exposeString('keyName', {
        nullable: true,
        description:
          'Name of the API key, or `origin:URL` for a web page; null for other clients without a key, and where the key was wrong.',
      }),
      program: t.exposeString('program', {
        nullable: true,
        description:
          'The program as in `Client.program`, or `other` for all but the first 50 of an hour; null if it does not say.',
      }),
      surface: t.field({
        type: enums.surface,
        nullable: true,
        description: 'The API that was asked; null where the path belongs to none.',
        resolve: ({ surface }) => (surface === null ? null : shownSurface(surface)),
      }),
      surfaceName: t.exposeString('surface', {
        nullable: true,
        description: 'The name of the surface as text, also where `surface` is `OTHER`.',
      }),
      count: t.exposeInt('count', { description: 'How many requests they are.' }),
      newestAt: t.expose('newestAt', {
        type: 'DateTime',
        description: 'When the last one was refused.',
      }),
      remedy: t.string({
        description: 'What to do about it, for people.',
        resolve: ({ reason }) => errorRow(reason).advice,
      }),
    }),
  });
}
