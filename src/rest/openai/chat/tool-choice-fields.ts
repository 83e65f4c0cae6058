import { z } from 'zod';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import {
  emulated,
  honoured,
  honouredIf,
  membersOf,
  noted,
  objectOf,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { listOf, objectOr } from '../validation/schemas.ts';

const named = { name: honoured(z.string()) };

const functionChoiceFields = {
  type: honoured(z.literal('function')),
  function: membersOf(named),
};

const customChoiceFields = { type: honoured(z.literal('custom')), custom: membersOf(named) };

const namedTool = z.discriminatedUnion('type', [
  objectOf(functionChoiceFields),
  objectOf(customChoiceFields),
]);

/** A tool named by a choice, checked. */
export type NamedTool = z.output<typeof namedTool>;

const allowedToolsFields = {
  type: honoured(z.literal('allowed_tools')),
  allowed_tools: membersOf({
    mode: honoured(z.enum(['auto', 'required'])),
    tools: honoured(listOf(namedTool, { min: 1 })),
  }),
};

const choice = objectOr(
  z.discriminatedUnion('type', [
    objectOf(allowedToolsFields),
    objectOf(functionChoiceFields),
    objectOf(customChoiceFields),
  ]),
  z.enum(['none', 'auto', 'required']),
);

/** `tool_choice`, checked. */
export type ToolChoiceParam = z.output<typeof choice>;

const emulatedChoice = noted(
  '`none`, `auto` and `allowed_tools` are exact. `required` and a named tool are asked for in words, twice if need be.',
  emulated(choice.nullish(), {
    kind: 'variants',
    by: 'type',
    tables: new Map<unknown, FieldTable>([
      ['allowed_tools', allowedToolsFields],
      ['function', functionChoiceFields],
      ['custom', customChoiceFields],
    ]),
  }),
);

/** `tool_choice`. */
export function toolChoiceFor({ hasNativeTools }: Capabilities): typeof emulatedChoice {
  return honouredIf(hasNativeTools, emulatedChoice);
}

const legacyChoice = objectOr(objectOf(named), z.enum(['none', 'auto']));

/** `function_call`, checked. */
export type LegacyChoice = z.output<typeof legacyChoice>;

/** `function_call`, which `tool_choice` has replaced. */
export const functionCall = noted(
  'Deprecated. As `tool_choice`.',
  emulated(legacyChoice.nullish(), { kind: 'object', table: named }),
);
