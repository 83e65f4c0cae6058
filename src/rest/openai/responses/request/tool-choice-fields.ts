import { z } from 'zod';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { emulated, honoured, honouredIf, itemsBy, noted } from '../../validation/field-table.ts';
import type { Field, FieldTable } from '../../validation/field-table.ts';
import { listOf, objectOr } from '../../validation/schemas.ts';
import { refusedVariant, variant, variantsOf, type Variants } from '../../validation/variants.ts';
import { webSearchNames } from './tool-effects.ts';
import { refusedToolTypes } from './tool-fields.ts';

const name = honoured(z.string().min(1));
const namespace = honoured(z.string().nullish());

/** Tools as a choice names them. */
function namedTables(): [unknown, FieldTable][] {
  return [
    ['function', { type: variant('function'), name, namespace }],
    ['custom', { type: variant('custom'), name, namespace }],
    ...webSearchNames.map((type): [string, FieldTable] => [
      type,
      { type: noted('A 400 while the web search is off.', variant(type)) },
    ]),
  ];
}

/** `tool_choice`: a word, or the tools that the model may or must call. */
export function toolChoiceFor({ hasNativeTools }: Capabilities): Field {
  const named: Variants = new Map([
    ...namedTables(),
    ['tool_search', { type: variant('tool_search') }],
    ['namespace', { type: variant('namespace'), name }],
  ]);
  const tables: Variants = new Map<unknown, FieldTable>([
    ...namedTables(),
    [
      'allowed_tools',
      {
        type: variant('allowed_tools'),
        mode: honoured(z.enum(['auto', 'required'])),
        tools: honoured(listOf(variantsOf('type', named), { min: 1 }), itemsBy('type', named)),
      },
    ],
    ...refusedToolTypes.map((type): [string, FieldTable] => [type, { type: refusedVariant(type) }]),
  ]);
  const choice = objectOr(variantsOf('type', tables), z.enum(['none', 'auto', 'required']));
  const field = emulated(choice.nullish(), { kind: 'variants', by: 'type', tables });
  return noted(
    hasNativeTools
      ? 'Held by the service.'
      : '`none`, `auto` and `allowed_tools` are exact. `required` and a named tool are asked for in words, twice if need be.',
    honouredIf(hasNativeTools, field),
  );
}
