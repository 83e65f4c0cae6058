import { z } from 'zod';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  noted,
  optionalMembersOf,
} from '../../validation/field-table.ts';
import type { Field, FieldTable, ObjectSchema } from '../../validation/field-table.ts';
import { jsonObject } from '../../validation/json-object.ts';
import { shortName } from '../../validation/schemas.ts';
import { variant, variantsOf } from '../../validation/variants.ts';

const checked = 'Checked as well. See [JSON answers](#json-answers).';

function formatTables({ hasNativeFormats }: Capabilities): ReadonlyMap<unknown, FieldTable> {
  return new Map<unknown, FieldTable>([
    ['text', { type: variant('text') }],
    [
      'json_schema',
      {
        type: variant('json_schema'),
        name: honoured(shortName),
        description: honouredIf(hasNativeFormats, ignored(z.string())),
        schema: honoured(jsonObject),
        strict: noted(
          hasNativeFormats
            ? checked
            : '`true`: the service holds the model to the schema. Otherwise it may be asked for in words. Checked either way, see [JSON answers](#json-answers).',
          honoured(z.boolean().nullish()),
        ),
      },
    ],
    [
      'json_object',
      {
        type: hasNativeFormats
          ? noted(checked, variant('json_object'))
          : noted(
              'Asked for in words, and checked. See [JSON answers](#json-answers).',
              emulated(z.literal('json_object')),
            ),
      },
    ],
  ]);
}

function textTable(capabilities: Capabilities) {
  const tables = formatTables(capabilities);
  return {
    format: honoured(variantsOf('type', tables).nullish(), {
      kind: 'variants',
      by: 'type',
      tables,
    }),
    verbosity: honoured(z.enum(['low', 'medium', 'high']).nullish()),
  } satisfies FieldTable;
}

/** The inside of `text`. */
export type TextTable = ReturnType<typeof textTable>;

/** `text`: the form of the answer, and how much it says. */
export function textFor(
  capabilities: Capabilities,
): Field<z.ZodOptional<z.ZodNullable<ObjectSchema<TextTable>>>> {
  return optionalMembersOf(textTable(capabilities));
}
