import { z } from 'zod';
import { maxTools } from '../../../../codex/completion/bounds.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { addFault, unsupportedValue } from '../../validation/faults.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  itemsBy,
  noted,
  optionalMembersOf,
  otherMembers,
} from '../../validation/field-table.ts';
import type { Field, FieldTable } from '../../validation/field-table.ts';
import { jsonObject } from '../../validation/json-object.ts';
import { listOf, shortName } from '../../validation/schemas.ts';
import {
  ignoredVariant,
  refusedVariant,
  variant,
  variantsOf,
  type Variants,
} from '../../validation/variants.ts';
import { webSearchNames } from './tool-effects.ts';

/** Tools that would run where the gateway has no say, or nowhere. */
export const refusedToolTypes = [
  'file_search',
  'code_interpreter',
  'computer',
  'computer_use',
  'computer_use_preview',
  'image_generation',
  'mcp',
  'shell',
  'local_shell',
  'apply_patch',
  'programmatic_tool_calling',
] as const;

const description = honoured(z.string().nullish());
/** Who may call a tool, and when the model learns of it. */
const loading = {
  defer_loading: noted('The model knows all tools from the start.', ignored(z.boolean(), false)),
  allowed_callers: ignored(listOf(z.enum(['direct', 'programmatic'])), ['direct']),
};

function functionTable({ hasNativeTools }: Capabilities): FieldTable {
  const parameters = honoured(jsonObject.nullish());
  return {
    type: variant('function'),
    name: honoured(shortName),
    description,
    parameters: noted(
      hasNativeTools
        ? 'Reach the model unchanged. Default: no arguments.'
        : 'Codex drops keywords such as `pattern`; their words go into descriptions. A schema over 5,000 bytes reaches the model whole in the description of the tool only, and is named in `x-codex-serve-ignored`. Default: no arguments.',
      parameters,
    ),
    strict: noted(
      hasNativeTools
        ? 'Default: `false`.'
        : 'Codex has no such option: arguments follow the schema as well as the model can.',
      hasNativeTools ? honoured(z.boolean().nullish()) : ignored(z.boolean(), false),
    ),
    output_schema: ignored(jsonObject),
    ...loading,
  };
}

function customTable({ hasCustomTools }: Capabilities): FieldTable {
  const formats = new Map<unknown, FieldTable>([
    ['text', { type: variant('text') }],
    [
      'grammar',
      {
        type: honouredIf(
          hasCustomTools,
          noted('Described to the model in words.', emulated(z.literal('grammar'))),
        ),
        syntax: honoured(z.enum(['lark', 'regex'])),
        definition: honoured(z.string()),
      },
    ],
  ]);
  return {
    type: honouredIf(
      hasCustomTools,
      noted('A function to the model, with one argument.', emulated(z.literal('custom'))),
    ),
    name: honoured(shortName),
    description,
    format: honoured(variantsOf('type', formats).nullish(), {
      kind: 'variants',
      by: 'type',
      tables: formats,
    }),
    ...loading,
  };
}

function webSearchTable(type: string, has: Capabilities): FieldTable {
  const needed = 'Runs only with `--web-search on`. Without, it is ignored.';
  if (!has.hasHostedTools) return { type: noted(needed, ignoredVariant(type)) };
  const place = honoured(z.string().nullish());
  return {
    type: noted(needed, variant(type)),
    search_context_size: honoured(z.enum(['low', 'medium', 'high']).nullish()),
    user_location: optionalMembersOf({
      type: honoured(z.literal('approximate').nullish()),
      city: place,
      country: place,
      region: place,
      timezone: place,
    }),
    filters: optionalMembersOf({
      allowed_domains: honoured(listOf(z.string()).nullish()),
      blocked_domains: { treatment: 'refused', schema: noDomains.optional(), defaults: [] },
    }),
    external_web_access: noted(
      '`false`: pages as the service has them.',
      honoured(z.boolean().nullish()),
    ),
    search_content_types: honoured(listOf(z.string()).nullish()),
  };
}

const noDomains = z.unknown().superRefine((domains, ctx) => {
  const isNone = Array.isArray(domains) ? domains.length === 0 : (domains ?? null) === null;
  if (!isNone) addFault(ctx, unsupportedValue('an array'));
});

function toolSearchTable({ hasRawTools }: Capabilities): FieldTable {
  return {
    type: hasRawTools
      ? variant('tool_search')
      : noted('Codex has no such tool.', ignoredVariant('tool_search')),
    [otherMembers]: honoured(z.unknown().optional()),
  };
}

/** The rows of the tools that may stand in a namespace. */
function clientTools(capabilities: Capabilities): [string, FieldTable][] {
  return [
    ['function', functionTable(capabilities)],
    ['custom', customTable(capabilities)],
  ];
}

function namespaceTable(capabilities: Capabilities): FieldTable {
  const tables: Variants = new Map<unknown, FieldTable>(clientTools(capabilities));
  return {
    type: variant('namespace'),
    name: honoured(shortName),
    description,
    tools: honoured(
      listOf(variantsOf('type', tables), { min: 1, max: maxTools }),
      itemsBy('type', tables),
    ),
  };
}

/** A list of tools: the client's own, alone or in namespaces, and the service's. */
export function toolsFor(capabilities: Capabilities): Field {
  const tables: Variants = new Map<unknown, FieldTable>([
    ...clientTools(capabilities),
    ['namespace', namespaceTable(capabilities)],
    ...webSearchNames.map((type): [string, FieldTable] => [
      type,
      webSearchTable(type, capabilities),
    ]),
    ['tool_search', toolSearchTable(capabilities)],
    ...refusedToolTypes.map((type): [string, FieldTable] => [type, { type: refusedVariant(type) }]),
  ]);
  return honoured(listOf(variantsOf('type', tables), { max: maxTools }), itemsBy('type', tables));
}
