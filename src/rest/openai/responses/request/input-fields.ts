import { z } from 'zod';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import {
  emulated,
  honoured,
  honouredIf,
  itemsBy,
  noted,
  replayed,
} from '../../validation/field-table.ts';
import type { Field, FieldTable } from '../../validation/field-table.ts';
import { listOf, shortName } from '../../validation/schemas.ts';
import { replayedVariant, variant, variantsOf } from '../../validation/variants.ts';
import { contentFor } from './content-fields.ts';
import { toolsFor } from './tool-fields.ts';

/** Items that every engine passes on unchanged. */
const passedTypes = [
  'web_search_call',
  'image_generation_call',
  'tool_search_call',
  'tool_search_output',
  'local_shell_call',
  'compaction',
  'context_compaction',
  'agent_message',
] as const;

/** Items that Codex drops, and the service itself takes. */
const droppedTypes = [
  'file_search_call',
  'computer_call',
  'computer_call_output',
  'code_interpreter_call',
  'local_shell_call_output',
  'shell_call',
  'shell_call_output',
  'apply_patch_call',
  'apply_patch_call_output',
  'mcp_list_tools',
  'mcp_approval_request',
  'mcp_approval_response',
  'mcp_call',
  'program',
  'program_output',
] as const;

/** Items that have no meaning here. */
const emptyTypes = ['configuration_update', 'ghost_snapshot'] as const;

/** Clients write null for what an answer did not have. */
const optionalText = honoured(z.string().nullish());
const callId = honoured(z.string().min(1));
/** What every item may have. */
const itemFields = { id: optionalText, status: replayed() };

function messageTable(capabilities: Capabilities): FieldTable {
  return {
    type: noted('May be left out where there is a `role`.', variant('message')),
    role: honoured(z.enum(['user', 'assistant', 'system', 'developer'])),
    content: contentFor('message', capabilities),
    phase: honoured(z.enum(['commentary', 'final_answer']).nullish()),
    ...itemFields,
  };
}

const reasoningTable: FieldTable = {
  type: noted(
    'With `encrypted_content` it reaches the model again. Without, the stored item takes its place; where there is none, it is left out.',
    variant('reasoning'),
  ),
  summary: honoured(listOf(z.object({ text: z.string() })).nullish()),
  encrypted_content: optionalText,
  content: replayed(),
  ...itemFields,
};

function callTables(capabilities: Capabilities): [string, FieldTable][] {
  const called = { call_id: callId, name: honoured(shortName), namespace: optionalText };
  const more = { caller: replayed(), ...itemFields };
  const returned = {
    call_id: callId,
    output: contentFor('output', capabilities),
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
        tools: toolsFor(capabilities),
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

/** Items that only their id and type are known of. */
function opaqueTables({ hasRawTools }: Capabilities): [string, FieldTable][] {
  const row = (type: string, isPassed: boolean): [string, FieldTable] => [
    type,
    { type: isPassed ? variant(type) : replayedVariant(type), id: optionalText },
  ];
  return [
    ...passedTypes.map((type) => row(type, true)),
    ...droppedTypes.map((type) => row(type, hasRawTools)),
    ...emptyTypes.map((type) => row(type, false)),
  ];
}

/** `input` as a list of items, each by the fields of its type. */
export function inputFor(capabilities: Capabilities): Field<z.ZodType<object[]>> {
  const tables = new Map<unknown, FieldTable>([
    ['message', messageTable(capabilities)],
    ['reasoning', reasoningTable],
    ...callTables(capabilities),
    ...signalTables(capabilities),
    ...opaqueTables(capabilities),
  ]);
  return honoured(listOf(variantsOf('type', tables)), itemsBy('type', tables));
}
