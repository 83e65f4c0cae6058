import { z } from 'zod';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import {
  emulated,
  honoured,
  honouredIf,
  itemsBy,
  listedAt,
  noted,
  replayed,
} from '../../validation/field-table.ts';
import type { Field, FieldTable } from '../../validation/field-table.ts';
import { listOf, shortName } from '../../validation/schemas.ts';
import { variant, variantsOf } from '../../validation/variants.ts';
import { contentFor } from './content-fields.ts';
import { itemFields, optionalText } from './item-fields.ts';
import { passedTables } from './passed-fields.ts';
import { toolsFor } from './tool-fields.ts';

const callId = honoured(z.string().min(1));

function messageTable(capabilities: Capabilities): FieldTable {
  return {
    type: noted('May be left out where there is a `role`.', variant('message')),
    role: honoured(z.enum(['user', 'assistant', 'system', 'developer'])),
    content: contentFor('message', capabilities),
    phase: honoured(z.enum(['commentary', 'partial_answer', 'final_answer']).nullish()),
    ...itemFields,
  };
}

const reasoningTable: FieldTable = {
  type: noted(
    'With `encrypted_content` it reaches the model again. Without, the stored item takes its place; where there is none, it is left out.',
    variant('reasoning'),
  ),
  ...itemFields,
  summary: honoured(listOf(z.object({ text: z.string() })).nullish()),
  encrypted_content: optionalText,
  content: replayed(),
};

function callTables(capabilities: Capabilities): [string, FieldTable][] {
  const called = { call_id: callId, name: honoured(shortName), namespace: optionalText };
  const more = { caller: replayed(), ...itemFields };
  const returned = {
    call_id: noted(
      'Null for what no call asked for: the model sees it as a message of the user.',
      honoured(z.string().min(1).nullable()),
    ),
    output: listedAt('input[type=message].content', contentFor('output', capabilities)),
    name: replayed(),
    namespace: replayed(),
    ...more,
  };
  const customCall = noted('A function to the model.', emulated(z.literal('custom_tool_call')));
  return [
    [
      'function_call',
      {
        type: variant('function_call'),
        ...called,
        arguments: honoured(z.string()),
        parsed_arguments: replayed(),
        ...more,
      },
    ],
    ['function_call_output', { type: variant('function_call_output'), ...returned }],
    [
      'custom_tool_call',
      {
        type: honouredIf(capabilities.hasCustomTools, customCall),
        ...called,
        input: honoured(z.string()),
        ...more,
      },
    ],
    ['custom_tool_call_output', { type: variant('custom_tool_call_output'), ...returned }],
  ];
}

function signalTables(capabilities: Capabilities): [string, FieldTable][] {
  return [
    [
      'item_reference',
      {
        type: noted(
          'The stored item takes its place. An object with an `id` alone is one too.',
          emulated(z.literal('item_reference')),
        ),
        id: honoured(z.string().min(1)),
      },
    ],
    [
      'additional_tools',
      {
        type: noted('Its tools count as if in `tools`.', emulated(z.literal('additional_tools'))),
        role: honoured(z.literal('developer').nullish()),
        tools: listedAt('tools', toolsFor(capabilities)),
        ...itemFields,
      },
    ],
    [
      'compaction_trigger',
      {
        type: noted(
          'The answer is one `compaction` item.',
          emulated(z.literal('compaction_trigger')),
        ),
        ...itemFields,
      },
    ],
  ];
}

/** `input` as a list of items, each by the fields of its type. */
export function inputFor(capabilities: Capabilities): Field<z.ZodType<object[]>> {
  const tables = new Map<unknown, FieldTable>([
    ['message', messageTable(capabilities)],
    ['reasoning', reasoningTable],
    ...callTables(capabilities),
    ...signalTables(capabilities),
    ...passedTables(capabilities),
  ]);
  return honoured(listOf(variantsOf('type', tables)), itemsBy('type', tables));
}
