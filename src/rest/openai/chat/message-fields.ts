import { z } from 'zod';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { addFault, invalid, missing, wrongType } from '../validation/faults.ts';
import {
  emulated,
  honoured,
  ignored,
  itemsBy,
  membersOf,
  noted,
  objectOf,
  refusedField,
  replayed,
} from '../validation/field-table.ts';
import type { Field, FieldTable } from '../validation/field-table.ts';
import { listOf, shortName } from '../validation/schemas.ts';
import { assistantContent, instructionContent, userContentFor } from './content-parts.ts';

const name = noted('The model is not told.', ignored(z.string()));

const callId = honoured(z.string().min(1));

const functionCallFields = { name: honoured(shortName), arguments: honoured(z.string()) };
const functionCallItem = {
  id: callId,
  type: honoured(z.literal('function')),
  function: membersOf(functionCallFields),
};
const customCallItem = {
  id: callId,
  type: honoured(z.literal('custom')),
  custom: membersOf({ name: honoured(shortName), input: honoured(z.string()) }),
};

const callTables = new Map<unknown, FieldTable>([
  ['function', functionCallItem],
  ['custom', customCallItem],
]);

const toolCall = z.discriminatedUnion('type', [
  objectOf(functionCallItem),
  objectOf(customCallItem),
]);

/** One call that an assistant message holds, checked. */
export type ToolCallParam = z.output<typeof toolCall>;

const systemFields = { role: honoured(z.literal('system')), content: instructionContent, name };
const developerFields = {
  role: honoured(z.literal('developer')),
  content: instructionContent,
  name,
};
const assistantFields = {
  role: honoured(z.literal('assistant')),
  content: assistantContent,
  refusal: noted('Taken for the text where there is none.', honoured(z.string().nullish())),
  tool_calls: noted(
    'Each is followed by its `tool` message.',
    honoured(listOf(toolCall).nullish(), itemsBy('type', callTables)),
  ),
  function_call: noted(
    'Deprecated. The next message is its `function` message.',
    emulated(objectOf(functionCallFields).nullish(), {
      kind: 'object',
      table: functionCallFields,
    }),
  ),
  audio: refusedField(z.object({})),
  reasoning_content: replayed(),
  reasoning: replayed(),
  annotations: replayed(),
  name,
};
const functionFields = {
  role: noted('Deprecated.', emulated(z.literal('function'))),
  content: honoured(z.string().nullable()),
  name: honoured(z.string()),
};

const assistantMessage = objectOf(assistantFields).superRefine((message, ctx) => {
  const { content, refusal, tool_calls, function_call } = message;
  if (function_call && tool_calls?.length) {
    addFault(ctx, invalid("cannot be given together with 'tool_calls'."), ['function_call']);
  }
  if (typeof (content ?? refusal) === 'string' || content) return;
  if (function_call || tool_calls?.length) return;
  const fault = content === null ? wrongType('one of a string or an array', 'null') : missing;
  addFault(ctx, fault, ['content']);
});

/** The rows of the roles whose messages may hold pictures. */
function pictureTablesFor(capabilities: Capabilities) {
  const content = userContentFor(capabilities);
  return {
    user: { role: honoured(z.literal('user')), content, name },
    tool: { role: honoured(z.literal('tool')), content, tool_call_id: callId },
  };
}

function messageSchema({ user, tool }: ReturnType<typeof pictureTablesFor>) {
  return z.discriminatedUnion('role', [
    objectOf(systemFields),
    objectOf(developerFields),
    objectOf(user),
    assistantMessage,
    objectOf(tool),
    objectOf(functionFields),
  ]);
}

/** One message of a chat request, checked. */
export type ChatMessage = z.output<ReturnType<typeof messageSchema>>;

/** `messages`: at least one, each by the fields of its role. */
export function messagesFor(capabilities: Capabilities): Field<z.ZodType<ChatMessage[]>> {
  const { user, tool } = pictureTablesFor(capabilities);
  const tables = new Map<unknown, FieldTable>([
    ['system', systemFields],
    ['developer', developerFields],
    ['user', user],
    ['assistant', assistantFields],
    ['tool', tool],
    ['function', functionFields],
  ]);
  return honoured(listOf(messageSchema({ user, tool }), { min: 1 }), itemsBy('role', tables));
}
