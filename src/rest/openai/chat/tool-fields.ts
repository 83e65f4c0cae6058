import { z } from 'zod';
import { maxTools } from '../../../codex/completion/bounds.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { addFault, unsupportedValue } from '../validation/faults.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  itemsBy,
  membersOf,
  noted,
  objectOf,
} from '../validation/field-table.ts';
import type { Field, FieldTable } from '../validation/field-table.ts';
import { jsonObject } from '../validation/json-object.ts';
import { listOf, shortName } from '../validation/schemas.ts';

const describedFields = { name: honoured(shortName), description: honoured(z.string().nullish()) };

const parameters = honoured(jsonObject.nullish());
const wholeParameters = noted('Reach the model unchanged. Default: no arguments.', parameters);
const rewrittenParameters = noted(
  'Codex drops keywords such as `pattern`; their words go into descriptions. A schema over 5,000 bytes reaches the model whole in the description of the tool only, and is named in `x-codex-serve-ignored`. Default: no arguments.',
  parameters,
);

const ignoredStrict = noted(
  'Codex has no such option: arguments follow the schema as well as the model can.',
  ignored(z.boolean(), false),
);

const textFormat = z.object({ type: z.literal('text') });
const grammarFormat = z.object({
  type: z.literal('grammar'),
  grammar: z.object({ syntax: z.enum(['lark', 'regex']), definition: z.string() }),
});
const anyFormat = z.discriminatedUnion('type', [textFormat, grammarFormat]).nullish();
const textFormatOnly = z
  .object({ type: z.enum(['text', 'grammar']) })
  .nullish()
  .superRefine((format, ctx) => {
    if (format?.type === 'grammar') addFault(ctx, unsupportedValue("'grammar'", "'text'"));
  })
  .transform((format): z.output<typeof anyFormat> => format && { type: 'text' });

function formatFor(hasGrammars: boolean): Field<z.ZodType<z.output<typeof anyFormat>>> {
  return hasGrammars
    ? noted('`text`, or a grammar.', honoured(anyFormat))
    : noted('`text`. A grammar is refused.', honoured(textFormatOnly));
}

/** The rows of both kinds of tools. */
function tablesFor({ hasNativeTools, hasCustomTools }: Capabilities) {
  const signature = {
    ...describedFields,
    parameters: hasNativeTools ? wholeParameters : rewrittenParameters,
  };
  return {
    signature,
    functionTool: {
      type: honoured(z.literal('function')),
      function: membersOf({ ...signature, strict: honouredIf(hasNativeTools, ignoredStrict) }),
    },
    customTool: {
      type: honoured(z.literal('custom')),
      custom: membersOf({ ...describedFields, format: formatFor(hasCustomTools) }),
    },
  };
}

function toolSchema({ functionTool, customTool }: ReturnType<typeof tablesFor>) {
  return z.discriminatedUnion('type', [objectOf(functionTool), objectOf(customTool)]);
}

/** One of a request's tools, checked. */
export type ToolParam = z.output<ReturnType<typeof toolSchema>>;

/** One of a request's deprecated functions, checked. */
export type LegacyFunction = z.output<
  ReturnType<typeof objectOf<ReturnType<typeof tablesFor>['signature']>>
>;

type ListField<T> = Field<z.ZodOptional<z.ZodNullable<z.ZodType<T[]>>>>;

/** `tools`, and `functions`, which `tools` has replaced. */
export interface ToolFields {
  readonly tools: ListField<ToolParam>;
  readonly functions: ListField<LegacyFunction>;
}

/** The rows of the fields that hold tools. */
export function toolFieldsFor(capabilities: Capabilities): ToolFields {
  const tables = tablesFor(capabilities);
  const { signature, functionTool, customTool } = tables;
  return {
    tools: noted(
      'Functions, and custom tools with free text. At most 128, no two of one name.',
      honoured(
        listOf(toolSchema(tables), { max: maxTools }).nullish(),
        itemsBy(
          'type',
          new Map<unknown, FieldTable>([
            ['function', functionTool],
            ['custom', customTool],
          ]),
        ),
      ),
    ),
    functions: noted(
      'Deprecated. The answer has the shape of `function_call`. Not together with `tools`.',
      emulated(listOf(objectOf(signature), { min: 1, max: maxTools }).nullish(), {
        kind: 'items',
        of: { kind: 'object', table: signature },
      }),
    ),
  };
}
