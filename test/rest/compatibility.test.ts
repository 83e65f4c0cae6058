import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type OpenAI from 'openai';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { compatibilityDocument } from '../../scripts/compatibility-document.ts';
import { requestFieldsFor } from '../../src/rest/openai/chat/request-fields.ts';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import type { FieldTable, Members } from '../../src/rest/openai/validation/field-table.ts';

const requestFields = requestFieldsFor(noCapabilities);

const declarations = readFileSync(
  createRequire(import.meta.url)
    .resolve('openai/resources/chat/completions/completions')
    .replace(/\.js$/, '.d.ts'),
  'utf8',
);

/** The members that the SDK declares for an interface. */
function membersOf(name: string): string[] {
  const [, body = ''] =
    new RegExp(`^export interface ${name} \\{\n(.*?)^\\}`, 'ms').exec(declarations) ?? [];
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].flatMap(([, member]) => member ?? []);
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

const messageOf = (role: string): FieldTable => tableOf(requestFields.messages.members, role);
const partOf = (type: string): FieldTable => tableOf(messageOf('user')['content']?.members, type);
const callOf = (type: string): FieldTable =>
  tableOf(messageOf('assistant')['tool_calls']?.members, type);

describe('what the SDK can send', () => {
  it.each<[string, FieldTable]>([
    ['ChatCompletionCreateParamsBase', requestFields],
    ['ChatCompletionStreamOptions', tableOf(requestFields.stream_options.members)],
    ['ChatCompletionSystemMessageParam', messageOf('system')],
    ['ChatCompletionDeveloperMessageParam', messageOf('developer')],
    ['ChatCompletionUserMessageParam', messageOf('user')],
    ['ChatCompletionAssistantMessageParam', messageOf('assistant')],
    ['ChatCompletionToolMessageParam', messageOf('tool')],
    ['ChatCompletionFunctionMessageParam', messageOf('function')],
    ['ChatCompletionContentPartText', partOf('text')],
    ['ChatCompletionContentPartImage', partOf('image_url')],
    ['ChatCompletionFunctionTool', tableOf(requestFields.tools.members, 'function')],
    ['ChatCompletionCustomTool', tableOf(requestFields.tools.members, 'custom')],
    ['ChatCompletionMessageFunctionToolCall', callOf('function')],
    ['ChatCompletionMessageCustomToolCall', callOf('custom')],
    [
      'ChatCompletionAllowedToolChoice',
      tableOf(requestFields.tool_choice.members, 'allowed_tools'),
    ],
    ['ChatCompletionNamedToolChoice', tableOf(requestFields.tool_choice.members, 'function')],
    ['ChatCompletionNamedToolChoiceCustom', tableOf(requestFields.tool_choice.members, 'custom')],
  ])('in %s is decided, field by field', (name, table) => {
    const members = membersOf(name);

    expect(members.length).toBeGreaterThan(0);
    expect(members.filter((member) => !Object.hasOwn(table, member))).toEqual([]);
  });

  it('is decided to the type checker too', () => {
    type Undecided = Exclude<keyof OpenAI.ChatCompletionCreateParams, keyof typeof requestFields>;
    expectTypeOf<Undecided>().toBeNever();
  });
});

it('docs/compatibility.md is up to date: npm run docs', () => {
  const file = new URL('../../docs/compatibility.md', import.meta.url);

  expect(readFileSync(file, 'utf8')).toBe(compatibilityDocument());
});
