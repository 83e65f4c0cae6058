import type { EnumRef } from '@pothos/core';
import type { QuotaWindow } from '../../codex/engine/account.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';

/** The enum `QuotaWindowKind`, for the fields that have it. */
export type QuotaKind = EnumRef<SchemaTypes, QuotaWindow['kind']>;

/** `QuotaWindowKind`. */
export function addQuotaKind(builder: Builder): QuotaKind {
  return builder.enumType('QuotaWindowKind', {
    description: 'Which of the two windows of a limit it is.',
    values: {
      PRIMARY: { value: 'primary', description: 'The shorter one, of some hours.' },
      SECONDARY: { value: 'secondary', description: 'The longer one, of a week for instance.' },
    } as const,
  });
}
