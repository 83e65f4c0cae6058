import { z } from 'zod';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { honoured, otherMembers } from '../../validation/field-table.ts';
import type { FieldTable } from '../../validation/field-table.ts';
import { anyObject, listOf, present } from '../../validation/schemas.ts';
import { replayedVariant, variant, variantsOf } from '../../validation/variants.ts';
import { optionalText } from './item-fields.ts';

/** Items that Codex drops (measured on 0.171.0), and that the service itself takes. */
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

const anything = honoured(z.unknown().optional());
const text = honoured(z.string());
const objects = honoured(listOf(anyObject));
const status = honoured(z.enum(['in_progress', 'completed', 'incomplete']).nullish());

const agentParts = new Map<unknown, FieldTable>([
  ['input_text', { type: variant('input_text'), text }],
  ['encrypted_content', { type: variant('encrypted_content'), encrypted_content: text }],
]);

/** Items that every engine passes on, with the members that Codex reads. */
const passed: readonly [string, FieldTable][] = [
  ['web_search_call', { action: honoured(anyObject.nullish()), status: optionalText }],
  ['image_generation_call', { result: optionalText, status: optionalText }],
  [
    'tool_search_call',
    {
      arguments: honoured(present),
      call_id: optionalText,
      execution: optionalText,
      status: optionalText,
    },
  ],
  [
    'tool_search_output',
    { tools: objects, call_id: optionalText, execution: optionalText, status: optionalText },
  ],
  [
    'local_shell_call',
    {
      action: honoured(z.object({ type: z.literal('exec'), command: listOf(z.string()) })),
      call_id: optionalText,
      status,
    },
  ],
  ['compaction', { encrypted_content: text }],
  ['context_compaction', { encrypted_content: optionalText }],
  [
    'agent_message',
    { author: text, recipient: text, content: honoured(listOf(variantsOf('type', agentParts))) },
  ],
];

/** The rows of items that the gateway does not read itself. All their members are passed on. */
export function passedTables({ hasRawTools }: Capabilities): [string, FieldTable][] {
  const row = (type: string, isPassed: boolean): [string, FieldTable] => [
    type,
    {
      type: isPassed ? variant(type) : replayedVariant(type),
      id: optionalText,
      [otherMembers]: anything,
    },
  ];
  return [
    ...passed.map(([type, table]): [string, FieldTable] => [
      type,
      { type: variant(type), id: optionalText, ...table, [otherMembers]: anything },
    ]),
    ...droppedTypes.map((type) => row(type, hasRawTools)),
    ...emptyTypes.map((type) => row(type, false)),
  ];
}
