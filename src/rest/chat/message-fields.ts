import { z } from 'zod';
import { addFault, missing, unsupportedValue, wrongType } from '../validation/faults.ts';
import {
  honoured,
  ignored,
  ignoredInItems,
  objectOf,
  refusedField,
} from '../validation/field-table.ts';
import type { Field, FieldTable } from '../validation/field-table.ts';
import { listOf } from '../validation/schemas.ts';
import { show } from '../validation/wording.ts';
import { assistantContent, instructionContent, userContent } from './content-parts.ts';

const name = ignored(z.string());

const systemFields = { role: honoured(z.literal('system')), content: instructionContent, name };
const developerFields = {
  role: honoured(z.literal('developer')),
  content: instructionContent,
  name,
};
const userFields = { role: honoured(z.literal('user')), content: userContent, name };
const assistantFields = {
  role: honoured(z.literal('assistant')),
  content: assistantContent,
  refusal: honoured(z.string().nullish()),
  tool_calls: refusedField(z.array(z.unknown())),
  function_call: refusedField(z.object({})),
  audio: refusedField(z.object({})),
  reasoning_content: ignored(z.unknown()),
  reasoning: ignored(z.unknown()),
  annotations: ignored(z.unknown()),
  name,
};

const messageTables = new Map<unknown, FieldTable>([
  ['system', systemFields],
  ['developer', developerFields],
  ['user', userFields],
  ['assistant', assistantFields],
]);

const assistantMessage = objectOf(assistantFields).superRefine((message, ctx) => {
  if (typeof (message.content ?? message.refusal) === 'string' || message.content) return;
  const fault =
    message.content === null ? wrongType('one of a string or an array', 'null') : missing;
  addFault(ctx, fault, ['content']);
});

/** A role that the contract knows and this server does not take. */
function refusedRole<T extends string>(role: T): z.ZodObject<{ role: z.ZodLiteral<T> }> {
  const literal = z.literal(role).superRefine((value, ctx) => {
    addFault(ctx, unsupportedValue(show(value)));
  });
  return z.object({ role: literal });
}

const chatMessage = z.discriminatedUnion('role', [
  objectOf(systemFields),
  objectOf(developerFields),
  objectOf(userFields),
  assistantMessage,
  refusedRole('tool'),
  refusedRole('function'),
]);

/** One message of a chat request, checked. */
export type ChatMessage = z.output<typeof chatMessage>;

/** `messages`: at least one, each by the fields of its role. */
export const messages: Field<z.ZodType<ChatMessage[]>> = honoured(
  listOf(chatMessage, { min: 1 }),
  (value) => ignoredInItems(value, 'role', messageTables),
);
