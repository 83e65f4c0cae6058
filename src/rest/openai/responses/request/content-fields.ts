import { z } from 'zod';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { addFault, unsupportedValue } from '../../validation/faults.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  itemsBy,
  noted,
  replayed,
} from '../../validation/field-table.ts';
import type { Field, FieldTable } from '../../validation/field-table.ts';
import { imageUrl } from '../../validation/image-url.ts';
import { listOf } from '../../validation/schemas.ts';
import { refusedVariant, replayedVariant, variant, variantsOf } from '../../validation/variants.ts';
import { show } from '../../validation/wording.ts';

const cacheHint = { prompt_cache_breakpoint: ignored(z.object({})) };
const text = honoured(z.string());

const textTables: readonly [string, FieldTable][] = [
  ['input_text', { type: variant('input_text'), text, ...cacheHint }],
  [
    'output_text',
    {
      type: variant('output_text'),
      text,
      annotations: replayed(),
      logprobs: replayed(),
      parsed: replayed(),
    },
  ],
  [
    'text',
    {
      type: noted('As `input_text`, for clients that write it so.', emulated(z.literal('text'))),
      text,
      ...cacheHint,
    },
  ],
];

const refusalTable: FieldTable = {
  type: noted('Reaches the model as text.', emulated(z.literal('refusal'))),
  refusal: text,
};

const detailWithoutLow = noted(
  'Codex has no `low`; all other values are honored.',
  ignored(z.enum(['auto', 'low', 'high', 'original']), 'auto', 'high', 'original'),
);

/** The gateway keeps no files. */
const noFile = z.unknown().superRefine((id, ctx) => {
  if (id !== undefined && id !== null) addFault(ctx, unsupportedValue(show(id)));
});

function imageTable({ hasImageDetail }: Capabilities): FieldTable {
  return {
    type: noted('Not in messages of the assistant.', variant('input_image')),
    file_id: { treatment: 'refused', schema: noFile.optional(), defaults: [] },
    image_url: noted('png, jpeg, gif or webp, inline or at an http(s) URL.', honoured(imageUrl)),
    detail: honouredIf(hasImageDetail, detailWithoutLow),
    ...cacheHint,
  };
}

/** Known to the contract, and not taken. */
const refusedTables: readonly [string, FieldTable][] = [
  ['input_file', { type: refusedVariant('input_file') }],
  ['input_audio', { type: refusedVariant('input_audio') }],
];

/** `content` of a message, or `output` of a call: a string, or parts. */
export function contentFor(owner: 'message' | 'output', capabilities: Capabilities): Field {
  const tables = new Map<unknown, FieldTable>([
    ...textTables,
    ['input_image', imageTable(capabilities)],
    owner === 'message'
      ? ['refusal', refusalTable]
      : ['encrypted_content', { type: replayedVariant('encrypted_content') }],
    ...refusedTables,
  ]);
  const schema = z.union([z.string(), listOf(variantsOf('type', tables))]);
  return honoured(schema, itemsBy('type', tables));
}
