import { z } from 'zod';
import { maxTools } from '../../../codex/completion/bounds.ts';
import { addFault, unsupportedValue } from '../validation/faults.ts';
import {
  emulated,
  honoured,
  ignored,
  itemsBy,
  membersOf,
  noted,
  objectOf,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { jsonObject } from '../validation/json-object.ts';
import { listOf, shortName } from '../validation/schemas.ts';

const describedFields = { name: honoured(shortName), description: honoured(z.string().nullish()) };

const signatureFields = {
  ...describedFields,
  parameters: noted(
    'Codex drops keywords such as `pattern`; their words go into descriptions. A schema over 5,000 bytes reaches the model whole in the description of the tool only, and is named in `x-codex-serve-ignored`. Default: no arguments.',
    honoured(jsonObject.nullish()),
  ),
};

const functionToolFields = {
  type: honoured(z.literal('function')),
  function: membersOf({
    ...signatureFields,
    strict: noted(
      'Codex has no word for it: arguments follow the schema as well as the model can.',
      ignored(z.boolean(), false),
    ),
  }),
};

const toolFormat = z
  .object({ type: z.enum(['text', 'grammar']) })
  .nullish()
  .superRefine((format, ctx) => {
    if (format?.type === 'grammar') addFault(ctx, unsupportedValue("'grammar'", "'text'"));
  });

const customToolFields = {
  type: honoured(z.literal('custom')),
  custom: membersOf({
    ...describedFields,
    format: noted('`text`. A grammar is refused.', honoured(toolFormat)),
  }),
};

const tool = z.discriminatedUnion('type', [
  objectOf(functionToolFields),
  objectOf(customToolFields),
]);

/** One of a request's tools, checked. */
export type ToolParam = z.output<typeof tool>;

/** `tools`: functions and custom tools with free text. */
export const tools = noted(
  'Functions, and custom tools with free text. At most 128, no two of one name.',
  honoured(
    listOf(tool, { max: maxTools }).nullish(),
    itemsBy(
      'type',
      new Map<unknown, FieldTable>([
        ['function', functionToolFields],
        ['custom', customToolFields],
      ]),
    ),
  ),
);

const legacyFunction = objectOf(signatureFields);

/** One of a request's deprecated functions, checked. */
export type LegacyFunction = z.output<typeof legacyFunction>;

/** `functions`, which `tools` has replaced. */
export const functions = noted(
  'Deprecated. The answer has the shape of `function_call`. Not together with `tools`.',
  emulated(listOf(legacyFunction, { min: 1, max: maxTools }).nullish(), {
    kind: 'items',
    of: { kind: 'object', table: signatureFields },
  }),
);
