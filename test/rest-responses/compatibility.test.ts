import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type OpenAI from 'openai';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import { responseFieldsFor } from '../../src/rest/openai/responses/request/request-fields.ts';
import { otherMembers } from '../../src/rest/openai/validation/field-table.ts';
import type { FieldTable, Members } from '../../src/rest/openai/validation/field-table.ts';

const fields = responseFieldsFor({ ...noCapabilities, hasHostedTools: true });

function declarationsOf(module: string): string {
  const file = createRequire(import.meta.url).resolve(`openai/resources/${module}`);
  return readFileSync(file.replace(/\.js$/, '.d.ts'), 'utf8');
}

const declarations = declarationsOf('responses/responses') + declarationsOf('shared');

/** The body of an interface that the SDK declares, `ResponseInputItem.ToolSearchCall`. */
function bodyOf(name: string): string {
  const [within, inner] = name.split('.');
  const simple = inner ?? name;
  const start = inner === undefined ? 0 : declarations.indexOf(`namespace ${within} {`);
  const pattern = new RegExp(
    `^( *)(?:export )?interface ${simple}(?: extends \\w+)? \\{\n(.*?)^\\1\\}`,
    'ms',
  );
  return pattern.exec(declarations.slice(start))?.[2] ?? '';
}

/** The members of that interface. */
function membersOf(name: string): string[] {
  const body = bodyOf(name);
  const indent = /^ +/.exec(body)?.[0] ?? '';
  return [...body.matchAll(new RegExp(`^${indent}(\\w+)\\??:`, 'gm'))].flatMap(
    ([, member]) => member ?? [],
  );
}

/** The types of a union of the SDK: `function_call`, `web_search_preview_2025_03_11`. */
function typesOf(union: string): string[] {
  const [, names = ''] = new RegExp(`^export type ${union} = (.*);$`, 'm').exec(declarations) ?? [];
  return names.split(' | ').flatMap((name) => {
    const [, types = ''] = /^ +type\??: ([^;]*);/m.exec(bodyOf(name)) ?? [];
    return [...types.matchAll(/'(\w+)'/g)].flatMap(([, type]) => type ?? []);
  });
}

function tableOf(members: Members | undefined, chosenBy?: string): FieldTable {
  switch (members?.kind) {
    case 'object':
      return members.table;
    case 'items':
      return tableOf(members.of, chosenBy);
    case 'variants':
      return members.tables.get(chosenBy) ?? {};
    case undefined:
    default:
      return {};
  }
}

const itemOf = (type: string): FieldTable => tableOf(fields.input.members, type);
const partOf = (type: string): FieldTable => tableOf(itemOf('message')['content']?.members, type);
const toolOf = (type: string): FieldTable => tableOf(fields.tools.members, type);
const choiceOf = (type: string): FieldTable => tableOf(fields.tool_choice.members, type);
const text = tableOf(fields.text.members);

describe('what the SDK can send to the Responses API', () => {
  it.each<[string, FieldTable]>([
    ['ResponseCreateParamsBase', fields],
    ['ResponseCreateParams.StreamOptions', tableOf(fields.stream_options.members)],
    ['Reasoning', tableOf(fields.reasoning.members)],
    ['ResponseTextConfig', text],
    ['ResponseFormatTextJSONSchemaConfig', tableOf(text['format']?.members, 'json_schema')],
    ['EasyInputMessage', itemOf('message')],
    ['ResponseInputItem.Message', itemOf('message')],
    ['ResponseOutputMessage', itemOf('message')],
    ['ResponseInputText', partOf('input_text')],
    ['ResponseInputImage', partOf('input_image')],
    ['ResponseOutputText', partOf('output_text')],
    ['ResponseOutputRefusal', partOf('refusal')],
    ['ResponseReasoningItem', itemOf('reasoning')],
    ['ResponseFunctionToolCall', itemOf('function_call')],
    ['ResponseInputItem.FunctionCallOutput', itemOf('function_call_output')],
    ['ResponseCustomToolCall', itemOf('custom_tool_call')],
    ['ResponseCustomToolCallOutput', itemOf('custom_tool_call_output')],
    ['ResponseInputItem.ItemReference', itemOf('item_reference')],
    ['ResponseInputItem.AdditionalTools', itemOf('additional_tools')],
    ['ResponseInputItem.CompactionTrigger', itemOf('compaction_trigger')],
    ['FunctionTool', toolOf('function')],
    ['CustomTool', toolOf('custom')],
    ['NamespaceTool', toolOf('namespace')],
    ['WebSearchTool', toolOf('web_search')],
    ['WebSearchPreviewTool', toolOf('web_search_preview')],
    ['ToolChoiceAllowed', choiceOf('allowed_tools')],
    ['ToolChoiceFunction', choiceOf('function')],
    ['ToolChoiceCustom', choiceOf('custom')],
  ])('in %s is decided, field by field', (name, table) => {
    const members = membersOf(name);

    expect(members.length).toBeGreaterThan(0);
    expect(members.filter((member) => !Object.hasOwn(table, member))).toEqual([]);
  });

  it.each<[string, FieldTable[]]>([
    ['ResponseInputItem', typesOf('ResponseInputItem').map(itemOf)],
    ['Tool', typesOf('Tool').map(toolOf)],
    ['ResponseInputContent', typesOf('ResponseInputContent').map(partOf)],
  ])('is decided for each type of %s', (name, tables) => {
    expect(tables.length).toBeGreaterThan(2);
    const undecided = typesOf(name).filter((_, index) => tables[index]?.['type'] === undefined);
    expect(undecided).toEqual([]);
  });

  it('is decided to the type checker too', () => {
    type Undecided = Exclude<keyof OpenAI.Responses.ResponseCreateParams, keyof typeof fields>;
    expectTypeOf<Undecided>().toBeNever();
  });

  it('keeps its members where the item is passed on', () => {
    expect(Object.keys(itemOf('web_search_call'))).toContain(otherMembers);
  });
});
